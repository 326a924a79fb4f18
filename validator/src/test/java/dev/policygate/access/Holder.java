package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Decision.Allowed;
import dev.policygate.access.Decision.ExplicitlyDenied;
import dev.policygate.access.Decision.ImplicitlyDenied;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Someone who holds permissions, in tests that read like the documentation. */
record Holder(Permissions permissions) {

  /** Holds a policy of these statements. */
  static Holder of(String... statements) {
    return new Holder(
        Permissions.of(PolicyGenerator.parse(PolicyGenerator.documentOf(List.of(statements)))));
  }

  Holder within(String... boundary) {
    return new Holder(
        permissions.within(PolicyGenerator.parse(PolicyGenerator.documentOf(List.of(boundary)))));
  }

  Holder under(String... serviceControlPolicy) {
    return new Holder(
        permissions.under(
            List.of(
                PolicyGenerator.parse(PolicyGenerator.documentOf(List.of(serviceControlPolicy))))));
  }

  /**
   * Checks that a request is allowed.
   *
   * @param context {@code key=value} each; a key that comes again has several values
   */
  void may(String action, String resource, String... context) {
    assertThat(decision(action, resource, context)).isInstanceOf(Allowed.class);
  }

  /** Checks that nothing allows a request. */
  void mayNot(String action, String resource, String... context) {
    assertThat(decision(action, resource, context)).isInstanceOf(ImplicitlyDenied.class);
  }

  /** Checks that a statement denies a request. */
  void isRefused(String action, String resource, String... context) {
    assertThat(decision(action, resource, context)).isInstanceOf(ExplicitlyDenied.class);
  }

  private Decision decision(String action, String resource, String... context) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String each : context) {
      int at = each.indexOf('=');
      values
          .computeIfAbsent(each.substring(0, at), _ -> new ArrayList<>())
          .add(each.substring(at + 1));
    }
    return permissions.decide(new Request(action, resource, values));
  }
}
