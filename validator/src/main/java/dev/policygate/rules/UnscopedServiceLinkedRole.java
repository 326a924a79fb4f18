package dev.policygate.rules;

import dev.policygate.access.Question;
import dev.policygate.access.Question.Assumption;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ResourceElement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of creating service-linked roles for any service: each comes with permissions that its
 * service chose.
 *
 * <p>Asked is whether the role of a service that nobody means may be created.
 */
final class UnscopedServiceLinkedRole implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnscopedServiceLinkedRole", "Roles of any service may be created");

  private static final String ACTION = "iam:CreateServiceLinkedRole";
  private static final String NOBODYS_SERVICE = Reach.FRESH + ".amazonaws.com";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "AllowNotAction", "AllowNotResource", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    Question question =
        Question.ofForms(
                List.of(ACTION),
                List.of("arn:aws:iam::*:role/aws-service-role/" + NOBODYS_SERVICE + "/*"))
            .assuming(List.of(Assumption.absentOr("iam:AWSServiceName", List.of(NOBODYS_SERVICE))));
    Optional<Grant> grant = subject.reach().anywhere(ACTION, question);
    return grant.isPresent() ? List.of(violation(grant.get())) : List.of();
  }

  private static Violation violation(Grant grant) {
    return Violation.at(
            grant.resource().location(),
            (grant.statement().resource() instanceof ResourceElement.NotResource
                    ? "`NotResource`"
                    : "`" + grant.resource().value().text() + "`")
                + " lets the holder create the linked role of any service",
            "name the role, or add a condition on `iam:AWSServiceName`")
        .causedBy(List.of(grant.action().location()));
  }
}
