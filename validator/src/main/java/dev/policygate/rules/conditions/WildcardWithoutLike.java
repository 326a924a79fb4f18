package dev.policygate.rules.conditions;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns of stars and question marks under operators that compare text as it is: what is meant as
 * all that begin so is one value that nobody has.
 */
final class WildcardWithoutLike implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("WildcardWithoutLike", "A wildcard stands where it is a plain character");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Comparison comparison = condition.operator().value().comparison();
      if (isLiteral(comparison)) {
        for (Located<String> value : condition.values()) {
          if (hasWildcard(value.value())) {
            violations.add(violation(condition, comparison, value));
          }
        }
      }
    }
    return violations;
  }

  private static boolean isLiteral(Comparison comparison) {
    return switch (comparison) {
      case STRING_EQUALS,
          STRING_NOT_EQUALS,
          STRING_EQUALS_IGNORE_CASE,
          STRING_NOT_EQUALS_IGNORE_CASE ->
          true;
      default -> false;
    };
  }

  private static boolean hasWildcard(String value) {
    for (Template.Part part : Template.of(value).parts()) {
      if (part instanceof Template.Text(var text)
          && (text.indexOf('*') >= 0 || text.indexOf('?') >= 0)) {
        return true;
      }
    }
    return false;
  }

  private static Violation violation(
      Condition condition, Comparison comparison, Located<String> value) {
    String like = comparison.negated() ? "StringNotLike" : "StringLike";
    return Violation.at(
        value.location(),
        "under `%s` the wildcard in `%s` is a plain character"
            .formatted(condition.operator().value().text(), value.value()),
        "write `%s%s%s`"
            .formatted(
                condition.operator().value().qualifier().prefix(),
                like,
                condition.operator().value().ifExists() ? "IfExists" : ""));
  }
}
