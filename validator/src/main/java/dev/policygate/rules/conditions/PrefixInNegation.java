package dev.policygate.rules.conditions;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Warns of {@code s3:prefix} that is kept out: who asks for a shorter prefix, or for none, gets the
 * same names.
 */
final class PrefixInNegation implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("PrefixInNegation", "A prefix is kept out that a shorter one gets round");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("ConditionKeyNotCarried");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Comparison comparison = condition.operator().value().comparison();
      boolean keptOut =
          statement.denies()
              ? comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_EQUALS
              : comparison == Comparison.STRING_NOT_LIKE
                  || comparison == Comparison.STRING_NOT_EQUALS;
      if (keptOut && condition.foldedKey().equals("s3:prefix")) {
        violations.add(
            Violation.at(
                condition.key().location(),
                "a shorter `s3:prefix`, or none, lists what is kept out here",
                statement.denies()
                    ? "allow the prefixes that may be listed, with `StringLike`"
                    : "write the prefixes that may be listed, with `StringLike`"));
      }
    }
    return violations;
  }
}
