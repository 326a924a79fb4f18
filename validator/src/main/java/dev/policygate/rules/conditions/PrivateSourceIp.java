package dev.policygate.rules.conditions;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns of private addresses in conditions on {@code aws:SourceIp}, which is a public one: through
 * an endpoint of a VPC the key is absent, and {@code aws:VpcSourceIp} has the address.
 */
final class PrivateSourceIp implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "PrivateSourceIp",
          "A condition on the public address of the caller names private addresses");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      if (condition.foldedKey().equals("aws:sourceip")) {
        for (Located<String> value : condition.values()) {
          if (Ipv4Range.isPrivate(value.value())) {
            violations.add(violation(condition, value));
          }
        }
      }
    }
    return violations;
  }

  private static Violation violation(Condition condition, Located<String> value) {
    boolean negated = condition.operator().value().comparison() == Comparison.NOT_IP_ADDRESS;
    return Violation.at(
        value.location(),
        "`aws:SourceIp` is a public address, so it is never in `%s`%s"
            .formatted(value.value(), negated ? " and nothing is kept out" : ""),
        "write the public range, or use `aws:VpcSourceIp` with `aws:SourceVpc`");
  }
}
