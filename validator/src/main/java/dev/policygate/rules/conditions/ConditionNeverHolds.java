package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Warns of conditions that hold for no request: their statement allows and denies nothing. */
final class ConditionNeverHolds implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("ConditionNeverHolds", "A condition holds for no request");

  private final Catalog catalog;

  ConditionNeverHolds(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("EmptyElement");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Holds holds = Holds.of(condition, catalog);
      if (holds == Holds.NEVER) {
        violations.add(
            Violation.at(
                condition.operator().location(),
                "`%s` on `%s` holds for no request, so the statement %s nothing"
                    .formatted(
                        condition.operator().value().text(),
                        condition.key().value(),
                        statement.allows() ? "allows" : "denies"),
                "write the values that are meant, or leave the statement out"));
      }
    }
    return violations;
  }
}
