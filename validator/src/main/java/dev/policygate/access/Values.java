package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.Optional;
import java.util.function.Function;

/** The values, of one key of a request, that compare with the values in a condition. */
sealed interface Values {

  /** Whether {@code value} compares; variables that are not bound compare with nothing. */
  boolean contains(String value);

  /** The same values with those of variables in place. */
  Values bind(Function<Template.Variable, Optional<String>> values);

  /** Texts: strings, ARNs, and what is compared as text. */
  record Texts(PatternSet patterns) implements Values {
    @Override
    public boolean contains(String value) {
      return patterns.contains(value);
    }

    @Override
    public Values bind(Function<Template.Variable, Optional<String>> values) {
      return patterns.hasVariables() ? new Texts(patterns.bind(values)) : this;
    }
  }

  /** Points on a scale. */
  record Points(Scale scale, Ranges ranges) implements Values {
    @Override
    public boolean contains(String value) {
      return scale.point(value).filter(ranges::contains).isPresent();
    }

    @Override
    public Values bind(Function<Template.Variable, Optional<String>> values) {
      return this;
    }
  }

  /** {@code true} or {@code false}, in any case of letters. */
  record Truths(boolean yes, boolean no) implements Values {
    @Override
    public boolean contains(String value) {
      return (yes && value.equalsIgnoreCase("true")) || (no && value.equalsIgnoreCase("false"));
    }

    @Override
    public Values bind(Function<Template.Variable, Optional<String>> values) {
      return this;
    }
  }
}
