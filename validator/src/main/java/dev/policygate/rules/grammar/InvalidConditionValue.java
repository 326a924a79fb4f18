package dev.policygate.rules.grammar;

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
 * Rejects dates that are none, which IAM refuses, and addresses that are none, which compare with
 * nothing: a condition that shall keep them out then holds for everybody.
 *
 * <p>What holds a variable is no business of this rule.
 */
final class InvalidConditionValue implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "InvalidConditionValue", "A condition compares with a date or an address that is none");

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
      if (family == Family.DATE || family == Family.IP_ADDRESS) {
        for (Located<String> value : condition.values()) {
          if (!value.value().contains("${") && !isOf(family, value.value())) {
            violations.add(violation(family, value));
          }
        }
      }
    }
    return violations;
  }

  private static boolean isOf(Family family, String value) {
    return family == Family.DATE
        ? ConditionValues.isDate(value)
        : ConditionValues.isAddressRange(value);
  }

  private static Violation violation(Family family, Located<String> value) {
    return family == Family.DATE
        ? Violation.at(
            value.location(),
            "`%s` is no date".formatted(value.value()),
            "write it as in `2026-12-31T23:59:59Z`")
        : Violation.at(
            value.location(),
            "`%s` is no IP address and no range of them".formatted(value.value()),
            "write an address, or a range as in `203.0.113.0/24` or `2001:db8::/32`");
  }
}
