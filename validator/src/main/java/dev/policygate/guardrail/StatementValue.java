package dev.policygate.guardrail;

import dev.policygate.finding.Located;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a statement says, as one text: without its Sid, its place, the order of its lists and the
 * case of letters where IAM ignores it. Two statements of the same value are the same to IAM.
 */
public final class StatementValue {

  private final StringBuilder text = new StringBuilder();

  private StatementValue() {}

  /** The text; equal for statements that say the same. */
  public static String of(Statement statement) {
    StatementValue value = new StatementValue();
    value.add(statement.effect().value().text());
    value.add(statement.action().name());
    TreeSet<String> actions = new TreeSet<>();
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      actions.add(pattern.value().folded());
    }
    value.add(actions);
    value.add(statement.resource().name());
    TreeSet<String> resources = new TreeSet<>();
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      resources.add(pattern.value().text());
    }
    value.add(resources);
    TreeSet<String> conditions = new TreeSet<>();
    for (Condition condition : statement.conditions()) {
      conditions.add(of(condition));
    }
    value.add(conditions);
    return value.text.toString();
  }

  private static String of(Condition condition) {
    TreeSet<String> values = new TreeSet<>();
    for (Located<String> each : condition.values()) {
      values.add(each.value());
    }
    StatementValue value = new StatementValue();
    value.add(condition.operator().value().text());
    value.add(condition.foldedKey());
    value.add(values);
    return value.text.toString();
  }

  /** All of some parts, whose order says nothing. */
  private void add(SortedSet<String> parts) {
    text.append(parts.size()).append('#');
    for (String part : parts) {
      add(part);
    }
  }

  /** Each part with its length, so that no part can pass for two. */
  private void add(String part) {
    text.append(part.length()).append(':').append(part);
  }
}
