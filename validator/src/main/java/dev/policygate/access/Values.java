package dev.policygate.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values, of one key of a request, that compare with the values in a condition. */
sealed interface Values {

  /** Whether {@code value} compares; variables without a value compare with nothing. */
  boolean contains(String value, Variables variables);

  boolean hasVariables();

  /** Adds the keys of the variables, in lower case. */
  void addKeysTo(Set<String> keys);

  /** The same values with those of variables in place. */
  Values bind(Variables variables);

  /** Texts: strings, ARNs, Booleans, and what else is compared as text. */
  record Texts(PatternSet patterns) implements Values {

    // Spelled out: `check` would wait for the JVM to link those that a record has by itself.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Texts texts && patterns.equals(texts.patterns);
    }

    @Override
    public int hashCode() {
      return patterns.hashCode();
    }

    @Override
    public boolean contains(String value, Variables variables) {
      return patterns.contains(value, variables);
    }

    @Override
    public boolean hasVariables() {
      return patterns.hasVariables();
    }

    @Override
    public void addKeysTo(Set<String> keys) {
      patterns.addKeysTo(keys);
    }

    @Override
    public Values bind(Variables variables) {
      return patterns.hasVariables() ? new Texts(patterns.bind(variables)) : this;
    }
  }

  /** Points on a scale. */
  record Points(Scale scale, Ranges ranges) implements Values {
    @Override
    public boolean contains(String value, Variables variables) {
      Point point = scale.point(value);
      return point != null && ranges.contains(point);
    }

    @Override
    public boolean hasVariables() {
      return false;
    }

    @Override
    public void addKeysTo(Set<String> keys) {
      // There are none.
    }

    @Override
    public Values bind(Variables variables) {
      return this;
    }
  }
}
