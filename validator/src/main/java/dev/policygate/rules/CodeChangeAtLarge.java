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
 * Rejects permissions to change code that others run.
 *
 * <p>Code runs under a role: whoever changes it acts with the permissions of that role.
 */
final class CodeChangeAtLarge implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("CodeChangeAtLarge", "Code of others is changed");

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
    for (Found found : PowersAtLarge.of(subject.reach(), Set.of(Power.CODE_WRITE))) {
      violations.add(
          found.atLarge(
              found.entry()
                  + " on "
                  + found.resources()
                  + " "
                  + found.what()
                  + ", under roles of their own",
              Fixes.nameOrTagTheResource(found, subject.reach())));
    }
    return violations;
  }
}
