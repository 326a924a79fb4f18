package dev.policygate.rules;

import dev.policygate.finding.Location;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which entries of a policy give powers over what nobody named: one finding for each entry.
 */
final class PowersAtLarge {

  private PowersAtLarge() {}

  /** The grants of one entry of a policy. */
  record Found(List<Grant> grants, String what, boolean mayTag) {

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
      return "`" + text + "` (`" + first().granted() + "`" + more + ")";
    }

    /**
     * Why its conditions do not narrow it, as the end of a sentence; empty where there are none.
     */
    private String despite() {
      Statement statement = first().statement();
      if (statement.conditions().isEmpty()) {
        return "";
      }
      Set<String> keys = new LinkedHashSet<>();
      boolean ofTags = false;
      for (Condition condition : statement.conditions()) {
        keys.add("`" + condition.key().value() + "`");
        ofTags |= isOfTags(condition);
      }
      return "; the condition on "
          + String.join(", ", keys)
          + " does not narrow that"
          + (ofTags ? doubtOfTags() : "");
    }

    private String doubtOfTags() {
      return mayTag
          ? ", as the holder can set the tag himself"
          : ", as any value of the tag will do, or none";
    }

    /** Whether the entry is one of several actions' names at once. */
    boolean isPattern() {
      String text = first().action().value().text();
      return first().statement().action() instanceof ActionElement.Action
          && (text.indexOf('*') >= 0 || text.indexOf('?') >= 0);
    }

    /** The finding of a rule, at the action. */
    Violation violation(String message, String fix) {
      return Violation.at(first().action().location(), message, fix);
    }

    /** The finding of a rule, at the resource. */
    Violation violationOfResource(String message, String fix) {
      return Violation.at(first().resource().location(), message, fix)
          .causedBy(List.of(first().action().location()));
    }

    /** The finding of a rule that asks what is at large: it says why conditions do not help. */
    Violation atLarge(String message, String fix) {
      return violation(message + despite(), fix);
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

  private static boolean isOfTags(Condition condition) {
    return condition.foldedKey().contains("tag/");
  }

  /** Whether he can set a tag that a statement asks for. */
  private static boolean mayTag(String action, Statement statement, Reach reach) {
    for (Condition condition : statement.conditions()) {
      if (isOfTags(condition) && reach.mayTag(action, condition.foldedKey())) {
        return true;
      }
    }
    return false;
  }

  /** Says whether an action is granted in the way that matters, and by what. */
  interface Asked {
    Optional<Grant> find(String action);
  }

  private record AtLarge(Reach reach) implements Asked {
    @Override
    public Optional<Grant> find(String action) {
      return reach.atLarge(action);
    }
  }

  /** What gives powers at large, in the order in which the actions are granted. */
  static List<Found> of(Reach reach, Set<Power> powers) {
    return of(reach, powers, new AtLarge(reach));
  }

  /**
   * What gives powers.
   *
   * @param asked whether an action is granted in the way that matters
   */
  static List<Found> of(Reach reach, Set<Power> powers, Asked asked) {
    Map<Location, Found> byEntry = new LinkedHashMap<>();
    for (String action : reach.actionsWith(powers)) {
      Optional<Grant> grant = asked.find(action);
      if (grant.isPresent()) {
        Location entry = grant.get().action().location();
        Found found = byEntry.get(entry);
        if (found == null) {
          found =
              new Found(
                  new ArrayList<>(),
                  reach.effectOf(action).what(),
                  mayTag(action, grant.get().statement(), reach));
          byEntry.put(entry, found);
        }
        found.grants().add(grant.get());
      }
    }
    return new ArrayList<>(byEntry.values());
  }
}
