package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns of conditions that hold whatever is asked: they look like a limit and are none.
 *
 * <p>What the statement allows is weighed without them by the rules about what is allowed.
 */
final class ConditionAlwaysHolds implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("ConditionAlwaysHolds", "A condition holds for every request");

  private final Catalog catalog;

  ConditionAlwaysHolds(Catalog catalog) {
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
      Holds holds = Holds.of(condition, catalog);
      if (holds == Holds.ALWAYS) {
        violations.add(
            Violation.at(
                condition.operator().location(),
                "`%s` on `%s` holds for every request, so it limits nothing"
                    .formatted(condition.operator().value().text(), condition.key().value()),
                "leave it out, or write the values that are meant"));
      }
    }
    return violations;
  }
}
