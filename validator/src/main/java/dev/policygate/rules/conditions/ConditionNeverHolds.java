package dev.policygate.rules.conditions;

import dev.policygate.access.Permissions;
import dev.policygate.access.Question;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Effect;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of conditions that hold for no request, alone or with what another one asks of the same
 * key: their statement allows and denies nothing.
 */
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
    String nothing = statement.allows() ? "allows nothing" : "denies nothing";
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      if (Holds.of(condition, catalog) == Holds.NEVER) {
        violations.add(
            Violation.at(
                condition.operator().location(),
                "`%s` on `%s` holds for no request, so the statement %s"
                    .formatted(
                        condition.operator().value().text(), condition.key().value(), nothing),
                "write the values that are meant, or leave the statement out"));
      }
    }
    if (violations.isEmpty()) {
      findContradictions(statement, nothing, violations);
    }
    return violations;
  }

  private static void findContradictions(
      Statement statement, String nothing, List<Violation> violations) {
    Map<String, List<Condition>> byKey = new HashMap<>();
    for (Condition condition : statement.conditions()) {
      List<Condition> same = byKey.getOrDefault(condition.foldedKey(), new ArrayList<>());
      byKey.put(condition.foldedKey(), same);
      same.add(condition);
      if (same.size() > 1 && neverHoldTogether(same, statement)) {
        violations.add(
            Violation.at(
                condition.operator().location(),
                "what `%s` asks of `%s` never holds with what `%s` asks, so the statement %s"
                    .formatted(
                        condition.operator().value().text(),
                        condition.key().value(),
                        same.getFirst().operator().value().text(),
                        nothing),
                "leave one of the two out: all conditions of a statement must hold"));
      }
    }
  }

  private static boolean neverHoldTogether(List<Condition> conditions, Statement statement) {
    Statement alone =
        new Statement(
            Optional.empty(),
            new Located<>(Effect.ALLOW, statement.location()),
            new ActionElement.Action(
                List.of(new Located<>(new ActionPattern("*"), statement.location())),
                statement.location()),
            new ResourceElement.Resource(
                List.of(new Located<>(new ResourcePattern("*"), statement.location())),
                statement.location()),
            conditions,
            statement.location());
    Policy policy = new Policy(List.of(alone), statement.location());
    return Question.of(List.of("*"), List.of("*")).askOf(Permissions.of(policy))
        instanceof Question.No;
  }
}
