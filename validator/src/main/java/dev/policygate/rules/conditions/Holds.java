package dev.policygate.rules.conditions;

import dev.policygate.access.ConditionValues;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.GlobalConditionKey;
import dev.policygate.catalog.GlobalConditionKey.Presence;
import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import java.util.Optional;
import java.util.function.Predicate;

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
      present = anyMatch(condition, "false"::equalsIgnoreCase);
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
    if (condition.values().isEmpty()) {
      return Share.NONE;
    }
    return switch (condition.operator().value().comparison()) {
      case STRING_LIKE, STRING_NOT_LIKE ->
          anyMatch(condition, Holds::isStars) ? Share.ALL : Share.SOME;
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
          anyMatch(condition, Holds::isEveryArn) ? Share.ALL : Share.SOME;
      case BOOL -> {
        boolean yes = anyMatch(condition, "true"::equalsIgnoreCase);
        boolean no = anyMatch(condition, "false"::equalsIgnoreCase);
        yield yes && no ? Share.ALL : yes || no ? Share.SOME : Share.NONE;
      }
      case NUMERIC_EQUALS,
          NUMERIC_NOT_EQUALS,
          NUMERIC_LESS_THAN,
          NUMERIC_LESS_THAN_EQUALS,
          NUMERIC_GREATER_THAN,
          NUMERIC_GREATER_THAN_EQUALS ->
          anyMatch(condition, ConditionValues::isNumber) ? Share.SOME : Share.NONE;
      case IP_ADDRESS, NOT_IP_ADDRESS ->
          anyMatch(condition, "0.0.0.0/0"::equals) && anyMatch(condition, "::/0"::equals)
              ? Share.ALL
              : Share.SOME;
      default -> Share.SOME;
    };
  }

  private static boolean anyMatch(Condition condition, Predicate<String> wanted) {
    for (Located<String> value : condition.values()) {
      if (wanted.test(value.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStars(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c == '*');
  }

  private static boolean isEveryArn(String value) {
    return isStars(value) || value.matches("(arn|\\*)(:\\*){5,}");
  }
}
