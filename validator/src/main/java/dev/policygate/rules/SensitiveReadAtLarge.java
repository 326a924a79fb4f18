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

/** Warns of reads that hand out code, environment variables, user data or logs of everybody. */
final class SensitiveReadAtLarge implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "SensitiveReadAtLarge", "Code, environment or logs are read that nobody named");

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
    for (Found found : PowersAtLarge.of(subject.reach(), Set.of(Power.CODE_READ, Power.LOG_READ))) {
      violations.add(
          found.atLarge(
              found.entry() + " on " + found.resources() + " " + found.what() + " of everybody",
              Fixes.nameOrTagTheResource(found, subject.reach())));
    }
    return violations;
  }
}
