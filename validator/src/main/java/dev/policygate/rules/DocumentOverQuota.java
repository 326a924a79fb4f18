package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    return subject.documents().stream().flatMap(document -> check(document).stream()).toList();
  }

  private static Optional<Violation> check(SealedPolicy document) {
    long length = length(PolicyWriter.write(document.document()));
    if (length <= QUOTA) {
      return Optional.empty();
    }
    long ofDenies = length - length(PolicyWriter.write(document.authored()));
    return Optional.of(
        Violation.at(
            document.authored().location(),
            String.format(
                Locale.ROOT,
                "the policy has %,d characters with the %,d of the central denies, IAM takes %,d",
                length,
                ofDenies,
                QUOTA),
            "make two policies of it, or join statements and use wildcards within one resource"));
  }

  private static long length(String text) {
    return text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }
}
