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

/**
 * Warns of conditions whose values hold all there are: they ask only whether the key is there, and
 * {@code Null} asks that in a way that everybody understands.
 */
final class PresenceInDisguise implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("PresenceInDisguise", "A condition only asks whether the key is there");

  private final Catalog catalog;

  PresenceInDisguise(Catalog catalog) {
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
      if (holds == Holds.WHEN_PRESENT || holds == Holds.WHEN_ABSENT) {
        boolean present = holds == Holds.WHEN_PRESENT;
        violations.add(
            Violation.at(
                condition.operator().location(),
                "`%s` on `%s` holds for any value: it asks only whether the key is %s"
                    .formatted(
                        condition.operator().value().text(),
                        condition.key().value(),
                        present ? "there" : "absent"),
                "write `\"Null\": {\"%s\": \"%s\"}`, or the values that are meant"
                    .formatted(condition.key().value(), !present)));
      }
    }
    return violations;
  }
}
