package dev.policygate.rules;

import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects passing or assuming roles that are administrators in every account that has them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html">AWS
 *     Organizations User Guide, accessing member accounts</a>
 */
final class AdministratorRole implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("AdministratorRole", "A role is passed or assumed that is an administrator");

  /**
   * Names that Organizations, Control Tower with its Account Factory, StackSets, Identity Center
   * and the CDK give to their administrators, and those that say so themselves.
   */
  private static final List<String> NAMES =
      List.of(
          "Admin",
          "admin",
          "Administrator",
          "administrator",
          "AdministratorAccess",
          "AWSAFTExecution",
          "OrganizationAccountAccessRole",
          "AWSControlTowerExecution",
          "AWSControlTowerAdmin",
          "AWSControlTowerStackSetRole",
          "AWSCloudFormationStackSetExecutionRole",
          "AWSCloudFormationStackSetAdministrationRole",
          "aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef",
          "stacksets-exec-0123456789abcdef0123456789abcdef");

  /** What the CDK has passed to CloudFormation, which alone can become it. */
  private static final String OF_THE_CDK = "cdk-*-cfn-exec-role-*";

  private static final String PASS_ROLE = "iam:PassRole";
  private static final List<String> ACTIONS = List.of(PASS_ROLE, "sts:AssumeRole");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of(
        "AdministratorAccess",
        "PrivilegeEscalation",
        "UnscopedAssumeRole",
        "UnscopedPassRole",
        "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    Set<Location> places = new HashSet<>();
    for (String action : ACTIONS) {
      for (String name : NAMES) {
        check(action, name, subject, places, violations);
      }
    }
    check(PASS_ROLE, OF_THE_CDK, subject, places, violations);
    return violations;
  }

  private static void check(
      String action,
      String name,
      Subject subject,
      Set<Location> places,
      List<Violation> violations) {
    Optional<Grant> grant = subject.reach().byName(action, List.of("arn:*:iam::*:role/" + name));
    if (grant.isPresent() && places.add(grant.get().resource().location())) {
      violations.add(violation(grant.get(), name));
    }
  }

  private static Violation violation(Grant grant, String name) {
    return Violation.at(
            grant.resource().location(),
            "`"
                + grant.resource().value().text()
                + "` lets `"
                + grant.granted()
                + "` have `"
                + name
                + "`, which is an administrator wherever it exists",
            "name another role, or a prefix that does not hold this one")
        .causedBy(List.of(grant.action().location()));
  }
}
