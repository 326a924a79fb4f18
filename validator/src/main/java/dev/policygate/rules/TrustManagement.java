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

/** Rejects permissions to change who may become a role, or to let identities of elsewhere in. */
final class TrustManagement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "TrustManagement", "Who may become an identity of the account is changed past the gate");

  private final IdentityLimits limits;

  TrustManagement(IdentityLimits limits) {
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
    for (Found found : PowersAtLarge.of(subject.reach(), Set.of(Power.TRUST), doors)) {
      violations.add(
          found.violation(
              found.entry() + " " + found.what() + ", past the gate",
              "leave it out: trust is given by the security team"));
    }
    return violations;
  }
}
