package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Power;
import dev.policygate.rules.PowersAtLarge.Found;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rejects permissions to change the account as a whole, its place in the organization, or the
 * trails and detectors that watch it.
 *
 * <p>Many of these actions only work on {@code *}: they are not blamed for the star, but for what
 * they do.
 */
final class AccountSettings implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "AccountSettings",
          "The account as a whole is changed, or those who watch it are blinded");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (Found found : PowersAtLarge.of(subject.reach(), Set.of(Power.ACCOUNT, Power.AUDIT))) {
      violations.add(
          found.atLarge(
              found.entry() + " " + found.what(), Fixes.nameTheResource(found, subject.reach())));
    }
    return violations;
  }
}
