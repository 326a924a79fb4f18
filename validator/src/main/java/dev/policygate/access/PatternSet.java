package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The strings that match one of several patterns. */
record PatternSet(List<Glob> globs) {

  private static final PatternSet EVERYTHING = new PatternSet(List.of(Glob.any()));

  PatternSet {
    globs = List.copyOf(globs);
  }

  static PatternSet everything() {
    return EVERYTHING;
  }

  static PatternSet of(List<String> texts, Glob.Kind kind) {
    return new PatternSet(texts.stream().map(text -> Glob.of(text, kind)).toList());
  }

  /** Whether {@code text} is in the set, whatever the values of variables are. */
  boolean contains(String text) {
    for (Glob glob : globs) {
      if (glob.matches(text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code text} is in the set for some values of its variables. */
  boolean mayContain(String text) {
    for (Glob glob : globs) {
      if (glob.loosened().matches(text)) {
        return true;
      }
    }
    return false;
  }

  boolean hasVariables() {
    for (Glob glob : globs) {
      if (glob.hasVariables()) {
        return true;
      }
    }
    return false;
  }

  Stream<Template.Variable> variables() {
    return globs.stream().flatMap(glob -> glob.variables().stream());
  }

  PatternSet bind(Function<Template.Variable, Optional<String>> values) {
    return hasVariables()
        ? new PatternSet(globs.stream().map(glob -> glob.bind(values)).toList())
        : this;
  }
}
