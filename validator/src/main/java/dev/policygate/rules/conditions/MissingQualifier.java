package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Qualifier;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns of keys with several values in one request that are compared without saying how many of
 * them must compare.
 */
final class MissingQualifier implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("MissingQualifier", "A key of several values is compared as if it had one");

  private final Catalog catalog;

  MissingQualifier(Catalog catalog) {
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
      ConditionOperator operator = condition.operator().value();
      if (operator.qualifier() == Qualifier.NONE && operator.comparison() != Comparison.NULL) {
        Optional<ConditionKey> key = catalog.conditionKey(condition.key().value());
        if (key.isPresent() && key.get().multivalued()) {
          violations.add(
              Violation.at(
                  condition.operator().location(),
                  "a request may have several values for `%s`, and `%s` compares one"
                      .formatted(condition.key().value(), operator.text()),
                  "write `ForAnyValue:%s`, or `ForAllValues:%s` with a `Null` check"
                      .formatted(operator.text(), operator.text())));
        }
      }
    }
    return violations;
  }
}
