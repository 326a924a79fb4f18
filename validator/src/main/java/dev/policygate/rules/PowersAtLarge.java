package dev.policygate.rules;

import dev.policygate.finding.Location;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds which entries of a policy give powers over what nobody named: one finding for each entry.
 */
final class PowersAtLarge {

  private PowersAtLarge() {}

  /** The grants of one entry of a policy. */
  record Found(List<Grant> grants, String what) {

    Grant first() {
      return grants.getFirst();
    }

    /**
     * The entry, with the actions it means where it is a pattern: {@code `s3:Get*`
     * (`s3:GetObject`)}.
     */
    String entry() {
      String text = first().action().value().text();
      if (text.equalsIgnoreCase(first().granted())) {
        return "`" + text + "`";
      }
      String more = grants.size() > 1 ? " and " + (grants.size() - 1) + " more" : "";
      return "`%s` (`%s`%s)".formatted(text, first().granted(), more);
    }

    /**
     * Why its conditions do not narrow it, as the end of a sentence; empty where there are none.
     */
    String despite() {
      Statement statement = first().statement();
      if (statement.conditions().isEmpty()) {
        return "";
      }
      String keys =
          statement.conditions().stream()
              .map(condition -> "`" + condition.key().value() + "`")
              .distinct()
              .collect(Collectors.joining(", "));
      boolean ofTags =
          statement.conditions().stream()
              .anyMatch(c -> c.key().value().toLowerCase(Locale.ROOT).contains("tag/"));
      return "; the condition on %s does not narrow that%s"
          .formatted(
              keys,
              ofTags ? ", as the holder can set the tag himself, or it need not be there" : "");
    }

    /** The resources, as they are written. */
    String resources() {
      return (first().statement().resource() instanceof ResourceElement.NotResource
              ? "all but `"
              : "`")
          + first().resource().value().text()
          + "`";
    }
  }

  /** What is found, in the order of the document. */
  static List<Violation> violations(
      Reach reach, Set<Power> powers, Function<Found, Violation> describe) {
    return violations(
        reach,
        powers,
        reach::atLarge,
        found -> {
          Violation violation = describe.apply(found);
          return new Violation(
              violation.location(), violation.message() + found.despite(), violation.fix());
        });
  }

  /**
   * What is found.
   *
   * @param asked whether an action is granted in the way that matters
   */
  static List<Violation> violations(
      Reach reach,
      Set<Power> powers,
      Function<String, Optional<Grant>> asked,
      Function<Found, Violation> describe) {
    Map<Location, Found> byEntry = new LinkedHashMap<>();
    for (String action : reach.actionsWith(powers)) {
      asked
          .apply(action)
          .ifPresent(
              grant ->
                  byEntry
                      .computeIfAbsent(
                          grant.action().location(),
                          _ -> new Found(new ArrayList<>(), reach.effectOf(action).what()))
                      .grants()
                      .add(grant));
    }
    return byEntry.values().stream().map(describe).toList();
  }
}
