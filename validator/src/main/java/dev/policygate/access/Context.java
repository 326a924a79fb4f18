package dev.policygate.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a context, the values of condition keys, in which tests hold and others do not. */
final class Context {

  /** So many choices, one in the other, are not made: the stack is not endless. */
  private static final int DEEPEST = 400;

  private final KeySpace space;
  private final Budget budget;

  /** What is assumed so far, by key. */
  private final Map<String, Assumed> assumed = new LinkedHashMap<>();

  private boolean unclear;

  Context(Letters letters, Budget budget) {
    this.space = new KeySpace(letters, budget);
    this.budget = budget;
  }

  /** The tests of one key that are assumed to hold, and whether it has values for all of them. */
  private final class Assumed {
    private final List<KeyTest> tests = new ArrayList<>();
    private KeySpace.@Nullable Answer known;

    void add(KeyTest test) {
      tests.addLast(test);
      known = null;
    }

    KeySpace.Answer answer() {
      KeySpace.@Nullable Answer answer = known;
      if (answer == null) {
        answer = space.find(tests);
        known = answer;
      }
      return answer;
    }

    /** Whether there may be values; a doubt counts as yes until the end. */
    boolean isPossible() {
      return !(answer() instanceof KeySpace.None);
    }

    /** The same, if {@code test} held as well. */
    boolean isPossibleWith(KeyTest test) {
      KeySpace.@Nullable Answer before = known;
      add(test);
      boolean possible = isPossible();
      remove(before);
      return possible;
    }

    /** Takes the last test back. */
    void remove(KeySpace.@Nullable Answer before) {
      tests.removeLast();
      known = before;
    }
  }

  /** How the search ended. */
  sealed interface Answer {}

  /** There is such a context. */
  record Found(Map<String, List<String>> values) implements Answer {}

  /** There is none. */
  record None() implements Answer {}

  /** None was found, but tests that do not go together leave a doubt. */
  record Unclear() implements Answer {}

  /**
   * Looks for a context.
   *
   * @param all what must hold
   * @param broken of each of these at least one test must not hold
   */
  Answer find(List<KeyTest> all, List<List<KeyTest>> broken) {
    for (KeyTest test : all) {
      assume(test);
    }
    List<List<KeyTest>> choices = new ArrayList<>();
    for (List<KeyTest> tests : broken) {
      budget.spend(4);
      if (tests.isEmpty()) {
        return new None();
      }
      if (tests.size() == 1) {
        assume(tests.getFirst().not());
      } else {
        choices.add(tests);
      }
    }
    for (Assumed one : assumed.values()) {
      if (!one.isPossible()) {
        return new None();
      }
    }
    choices.sort(new FewestFirst());
    if (search(choices, 0)) {
      return new Found(values());
    }
    return unclear ? new Unclear() : new None();
  }

  private static final class FewestFirst implements Comparator<List<KeyTest>> {
    @Override
    public int compare(List<KeyTest> one, List<KeyTest> other) {
      return Integer.compare(one.size(), other.size());
    }
  }

  private void assume(KeyTest test) {
    of(test.key()).add(test);
  }

  private Assumed of(String key) {
    @Nullable Assumed one = assumed.get(key);
    if (one == null) {
      one = new Assumed();
      assumed.put(key, one);
    }
    return one;
  }

  private boolean search(List<List<KeyTest>> broken, int from) {
    int next = from;
    while (next < broken.size() && isBroken(broken.get(next))) {
      next++;
    }
    if (next == broken.size()) {
      return everyKeyHasValues();
    }
    if (next > DEEPEST) {
      throw new Budget.Exhausted();
    }
    budget.spend(8);
    for (KeyTest test : broken.get(next)) {
      Assumed one = of(test.key());
      KeySpace.@Nullable Answer before = one.known;
      one.add(test.not());
      if (one.isPossible() && search(broken, next + 1)) {
        return true;
      }
      one.remove(before);
    }
    return false;
  }

  /** Whether one of the tests cannot hold as it is. */
  private boolean isBroken(List<KeyTest> tests) {
    for (KeyTest test : tests) {
      @Nullable Assumed before = assumed.get(test.key());
      if (before != null && !before.tests.isEmpty() && !before.isPossibleWith(test)) {
        return true;
      }
    }
    return false;
  }

  private boolean everyKeyHasValues() {
    for (Assumed one : assumed.values()) {
      if (!one.tests.isEmpty() && !(one.answer() instanceof KeySpace.Found)) {
        unclear = true;
        return false;
      }
    }
    return true;
  }

  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new TreeMap<>();
    for (Map.Entry<String, Assumed> entry : assumed.entrySet()) {
      if (!entry.getValue().tests.isEmpty()
          && entry.getValue().answer() instanceof KeySpace.Found found
          && !found.values().isEmpty()) {
        values.put(entry.getKey(), found.values());
      }
    }
    return values;
  }
}
