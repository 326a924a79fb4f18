package dev.policygate.policy;

import dev.policygate.finding.Located;
import java.util.List;

/**
 * One line of a {@code Condition} block: an operator, a key, and the values it is compared with.
 *
 * @param key as it is written; keys match in either case
 * @param values may be empty; numbers and Booleans as text
 */
public record Condition(
    Located<ConditionOperator> operator, Located<String> key, List<Located<String>> values) {

  public Condition {
    values = List.copyOf(values);
  }

  /** The key in lower case: two keys that are equal so are the same. */
  public String foldedKey() {
    return Letters.fold(key.value());
  }

  /** Whether it holds for requests without the key. */
  public boolean holdsWithoutKey() {
    ConditionOperator asked = operator.value();
    if (asked.comparison() == ConditionOperator.Comparison.NULL) {
      return asksForAbsence();
    }
    return asked.ifExists()
        || asked.qualifier() == ConditionOperator.Qualifier.FOR_ALL_VALUES
        || (asked.qualifier() == ConditionOperator.Qualifier.NONE && asked.comparison().negated());
  }

  private boolean asksForAbsence() {
    for (Located<String> value : values) {
      if (value.value().equalsIgnoreCase("true")) {
        return true;
      }
    }
    return false;
  }
}
