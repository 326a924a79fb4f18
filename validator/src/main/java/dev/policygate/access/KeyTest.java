package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.ConditionOperator.Qualifier;
import dev.policygate.policy.Template;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One condition as a question about the values that a request has for one key, closed under
 * negation: the opposite of a test is a test.
 *
 * @param key in lower case
 * @param whenAbsent the answer for a request without the key
 * @param present the answer for a request with it
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     User Guide, condition operators</a>
 */
record KeyTest(String key, boolean whenAbsent, Present present) {

  /** What is asked of the values when there are any. */
  sealed interface Present {
    Present not();
  }

  /** The answer does not depend on the values. */
  record Always(boolean answer) implements Present {
    @Override
    public Present not() {
      return new Always(!answer);
    }
  }

  /**
   * Whether one of the values, or each of them, is in a set or out of it.
   *
   * @param each whether it must hold for each of the values; else one is enough
   * @param in whether the value must be in {@code values}; else out of it
   */
  record Quantified(boolean each, boolean in, Values values) implements Present {
    @Override
    public Present not() {
      return new Quantified(!each, !in, values);
    }

    boolean holdsFor(String value) {
      return values.contains(value) == in;
    }
  }

  /** The key is there. */
  static KeyTest present(String key) {
    return new KeyTest(key, false, new Always(true));
  }

  /** The key has one value, this one. */
  static KeyTest equalTo(String key, String value) {
    Values only = new Values.Texts(PatternSet.of(List.of(value), Glob.Kind.LITERAL));
    return new KeyTest(key, false, new Quantified(false, true, only));
  }

  /** Compiles a condition. */
  static KeyTest of(Condition condition) {
    String key = condition.key().value().toLowerCase(Locale.ROOT);
    ConditionOperator operator = condition.operator().value();
    List<String> values = condition.values().stream().map(Located::value).toList();
    Comparison comparison = operator.comparison();
    if (comparison == Comparison.NULL) {
      boolean absent = values.stream().anyMatch("true"::equalsIgnoreCase);
      boolean there = values.stream().anyMatch("false"::equalsIgnoreCase);
      return new KeyTest(key, absent, new Always(there));
    }
    boolean each =
        switch (operator.qualifier()) {
          case FOR_ALL_VALUES -> true;
          case FOR_ANY_VALUE -> false;
          case NONE -> comparison.negated();
        };
    boolean whenAbsent =
        operator.ifExists()
            || operator.qualifier() == Qualifier.FOR_ALL_VALUES
            || (operator.qualifier() == Qualifier.NONE && comparison.negated());
    return new KeyTest(
        key, whenAbsent, new Quantified(each, !comparison.negated(), values(comparison, values)));
  }

  private static Values values(Comparison comparison, List<String> values) {
    return switch (comparison.family()) {
      case STRING -> new Values.Texts(PatternSet.of(values, stringKind(comparison)));
      case ARN -> new Values.Texts(PatternSet.of(values, Glob.Kind.ARN));
      case BINARY -> new Values.Texts(PatternSet.of(values, Glob.Kind.TEXT));
      case NUMERIC -> points(Scale.NUMBERS, comparison, values);
      case DATE -> points(Scale.DATES, comparison, values);
      case IP_ADDRESS -> points(Scale.ADDRESSES, comparison, values);
      case BOOL, NULL ->
          new Values.Truths(
              values.stream().anyMatch("true"::equalsIgnoreCase),
              values.stream().anyMatch("false"::equalsIgnoreCase));
    };
  }

  private static Glob.Kind stringKind(Comparison comparison) {
    return switch (comparison) {
      case STRING_LIKE, STRING_NOT_LIKE -> Glob.Kind.PATTERN;
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> Glob.Kind.FOLDED_TEXT;
      default -> Glob.Kind.TEXT;
    };
  }

  private static Values points(Scale scale, Comparison comparison, List<String> values) {
    Ranges union = Ranges.NOTHING;
    for (String value : values) {
      Optional<Ranges> range =
          comparison.family() == Family.IP_ADDRESS
              ? scale.range(value)
              : scale.point(value).map(point -> compared(comparison, point));
      union = union.or(range.orElse(Ranges.NOTHING));
    }
    return new Values.Points(scale, union);
  }

  private static Ranges compared(Comparison comparison, BigDecimal point) {
    return switch (comparison) {
      case NUMERIC_LESS_THAN, DATE_LESS_THAN ->
          Ranges.between(Ranges.Bound.BELOW_ALL, Ranges.Bound.below(point));
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS ->
          Ranges.between(Ranges.Bound.BELOW_ALL, Ranges.Bound.above(point));
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN ->
          Ranges.between(Ranges.Bound.above(point), Ranges.Bound.ABOVE_ALL);
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS ->
          Ranges.between(Ranges.Bound.below(point), Ranges.Bound.ABOVE_ALL);
      default -> Ranges.only(point);
    };
  }

  /** The test that holds exactly where this one does not. */
  KeyTest not() {
    return new KeyTest(key, !whenAbsent, present.not());
  }

  /** The answer for the values of a request; no value is the same as no key. */
  boolean holdsFor(List<String> values) {
    if (values.isEmpty()) {
      return whenAbsent;
    }
    return switch (present) {
      case Always(var answer) -> answer;
      case Quantified quantified -> {
        for (String value : values) {
          if (quantified.holdsFor(value) != quantified.each()) {
            yield !quantified.each();
          }
        }
        yield quantified.each();
      }
    };
  }

  /** The same test with the values of variables in place. */
  KeyTest bind(Function<Template.Variable, Optional<String>> variables) {
    if (!hasVariables() || !(present instanceof Quantified(var each, var in, var values))) {
      return this;
    }
    return new KeyTest(key, whenAbsent, new Quantified(each, in, values.bind(variables)));
  }

  /** The variables that decide with what the values are compared. */
  Stream<Template.Variable> variables() {
    return present instanceof Quantified(_, _, Values.Texts(var patterns))
        ? patterns.variables()
        : Stream.of();
  }

  /** Whether a variable of the request decides with what its values are compared. */
  boolean hasVariables() {
    return present instanceof Quantified(_, _, Values.Texts(var patterns))
        && patterns.hasVariables();
  }
}
