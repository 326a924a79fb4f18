package dev.policygate.local.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One key of a condition: {@code "StringLike": {"s3:prefix": ["a*", "b*"]}}.
 *
 * @param ifExists whether an absent key makes it hold
 */
record Condition(
    Operator operator, Quantifier quantifier, boolean ifExists, String key, List<String> values) {
  private static final String IF_EXISTS = "IfExists";

  /** How a key with several values counts. */
  enum Quantifier {
    NONE,
    FOR_ALL_VALUES,
    FOR_ANY_VALUE
  }

  static Condition of(String name, String key, List<String> values) {
    Quantifier quantifier = Quantifier.NONE;
    String rest = name;
    if (rest.startsWith("ForAllValues:")) {
      quantifier = Quantifier.FOR_ALL_VALUES;
      rest = rest.substring("ForAllValues:".length());
    } else if (rest.startsWith("ForAnyValue:")) {
      quantifier = Quantifier.FOR_ANY_VALUE;
      rest = rest.substring("ForAnyValue:".length());
    }
    boolean ifExists = rest.endsWith(IF_EXISTS);
    if (ifExists) {
      rest = rest.substring(0, rest.length() - IF_EXISTS.length());
    }
    return new Condition(Operator.named(rest), quantifier, ifExists, key, values);
  }

  boolean holds(Map<String, List<String>> context, Variables variables) {
    List<String> given = new ArrayList<>(context.getOrDefault(key, List.of()));
    if (quantifier != Quantifier.NONE) {
      // "... or if the context key value resolves to a null dataset, such as an empty string."
      given.removeIf(String::isEmpty);
    }
    if (operator == Operator.NULL) {
      boolean absent = given.isEmpty();
      return values.stream().anyMatch(value -> value.equalsIgnoreCase(String.valueOf(absent)));
    }
    List<Template> templates = new ArrayList<>();
    for (String value : values) {
      templates.add(
          operator.takesVariables() ? variables.template(value) : Template.literal(value));
    }
    if (given.isEmpty()) {
      return holdsWithoutKey();
    }
    return switch (quantifier) {
      // Without a quantifier, several values are taken together.
      case NONE ->
          operator.negated() != given.stream().anyMatch(value -> matchesAny(value, templates));
      case FOR_ALL_VALUES -> given.stream().allMatch(value -> holdsFor(value, templates));
      case FOR_ANY_VALUE -> given.stream().anyMatch(value -> holdsFor(value, templates));
    };
  }

  private boolean holdsWithoutKey() {
    return switch (quantifier) {
      case NONE -> ifExists || operator.negated();
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> ifExists;
    };
  }

  private boolean holdsFor(String value, List<Template> templates) {
    return operator.negated() != matchesAny(value, templates);
  }

  private boolean matchesAny(String value, List<Template> templates) {
    return templates.stream().anyMatch(template -> operator.matches(value, template));
  }
}
