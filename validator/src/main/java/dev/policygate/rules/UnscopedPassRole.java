package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rejects permissions to pass any role to an AWS service.
 *
 * <p>Whoever may pass every role can start something under the most powerful one. To which service
 * makes no difference, so {@code iam:PassedToService} does not mend it; naming the roles does.
 * Where other permissions show what he can start, {@link PrivilegeEscalation} tells it instead.
 */
final class UnscopedPassRole implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("UnscopedPassRole", "iam:PassRole is allowed on every role");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "AllowNotAction", "PrivilegeEscalation", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (Grant pass : subject.reach().passingAnyRole()) {
      violations.add(violation(pass, subject));
    }
    return violations;
  }

  private static Violation violation(Grant pass, Subject subject) {
    return Violation.at(
            pass.resource().location(),
            RolePassing.tooWide(pass)
                + ", so that what the holder has a service start can act with the strongest one",
            RolePassing.fix(pass, subject, List.of()))
        .causedBy(List.of(pass.action().location()));
  }
}
