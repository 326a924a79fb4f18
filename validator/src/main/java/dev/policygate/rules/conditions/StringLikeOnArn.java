package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.catalog.ConditionKey.DataType;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns of {@code StringLike} on keys that hold ARNs: a star then reaches over colons, so that a
 * part of the name can pass for an account.
 */
final class StringLikeOnArn implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "StringLikeOnArn", "An ARN is matched as text, so that a star reaches over its fields");

  private final Catalog catalog;

  StringLikeOnArn(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Comparison comparison = condition.operator().value().comparison();
      boolean likes =
          comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE;
      if (likes && hasArns(condition) && hasWildcardWithin(condition)) {
        String better = comparison == Comparison.STRING_LIKE ? "ArnLike" : "ArnNotLike";
        violations.add(
            Violation.at(
                condition.operator().location(),
                "a star of `%s` on `%s` reaches over the fields of an ARN"
                    .formatted(condition.operator().value().text(), condition.key().value()),
                "write `%s%s%s`"
                    .formatted(
                        condition.operator().value().qualifier().prefix(),
                        better,
                        condition.operator().value().ifExists() ? "IfExists" : "")));
      }
    }
    return violations;
  }

  private boolean hasArns(Condition condition) {
    Optional<ConditionKey> key = catalog.conditionKey(condition.key().value());
    return key.isPresent() && key.get().types().equals(List.of(DataType.ARN));
  }

  private static boolean hasWildcardWithin(Condition condition) {
    for (Located<String> value : condition.values()) {
      String text = value.value();
      if (!text.equals("*") && (text.indexOf('*') >= 0 || text.indexOf('?') >= 0)) {
        return true;
      }
    }
    return false;
  }
}
