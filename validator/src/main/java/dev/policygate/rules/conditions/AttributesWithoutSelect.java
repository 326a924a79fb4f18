package dev.policygate.rules.conditions;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.List;

/**
 * Warns of {@code Allow} that limits {@code dynamodb:Attributes} and not {@code dynamodb:Select}: a
 * query that names no attribute gets them all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">DynamoDB
 *     Developer Guide, conditions for fine-grained access control</a>
 */
final class AttributesWithoutSelect implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "AttributesWithoutSelect",
          "Attributes of a table are limited, and reading them all is not");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    if (!statement.allows()) {
      return List.of();
    }
    for (Condition condition : statement.conditions()) {
      if (condition.foldedKey().equals("dynamodb:select") && isSpecific(condition)) {
        return List.of();
      }
    }
    for (Condition condition : statement.conditions()) {
      if (condition.foldedKey().equals("dynamodb:attributes")) {
        return List.of(
            Violation.at(
                condition.key().location(),
                "`dynamodb:Attributes` limits what is named, and who names none gets all",
                "add `\"StringEqualsIfExists\": {\"dynamodb:Select\": \"SPECIFIC_ATTRIBUTES\"}`"));
      }
    }
    return List.of();
  }

  private static boolean isSpecific(Condition condition) {
    for (Located<String> value : condition.values()) {
      if (!value.value().equals("SPECIFIC_ATTRIBUTES")) {
        return false;
      }
    }
    return !condition.operator().value().comparison().negated();
  }
}
