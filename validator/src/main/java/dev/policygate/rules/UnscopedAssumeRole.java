package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ResourceElement;
import dev.policygate.reach.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rejects permissions to become any role.
 *
 * <p>Which roles trust the holder is written elsewhere and changes without the gate: his policy
 * must say which ones he may become.
 */
final class UnscopedAssumeRole implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("UnscopedAssumeRole", "sts:AssumeRole is allowed on every role");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "AllowNotAction", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (Grant grant : subject.reach().assumingAnyRole()) {
      violations.add(violation(grant));
    }
    return violations;
  }

  private static Violation violation(Grant grant) {
    return Violation.at(
            grant.resource().location(),
            grant.statement().resource() instanceof ResourceElement.NotResource
                ? "`NotResource` allows `sts:AssumeRole` on every role but those it names"
                : "`" + grant.resource().value().text() + "` allows `sts:AssumeRole` on every role",
            "list the roles to assume, as in `arn:aws:iam::111122223333:role/my-role`")
        .causedBy(List.of(grant.action().location()));
  }
}
