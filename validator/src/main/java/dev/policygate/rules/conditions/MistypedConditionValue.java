package dev.policygate.rules.conditions;

import dev.policygate.access.ConditionValues;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Rejects numbers, truths and bytes that are none. Here they compare with nothing; another reader
 * may find a number in {@code 1e9}, and then a condition holds that is taken never to hold.
 */
final class MistypedConditionValue implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "MistypedConditionValue",
          "A condition compares with a value of another type than its operator");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Family family = condition.operator().value().comparison().family();
      for (Located<String> value : condition.values()) {
        if (!value.value().contains("${") && !fits(family, value.value())) {
          violations.add(
              Violation.at(
                  value.location(),
                  "`%s` compares %s, and `%s` is %s"
                      .formatted(
                          condition.operator().value().text(),
                          family == Family.NUMERIC
                              ? "numbers"
                              : family == Family.BINARY ? "bytes in Base64" : "true and false",
                          value.value(),
                          "none of them"),
                  "correct the value, or use the operator that fits it"));
        }
      }
    }
    return violations;
  }

  /** Dates and addresses are another rule's. */
  private static boolean fits(Family family, String value) {
    return family == Family.DATE
        || family == Family.IP_ADDRESS
        || ConditionValues.isOf(family, value);
  }
}
