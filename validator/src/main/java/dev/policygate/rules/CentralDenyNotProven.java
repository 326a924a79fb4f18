package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Rejects policies of which it is not proven that the central denies bite.
 *
 * <p>They always do, as an explicit deny wins; but a policy that is too intricate to prove it of is
 * too intricate to be created.
 */
final class CentralDenyNotProven implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("CentralDenyNotProven", "It is not proven that the central denies hold");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (SealedPolicy document : subject.documents()) {
      if (!document.proven()) {
        violations.add(
            Violation.at(
                document.authored().location(),
                "the policy is too intricate to prove that the central denies hold in it",
                "use fewer wildcards and statements"));
      }
    }
    return violations;
  }
}
