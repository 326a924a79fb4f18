package dev.policygate.rules;

import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import java.util.Collection;

/** What to write so that a statement has a condition, wherever it has some already. */
final class ConditionText {

  private ConditionText() {}

  /**
   * To add a condition: {@code add `"Condition": {…}`}.
   *
   * @param values at least one
   */
  static String adding(
      Statement statement, String operator, String key, Collection<String> values) {
    String texts = "\"" + String.join("\", \"", values) + "\"";
    String test = "\"" + key + "\": " + (values.size() == 1 ? texts : "[" + texts + "]");
    if (statement.conditions().isEmpty()) {
      return "add `\"Condition\": {\"" + operator + "\": {" + test + "}}`";
    }
    // JSON has no second member of the same name.
    return has(operator, statement)
        ? "to its `" + operator + "` add `" + test + "`"
        : "to its `Condition` add `\"" + operator + "\": {" + test + "}`";
  }

  /** Whether a statement has a condition on a key. */
  static boolean tests(Statement statement, String key) {
    for (Condition condition : statement.conditions()) {
      if (condition.key().value().equalsIgnoreCase(key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String operator, Statement statement) {
    for (Condition condition : statement.conditions()) {
      if (condition.operator().value().text().equals(operator)) {
        return true;
      }
    }
    return false;
  }
}
