package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rejects policies that are longer than IAM lets a managed policy be.
 *
 * <p>Counted is what would be created: without white space, with the central denies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
 *     User Guide, IAM and AWS STS quotas</a>
 */
final class DocumentOverQuota implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("DocumentOverQuota", "The policy is longer than IAM takes");

  private static final int QUOTA = 6_144;

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
      int length = length(document.document());
      if (length > QUOTA) {
        violations.add(violation(document, length));
      }
    }
    return violations;
  }

  private static Violation violation(SealedPolicy document, int length) {
    return Violation.at(
        document.authored().location(),
        String.format(
            Locale.ROOT,
            "the policy has %,d characters with the %,d of the central denies, IAM takes %,d",
            length,
            length - length(document.authored()),
            QUOTA),
        "make two policies of it, or join statements and use wildcards within one resource");
  }

  /** What IAM counts: all but white space. */
  private static int length(Policy policy) {
    String text = PolicyWriter.write(policy);
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        length++;
      }
    }
    return length;
  }
}
