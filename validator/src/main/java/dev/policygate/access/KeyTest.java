package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.ConditionOperator.Qualifier;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One condition as a question about the values that a request has for one key, closed under
 * negation: the opposite of a test is a test.
 *
 * @param key in lower case
 * @param whenAbsent the answer for a request without the key
 * @param each whether it must hold for each of the values; else one is enough
 * @param in whether the value must be in {@code values}; else out of it
 * @param nonEmpty whether empty values are overlooked, as if they were not there
 * @param values null when it only matters whether there are any: then {@code in} is the answer
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     User Guide, condition operators</a>
 */
record KeyTest(
    String key,
    boolean whenAbsent,
    boolean each,
    boolean in,
    boolean nonEmpty,
    @Nullable Values values) {

  // Spelled out: `check` would wait for the JVM to link those that a record has by itself.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyTest test
        && key.equals(test.key)
        && whenAbsent == test.whenAbsent
        && each == test.each
        && in == test.in
        && nonEmpty == test.nonEmpty
        && Objects.equals(values, test.values);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Objects.hashCode(values);
  }

  /** The key is there. */
  static KeyTest present(String key) {
    return new KeyTest(key, false, false, true, false, null);
  }

  /** The key has one value, this one. */
  static KeyTest equalTo(String key, String value) {
    return new KeyTest(key, false, false, true, false, texts(List.of(value), Glob.Kind.LITERAL));
  }

  /** Compiles a condition. */
  static KeyTest of(Condition condition) {
    String key = condition.key().value().toLowerCase(Locale.ROOT);
    ConditionOperator operator = condition.operator().value();
    List<String> values = new ArrayList<>(condition.values().size());
    for (Located<String> value : condition.values()) {
      values.add(value.value());
    }
    Comparison comparison = operator.comparison();
    if (comparison == Comparison.NULL) {
      return new KeyTest(
          key,
          hasIgnoringCase("true", values),
          false,
          hasIgnoringCase("false", values),
          false,
          null);
    }
    boolean negated = comparison.negated();
    Qualifier qualifier = operator.qualifier();
    boolean qualified = qualifier != Qualifier.NONE;
    boolean each = qualified ? qualifier == Qualifier.FOR_ALL_VALUES : negated;
    boolean whenAbsent =
        operator.ifExists() || qualifier == Qualifier.FOR_ALL_VALUES || (negated && !qualified);
    return new KeyTest(key, whenAbsent, each, !negated, qualified, values(comparison, values));
  }

  private static boolean hasIgnoringCase(String wanted, List<String> values) {
    for (String value : values) {
      if (wanted.equalsIgnoreCase(value)) {
        return true;
      }
    }
    return false;
  }

  private static Values texts(List<String> values, Glob.Kind kind) {
    return new Values.Texts(PatternSet.of(values, kind));
  }

  private static Values values(Comparison comparison, List<String> values) {
    Family family = comparison.family();
    if (family == Family.STRING) {
      return texts(values, stringKind(comparison));
    }
    if (family == Family.ARN) {
      return texts(values, Glob.Kind.ARN);
    }
    if (family == Family.BOOL) {
      return booleans(values);
    }
    return family == Family.BINARY ? binaries(values) : points(comparison, family, values);
  }

  private static Glob.Kind stringKind(Comparison comparison) {
    if (comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE) {
      return Glob.Kind.PATTERN;
    }
    return comparison == Comparison.STRING_EQUALS_IGNORE_CASE
            || comparison == Comparison.STRING_NOT_EQUALS_IGNORE_CASE
        ? Glob.Kind.FOLDED_TEXT
        : Glob.Kind.TEXT;
  }

  /** What is neither true nor false compares with nothing. */
  private static Values booleans(List<String> values) {
    List<String> valid = new ArrayList<>(2);
    for (String value : values) {
      if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
        valid.add(value);
      }
    }
    return texts(valid, Glob.Kind.FOLDED_TEXT);
  }

  /** What is not base 64 compares with nothing. */
  private static Values binaries(List<String> values) {
    List<String> valid = new ArrayList<>();
    for (String value : values) {
      try {
        Base64.getDecoder().decode(value);
        valid.add(value);
      } catch (IllegalArgumentException e) {
        // Left out.
      }
    }
    return texts(valid, Glob.Kind.LITERAL);
  }

  private static Values points(Comparison comparison, Family family, List<String> values) {
    Scale scale =
        family == Family.IP_ADDRESS
            ? Scale.ADDRESSES
            : family == Family.DATE ? Scale.DATES : Scale.NUMBERS;
    List<Ranges> ranges = new ArrayList<>();
    for (String value : values) {
      if (family == Family.IP_ADDRESS) {
        Ranges addresses = scale.range(value);
        if (addresses != null) {
          ranges.add(addresses);
        }
      } else {
        Point point = scale.point(value);
        if (point != null) {
          ranges.add(compared(comparison, point));
        }
      }
    }
    return new Values.Points(scale, Ranges.union(ranges));
  }

  private static Ranges compared(Comparison comparison, Point point) {
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
    return new KeyTest(key, !whenAbsent, !each, !in, nonEmpty, values);
  }

  /**
   * Whether it is open what it says of a request without the key: AWS documents of {@code IfExists}
   * that the condition is true then, and of {@code ForAnyValue} that it is false.
   */
  boolean isOpenWhenAbsent() {
    return nonEmpty && whenAbsent && !each;
  }

  /** The same, read the other way where it is open. */
  KeyTest readOtherwise() {
    return isOpenWhenAbsent() ? new KeyTest(key, false, each, in, nonEmpty, values) : this;
  }

  /** The answer for the values of a request; no value is the same as no key. */
  boolean holdsFor(List<String> given, Variables variables) {
    if (given.isEmpty()) {
      return whenAbsent;
    }
    @Nullable Values wanted = values;
    if (wanted == null) {
      return in;
    }
    boolean overlooked = true;
    for (String value : given) {
      if (nonEmpty && value.isEmpty()) {
        continue;
      }
      overlooked = false;
      if ((wanted.contains(value, variables) == in) != each) {
        return !each;
      }
    }
    return overlooked ? whenAbsent : each;
  }

  /** Whether it holds where {@code value} is the only one. */
  boolean holdsFor(String value) {
    @Nullable Values wanted = values;
    if (wanted == null) {
      return in;
    }
    if (nonEmpty && value.isEmpty()) {
      return whenAbsent;
    }
    return wanted.contains(value, Binding.NOTHING) == in;
  }

  /** Whether it may hold where {@code value} is the only one, with some values of variables. */
  boolean mayHoldFor(String value) {
    return holdsFor(value)
        || (in
            && values instanceof Values.Texts texts
            && texts.patterns().hasVariables()
            && !(nonEmpty && value.isEmpty())
            && texts.patterns().mayContain(value));
  }

  /** The same test with the values of variables in place. */
  KeyTest bind(Variables variables) {
    @Nullable Values wanted = values;
    return wanted == null || !wanted.hasVariables()
        ? this
        : new KeyTest(key, whenAbsent, each, in, nonEmpty, wanted.bind(variables));
  }

  /** Whether a variable of the request decides with what its values are compared. */
  boolean hasVariables() {
    @Nullable Values wanted = values;
    return wanted != null && wanted.hasVariables();
  }

  /** The texts with which values are compared; null when they are compared otherwise. */
  @Nullable PatternSet patterns() {
    return values instanceof Values.Texts texts ? texts.patterns() : null;
  }

  /** The points with which values are compared; null when they are compared otherwise. */
  Values.@Nullable Points points() {
    return values instanceof Values.Points points ? points : null;
  }
}
