package dev.policygate.reach;

import dev.policygate.access.Patterns;
import dev.policygate.finding.Located;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources that statements name which allow something: one or several, not nearly all. */
final class NamedResources {

  private final List<Statement> statements;
  private final Map<String, Boolean> known = new HashMap<>();
  private @Nullable List<String> all;
  private @Nullable List<Name> names;

  NamedResources(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /** All of them, as they are written. */
  List<String> all() {
    List<String> names = all;
    if (names == null) {
      names = new ArrayList<>();
      for (Statement statement : statements) {
        if (statement.allows()) {
          for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
            if (Breadth.names(pattern.value().text())) {
              names.add(pattern.value().text());
            }
          }
        }
      }
      all = names;
    }
    return names;
  }

  /**
   * Those of some forms that may be one of them.
   *
   * @param forms ARNs with stars, each for text without colons
   */
  List<String> among(List<String> forms) {
    List<String> named = new ArrayList<>();
    for (String form : forms) {
      if (isNamed(form)) {
        named.add(form);
      }
    }
    return named;
  }

  private boolean isNamed(String form) {
    Boolean kept = known.get(form);
    if (kept == null) {
      kept = meetsOneOfThem(form);
      known.put(form, kept);
    }
    return kept;
  }

  private boolean meetsOneOfThem(String form) {
    String service = serviceOf(form);
    for (Name name : names()) {
      if (name.mayBeOf(service) && Patterns.meetForm(form, name.loosened())) {
        return true;
      }
    }
    return false;
  }

  private List<Name> names() {
    List<Name> known = names;
    if (known == null) {
      known = new ArrayList<>();
      for (String text : all()) {
        known.add(Name.of(text));
      }
      names = known;
    }
    return known;
  }

  /** The third field of an ARN. */
  private static String serviceOf(String arn) {
    int from = startOfService(arn);
    return arn.substring(from, Math.max(from, arn.indexOf(':', from)));
  }

  private static int startOfService(String arn) {
    return arn.indexOf(':', arn.indexOf(':') + 1) + 1;
  }

  /**
   * A resource as it is named.
   *
   * @param service a star where a wildcard stands in it, or before
   */
  private record Name(String service, String loosened) {
    static Name of(String text) {
      String before = text.substring(0, startOfService(text)) + serviceOf(text);
      return new Name(ArnPattern.isOpen(before) ? "*" : serviceOf(text), ArnPattern.loosened(text));
    }

    /** Most are of other services, which is seen at a glance. */
    boolean mayBeOf(String other) {
      return service.equals("*") || ArnPattern.isOpen(other) || service.equals(other);
    }
  }
}
