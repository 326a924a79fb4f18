package dev.policygate.rules.grammar;

import dev.policygate.access.Patterns;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Warns of entries of a list that another entry of it holds already. */
final class RedundantEntry implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("RedundantEntry", "An entry of a list is held by another one");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    find(statement.action().patterns(), Patterns::covers, ActionPattern::text, violations);
    find(statement.resource().patterns(), Patterns::covers, ResourcePattern::text, violations);
    for (Condition condition : statement.conditions()) {
      find(condition.values(), held(condition), value -> value, violations);
    }
    return violations;
  }

  /** Whether the first value makes the second one say nothing more. */
  private static BiPredicate<String, String> held(Condition condition) {
    Comparison comparison = condition.operator().value().comparison();
    return switch (comparison) {
      case STRING_LIKE, STRING_NOT_LIKE ->
          (one, other) -> Patterns.covers(new ResourcePattern(one), new ResourcePattern(other));
      case NUMERIC_LESS_THAN, NUMERIC_LESS_THAN_EQUALS -> (one, other) -> order(one, other) >= 0;
      case NUMERIC_GREATER_THAN, NUMERIC_GREATER_THAN_EQUALS ->
          (one, other) -> order(one, other) <= 0;
      default -> String::equals;
    };
  }

  /** How two numbers compare; what is no number compares only with itself. */
  private static double order(String one, String other) {
    try {
      return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
    } catch (NumberFormatException e) {
      return one.equals(other) ? 0 : Double.NaN;
    }
  }

  private interface Text<T> {
    String of(T value);
  }

  private static <T> void find(
      List<Located<T>> entries, BiPredicate<T, T> holds, Text<T> text, List<Violation> violations) {
    for (int i = 0; i < entries.size() && entries.size() > 1; i++) {
      T entry = entries.get(i).value();
      for (int j = 0; j < entries.size(); j++) {
        T other = entries.get(j).value();
        // Of two that hold each other, the later one goes.
        if (i != j && holds.test(other, entry) && (j < i || !holds.test(entry, other))) {
          violations.add(
              Violation.at(
                  entries.get(i).location(),
                  "`%s` is held by `%s` already".formatted(text.of(entry), text.of(other)),
                  "leave it out"));
          break;
        }
      }
    }
  }
}
