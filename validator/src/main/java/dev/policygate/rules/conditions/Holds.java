package dev.policygate.rules.conditions;

import dev.policygate.access.ConditionValues;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.GlobalConditionKey;
import dev.policygate.catalog.GlobalConditionKey.Presence;
import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Family;
import java.util.Optional;

/**
 * For which requests a condition holds, as far as that does not depend on the values they carry.
 */
enum Holds {
  ALWAYS,
  NEVER,
  /** For all with the key. */
  WHEN_PRESENT,
  /** For all without the key. */
  WHEN_ABSENT,
  /** It depends on values. */
  SOMETIMES;

  private static final int FIELDS_OF_AN_ARN = 6;

  /** What the values of a condition hold of all that a request might carry. */
  private enum Share {
    ALL,
    NONE,
    SOME
  }

  static Holds of(Condition condition, Catalog catalog) {
    boolean absent = condition.holdsWithoutKey();
    boolean present;
    if (condition.operator().value().comparison() == Comparison.NULL) {
      present = has(condition, "false");
      if (present != absent && !isInEveryRequest(condition, catalog)) {
        // To ask just that is what the operator is for.
        return SOMETIMES;
      }
    } else {
      Share share = shareOf(condition);
      if (share == Share.SOME) {
        return SOMETIMES;
      }
      present = (share == Share.ALL) != condition.operator().value().comparison().negated();
    }
    if (isInEveryRequest(condition, catalog)) {
      return present ? ALWAYS : NEVER;
    }
    return present ? (absent ? ALWAYS : WHEN_PRESENT) : (absent ? WHEN_ABSENT : NEVER);
  }

  private static boolean isInEveryRequest(Condition condition, Catalog catalog) {
    Optional<GlobalConditionKey> global = catalog.globalConditionKey(condition.key().value());
    return global.isPresent() && global.get().presence() == Presence.ALWAYS;
  }

  private static Share shareOf(Condition condition) {
    Comparison comparison = condition.operator().value().comparison();
    if (comparison.family() == Family.IP_ADDRESS) {
      return has(condition, "0.0.0.0/0") && has(condition, "::/0") ? Share.ALL : Share.SOME;
    }
    if (comparison.family() == Family.BOOL) {
      boolean yes = has(condition, "true");
      boolean no = has(condition, "false");
      return yes && no ? Share.ALL : yes || no ? Share.SOME : Share.NONE;
    }
    Share share = Share.NONE;
    for (Located<String> value : condition.values()) {
      if (isEverything(comparison, value.value())) {
        return Share.ALL;
      }
      if (comparison.family() != Family.NUMERIC || ConditionValues.isNumber(value.value())) {
        share = Share.SOME;
      }
    }
    return share;
  }

  /** Whether a value is compared with all that there is. */
  private static boolean isEverything(Comparison comparison, String value) {
    if (comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE) {
      return isStars(value);
    }
    return comparison.family() == Family.ARN && isEveryArn(value);
  }

  private static boolean has(Condition condition, String wanted) {
    for (Located<String> value : condition.values()) {
      if (value.value().equalsIgnoreCase(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStars(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '*') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /** A star, or an ARN of which every field is one. */
  private static boolean isEveryArn(String value) {
    if (isStars(value)) {
      return true;
    }
    String[] fields = value.split(":", -1);
    if (fields.length < FIELDS_OF_AN_ARN || !(fields[0].equals("arn") || fields[0].equals("*"))) {
      return false;
    }
    for (int i = 1; i < fields.length; i++) {
      if (!fields[i].equals("*")) {
        return false;
      }
    }
    return true;
  }
}
