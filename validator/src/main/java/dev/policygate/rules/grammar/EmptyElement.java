package dev.policygate.rules.grammar;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Warns of elements in which nothing is written: whoever left a condition empty may believe that it
 * limits something.
 */
final class EmptyElement implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("EmptyElement", "An element is there and says nothing");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    if (statement.sid().isPresent() && statement.sid().get().value().isEmpty()) {
      violations.add(
          Violation.at(statement.sid().get().location(), "the `Sid` is empty", "leave it out"));
    }
    for (Located<String> block : statement.emptyBlocks()) {
      violations.add(
          Violation.at(
              block.location(),
              "`%s` is empty and limits nothing".formatted(block.value()),
              "leave it out, or write the condition that is meant"));
    }
    for (Condition condition : statement.conditions()) {
      if (condition.values().isEmpty()) {
        violations.add(noValues(condition));
      }
    }
    return violations;
  }

  private static Violation noValues(Condition condition) {
    ConditionOperator operator = condition.operator().value();
    boolean negated = operator.comparison().negated();
    boolean passesWithout =
        operator.ifExists() || operator.qualifier() == ConditionOperator.Qualifier.FOR_ALL_VALUES;
    String effect = negated ? "always" : passesWithout ? "only where the key is absent" : "never";
    return Violation.at(
        condition.key().location(),
        "`%s` compares `%s` with no value, so it holds %s"
            .formatted(operator.text(), condition.key().value(), effect),
        "write the values that are meant, or ask with `Null` whether the key is there");
  }
}
