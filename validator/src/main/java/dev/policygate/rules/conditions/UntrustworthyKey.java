package dev.policygate.rules.conditions;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Warns of {@code Allow} under conditions on what the caller writes into his request as he likes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
 *     User Guide, global condition keys, aws:referer and aws:UserAgent</a>
 */
final class UntrustworthyKey implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "UntrustworthyKey", "Something is allowed by what the caller says of himself");

  private static final Set<String> KEYS = Set.of("aws:referer", "aws:useragent");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      if (statement.allows() && KEYS.contains(condition.foldedKey())) {
        violations.add(
            Violation.at(
                condition.key().location(),
                "the caller writes `%s` himself, so it keeps nobody out"
                    .formatted(condition.key().value()),
                "leave it out, or use a key that AWS sets"));
      }
    }
    return violations;
  }
}
