package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ResourceElement;
import dev.policygate.reach.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Set;

/**
 * Rejects permissions to pass any role to an AWS service.
 *
 * <p>Whoever may pass every role can start something under the most powerful one. To which service
 * makes no difference, so {@code iam:PassedToService} does not mend it; naming the roles does.
 */
final class UnscopedPassRole implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("UnscopedPassRole", "iam:PassRole is allowed on every role");

  private static final Set<String> NO_NARROWING =
      Set.of("iam:passedtoservice", "iam:associatedresourcearn");

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
    return subject
        .reach()
        .atLarge("iam:PassRole", NO_NARROWING)
        .map(UnscopedPassRole::violation)
        .stream()
        .toList();
  }

  private static Violation violation(Grant grant) {
    return Violation.at(
        grant.resource().location(),
        grant.statement().resource() instanceof ResourceElement.NotResource
            ? "`NotResource` allows `iam:PassRole` on every role but those it names"
            : "`%s` allows `iam:PassRole` on every role".formatted(grant.resource().value().text()),
        "list the roles to pass, as in `arn:aws:iam::111122223333:role/my-role`");
  }
}
