package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The strings that match one of several patterns. */
final class PatternSet {

  private static final PatternSet EVERYTHING = new PatternSet(new Glob[] {Glob.any()});

  /** How many characters tell most services apart. */
  private static final int START = 3;

  private static final long ANY_START = -1;

  private final Glob[] globs;
  private final boolean everything;
  private final boolean variables;
  private final boolean loose;

  /** The starts of all patterns, a bit for each; all bits if one is open. */
  private final long starts;

  private final int hash;

  private PatternSet(Glob[] globs) {
    this.globs = globs;
    boolean all = false;
    boolean anyVariable = false;
    boolean anyLoose = false;
    long bits = 0;
    int sum = 0;
    for (Glob glob : globs) {
      bits |= startBits(glob);
      sum += glob.hashCode();
      all |= glob.isEverything();
      anyVariable |= glob.hasVariables();
      anyLoose |= glob.isLoose();
    }
    everything = all;
    variables = anyVariable;
    loose = anyLoose;
    starts = bits;
    hash = sum;
  }

  private static long startBits(Glob glob) {
    int hash = 0;
    for (int i = 0; i < START; i++) {
      if (i == glob.prefix() || glob.token(i) > Character.MAX_VALUE) {
        return ANY_START;
      }
      hash = 31 * hash + glob.token(i);
    }
    return 1L << hash;
  }

  /** Sees most texts that start otherwise than all patterns at a glance. */
  private boolean mayStart(String text) {
    if (starts == ANY_START) {
      return true;
    }
    if (text.length() < START) {
      return false;
    }
    int hash = 0;
    for (int i = 0; i < START; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (starts & (1L << hash)) != 0;
  }

  static PatternSet everything() {
    return EVERYTHING;
  }

  static PatternSet of(Glob... globs) {
    return new PatternSet(globs.clone());
  }

  static PatternSet of(List<String> texts, Glob.Kind kind) {
    Glob[] globs = new Glob[texts.size()];
    for (int i = 0; i < globs.length; i++) {
      globs[i] = Glob.of(texts.get(i), kind);
    }
    return new PatternSet(globs);
  }

  int size() {
    return globs.length;
  }

  Glob get(int index) {
    return globs[index];
  }

  List<Glob> globs() {
    return List.of(globs);
  }

  /** Whether every string is in the set. */
  boolean isEverything() {
    return everything;
  }

  boolean hasVariables() {
    return variables;
  }

  /** Whether it depends on more than a text whether it is in the set. */
  boolean isLoose() {
    return loose;
  }

  /** Whether {@code text} is in the set; what holds a variable holds nothing. */
  boolean contains(String text) {
    if (everything) {
      return true;
    }
    if (!mayStart(text)) {
      return false;
    }
    for (Glob glob : globs) {
      if (glob.matches(text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code text} is in the set, with these values of variables. */
  boolean contains(String text, Variables values) {
    if (!variables || everything) {
      return contains(text);
    }
    for (Glob glob : globs) {
      if (glob.loosened().matches(text) && glob.bind(values).matches(text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code text} is in the set with some values of variables, or in some reading. */
  boolean mayContain(String text) {
    for (Glob glob : globs) {
      if (glob.loosened().matches(text)) {
        return true;
      }
    }
    return false;
  }

  /** Adds the keys of the variables, in lower case. */
  void addKeysTo(Set<String> keys) {
    if (variables) {
      for (Glob glob : globs) {
        for (Template.Variable variable : glob.variables()) {
          keys.add(variable.key());
        }
      }
    }
  }

  /**
   * The same with values of variables in place; nothing matches a pattern with a variable that
   * certainly has none.
   */
  PatternSet bind(Variables values) {
    if (!variables) {
      return this;
    }
    List<Glob> bound = new ArrayList<>(globs.length);
    for (Glob glob : globs) {
      Glob one = glob.bind(values);
      boolean matches = true;
      for (Template.Variable variable : one.variables()) {
        matches &= !values.isWithoutValue(variable);
      }
      if (matches) {
        bound.add(one);
      }
    }
    return new PatternSet(bound.toArray(new Glob[0]));
  }

  /** The only strings in it, if there are only so many; else nothing. */
  List<String> onlyWords() {
    List<String> words = new ArrayList<>(globs.length);
    for (Glob glob : globs) {
      String word = glob.onlyWord();
      if (word == null) {
        return List.of();
      }
      words.add(word);
    }
    return words;
  }

  @Override
  public boolean equals(Object other) {
    // In any order; most that differ have another hash.
    return other instanceof PatternSet set
        && globs.length == set.globs.length
        && hash == set.hash
        && (Arrays.equals(globs, set.globs)
            || new HashSet<>(globs()).equals(new HashSet<>(set.globs())));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return globs().toString();
  }
}
