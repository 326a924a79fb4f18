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
    for (String name : all()) {
      if (mayBeOfOneService(form, name) && Patterns.meetForm(form, ArnPattern.loosened(name))) {
        return true;
      }
    }
    return false;
  }

  /** Most are of others, which is seen at a glance where no wildcard comes before. */
  private static boolean mayBeOfOneService(String form, String name) {
    int mine = startOfService(form);
    int others = startOfService(name);
    String service = name.substring(0, Math.max(others, name.indexOf(':', others)));
    return ArnPattern.isOpen(service)
        || ArnPattern.isOpen(form.substring(mine, Math.max(mine, form.indexOf(':', mine))))
        || form.startsWith(service.substring(others) + ":", mine);
  }

  private static int startOfService(String arn) {
    return arn.indexOf(':', arn.indexOf(':') + 1) + 1;
  }
}
