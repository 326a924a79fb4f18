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
 * Rejects permissions to make or change credentials of anybody but the holder himself.
 *
 * <p>Whoever has the keys of another has his permissions.
 */
final class CredentialsManagement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("CredentialsManagement", "Credentials of others are made or changed");

  private final IdentityLimits limits;

  CredentialsManagement(IdentityLimits limits) {
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
    for (Found found : PowersAtLarge.of(subject.reach(), Set.of(Power.CREDENTIALS), doors)) {
      violations.add(
          found.violation(
              found.entry() + " " + found.what() + ", past the gate",
              fix(found.first().granted())));
    }
    return violations;
  }

  private static String fix(String action) {
    if (!SideDoors.isOfOneself(action)) {
      return "leave it out: credentials of others are the security team's";
    }
    return "bind the resource to the holder, as in `arn:aws:iam::*:"
        + (action.endsWith("VirtualMFADevice") ? "mfa" : "user")
        + "/${aws:username}`";
  }
}
