package dev.policygate.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds a context, the values of condition keys, in which tests hold and others do not. */
final class Context {

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
      assumed.computeIfAbsent(test.key(), _ -> new ArrayList<>()).add(test);
    }
    for (List<KeyTest> tests : assumed.values()) {
      if (!isPossible(tests)) {
        return new None();
      }
    }
    List<List<KeyTest>> fewestFirst = new ArrayList<>(broken);
    fewestFirst.sort(Comparator.comparingInt(List::size));
    if (search(fewestFirst, 0)) {
      return new Found(values());
    }
    return unclear ? new Unclear() : new None();
  }

  private boolean search(List<List<KeyTest>> broken, int from) {
    if (from == broken.size()) {
      return everyKeyHasValues();
    }
    budget.spend(8);
    if (isBroken(broken.get(from))) {
      return search(broken, from + 1);
    }
    for (KeyTest test : broken.get(from)) {
      KeyTest opposite = test.not();
      List<KeyTest> tests = assumed.computeIfAbsent(test.key(), _ -> new ArrayList<>());
      tests.addLast(opposite);
      boolean found = isPossible(tests) && search(broken, from + 1);
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

  /** Whether values may exist; a doubt is noted and counts as yes until the end. */
  private boolean isPossible(List<KeyTest> tests) {
    return !(space.find(tests) instanceof KeySpace.None);
  }

  private boolean everyKeyHasValues() {
    for (List<KeyTest> tests : assumed.values()) {
      if (!(space.find(tests) instanceof KeySpace.Found)) {
        unclear = true;
        return false;
      }
    }
    return true;
  }

  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new TreeMap<>();
    for (var entry : assumed.entrySet()) {
      if (space.find(entry.getValue()) instanceof KeySpace.Found(var found) && !found.isEmpty()) {
        values.put(entry.getKey(), found);
      }
    }
    return values;
  }
}
