package dev.policygate.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds a context, the values of condition keys, in which tests hold and others do not. */
final class Context {

  /** So many choices, one in the other, are not made: the stack is not endless. */
  private static final int DEEPEST = 400;

  private final KeySpace space;
  private final Budget budget;

  /** The tests assumed so far, by key. */
  private final Map<String, List<KeyTest>> assumed = new LinkedHashMap<>();

  private boolean unclear;

  Context(Letters letters, Budget budget) {
    this.space = new KeySpace(letters, budget);
    this.budget = budget;
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
    for (List<KeyTest> tests : assumed.values()) {
      if (!isPossible(tests)) {
        return new None();
      }
    }
    choices.sort((a, b) -> Integer.compare(a.size(), b.size()));
    if (search(choices, 0)) {
      return new Found(values());
    }
    return unclear ? new Unclear() : new None();
  }

  private void assume(KeyTest test) {
    assumed.computeIfAbsent(test.key(), _ -> new ArrayList<>()).add(test);
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
      KeyTest opposite = test.not();
      List<KeyTest> tests = assumed.computeIfAbsent(test.key(), _ -> new ArrayList<>());
      tests.addLast(opposite);
      boolean found = isPossible(tests) && search(broken, next + 1);
      if (found) {
        return true;
      }
      tests.removeLast();
    }
    return false;
  }

  /** Whether one of the tests cannot hold as it is. */
  private boolean isBroken(List<KeyTest> tests) {
    for (KeyTest test : tests) {
      List<KeyTest> before = assumed.get(test.key());
      if (before != null && !before.isEmpty()) {
        List<KeyTest> with = new ArrayList<>(before);
        with.add(test);
        if (!isPossible(with)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether values may exist; a doubt counts as yes until the end. */
  private boolean isPossible(List<KeyTest> tests) {
    return !(space.find(tests) instanceof KeySpace.None);
  }

  private boolean everyKeyHasValues() {
    for (List<KeyTest> tests : assumed.values()) {
      if (!tests.isEmpty() && !(space.find(tests) instanceof KeySpace.Found)) {
        unclear = true;
        return false;
      }
    }
    return true;
  }

  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new TreeMap<>();
    for (var entry : assumed.entrySet()) {
      if (!entry.getValue().isEmpty()
          && space.find(entry.getValue()) instanceof KeySpace.Found found
          && !found.values().isEmpty()) {
        values.put(entry.getKey(), found.values());
      }
    }
    return values;
  }
}
