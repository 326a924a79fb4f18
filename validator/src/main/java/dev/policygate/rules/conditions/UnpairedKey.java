package dev.policygate.rules.conditions;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Warns of {@code aws:VpcSourceIp} without the VPC: the same private addresses are in every VPC,
 * also in those of strangers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
 *     User Guide, global condition keys, aws:VpcSourceIp</a>
 */
final class UnpairedKey implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnpairedKey", "An address within a VPC is named without the VPC");

  private static final Set<String> OF_A_VPC =
      Set.of("aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      if (condition.foldedKey().equals("aws:vpcsourceip") && !namesVpc(statement)) {
        violations.add(
            Violation.at(
                condition.key().location(),
                "the addresses of `aws:VpcSourceIp` are in every VPC",
                "add a condition on `aws:SourceVpc`"));
      }
    }
    return violations;
  }

  private static boolean namesVpc(Statement statement) {
    for (Condition condition : statement.conditions()) {
      if (OF_A_VPC.contains(condition.foldedKey())) {
        return true;
      }
    }
    return false;
  }
}
