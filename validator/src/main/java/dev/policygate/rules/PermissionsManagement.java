package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
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
 * Rejects permissions to change what anybody may do, the holder himself first of all.
 *
 * <p>Taking away counts as giving: what is detached or left may have been a deny.
 */
final class PermissionsManagement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("PermissionsManagement", "Permissions are changed past the gate");

  private final IdentityLimits limits;

  PermissionsManagement(IdentityLimits limits) {
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
        PowersAtLarge.of(subject.reach(), Set.of(Power.PERMISSIONS, Power.BOUNDARY), doors)) {
      violations.add(
          found.violation(found.entry() + " " + found.what() + ", past the gate", fix(found)));
    }
    return violations;
  }

  private static String fix(Found found) {
    String out = "leave it out: permissions are made through the gate";
    for (Grant grant : found.grants()) {
      if (SideDoors.BOUND_BY_POLICY_ARN.contains(grant.granted())) {
        return out + "; attaching may be bound by `iam:PolicyARN` to its policies";
      }
    }
    return out;
  }
}
