package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.GlobalConditionKey;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns of wildcards in values of keys that name one account, organization, VPC or endpoint, and in
 * unique ids that begin with so little that strangers have it too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
 *     User Guide, global condition keys, sensitive keys</a>
 */
final class WildcardInSensitiveKey implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("WildcardInSensitiveKey", "A wildcard stands in a value that needs none");

  /** A unique id needs that much before a wildcard to be of one identity. */
  private static final int LEAST_OF_ID = 6;

  private final Catalog catalog;

  WildcardInSensitiveKey(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Comparison comparison = condition.operator().value().comparison();
      boolean likes =
          comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE;
      for (Located<String> value : likes ? condition.values() : List.<Located<String>>of()) {
        if (isTooWide(condition.foldedKey(), value.value())) {
          violations.add(
              Violation.at(
                  value.location(),
                  "`%s` holds more values of `%s` than anybody means"
                      .formatted(value.value(), condition.key().value()),
                  "write the whole value"));
        }
      }
    }
    return violations;
  }

  private boolean isTooWide(String key, String value) {
    int wildcard = 0;
    while (wildcard < value.length() && "*?".indexOf(value.charAt(wildcard)) < 0) {
      wildcard++;
    }
    if (wildcard == value.length()) {
      return false;
    }
    if (key.equals("aws:userid")) {
      return wildcard < LEAST_OF_ID && value.indexOf('$') < 0;
    }
    Optional<GlobalConditionKey> global = catalog.globalConditionKey(key);
    return global.isPresent() && global.get().sensitive();
  }
}
