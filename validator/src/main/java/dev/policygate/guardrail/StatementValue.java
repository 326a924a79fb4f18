package dev.policygate.guardrail;

import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import java.util.Collection;
import java.util.List;
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
    value.addSorted(
        statement.action().patterns().stream().map(pattern -> pattern.value().folded()).toList());
    value.add(statement.resource().name());
    value.addSorted(
        statement.resource().patterns().stream().map(pattern -> pattern.value().text()).toList());
    value.addSorted(statement.conditions().stream().map(StatementValue::of).toList());
    return value.text.toString();
  }

  private static String of(Condition condition) {
    List<String> values = condition.values().stream().map(Located::value).toList();
    StatementValue value = new StatementValue();
    value.add(condition.operator().value().text());
    value.add(condition.foldedKey());
    value.addSorted(values);
    return value.text.toString();
  }

  private void addSorted(Collection<String> parts) {
    TreeSet<String> sorted = new TreeSet<>(parts);
    text.append(sorted.size()).append('#');
    sorted.forEach(this::add);
  }

  /** Each part with its length, so that no part can pass for two. */
  private void add(String part) {
    text.append(part.length()).append(':').append(part);
  }
}
