package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ResourceElement;
import dev.policygate.reach.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
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
    Optional<Grant> grant = subject.reach().atLarge("iam:PassRole", NO_NARROWING);
    return grant.isPresent() ? List.of(violation(grant.get())) : List.of();
  }

  private static Violation violation(Grant grant) {
    return Violation.at(
        grant.resource().location(),
        grant.statement().resource() instanceof ResourceElement.NotResource
            ? "`NotResource` allows `iam:PassRole` on every role but those it names"
            : "`" + grant.resource().value().text() + "` allows `iam:PassRole` on every role",
        "list the roles to pass, as in `arn:aws:iam::111122223333:role/my-role`");
  }
}
