package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Power;
import dev.policygate.rules.PowersAtLarge.Found;
import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rejects permissions to create identities without the given boundary, or to remove or rename them.
 */
final class IdentityManagement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "IdentityManagement", "Identities are created or removed without the boundary");

  private final IdentityLimits limits;

  IdentityManagement(IdentityLimits limits) {
    this.limits = limits;
  }

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
    return Set.of("AdministratorAccess", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    SideDoors doors = new SideDoors(subject, limits.attachable(), limits.boundaries());
    List<Violation> violations = new ArrayList<>();
    for (Found found :
        PowersAtLarge.of(subject.reach(), Set.of(Power.PRINCIPALS, Power.IDENTITIES), doors)) {
      violations.add(
          found.violation(
              found.entry() + " " + found.what() + ", past the gate",
              fix(found.first().granted())));
    }
    return violations;
  }

  private static String fix(String action) {
    return SideDoors.isBoundByBoundary(action)
        ? "require the account's boundary by a condition on `iam:PermissionsBoundary`"
        : "leave it out: which identities there are is the security team's";
  }
}
