package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values of a variable's key with which statements meet: those that its own conditions name, and
 * those with which a pattern that holds the variable matches what another pattern does. A search
 * with one of them in place has a variable less.
 */
final class Guesses {

  /** More values of a key are not tried. */
  private static final int MOST = 10;

  private static final List<String> FRESH = List.of("alice", "zq7x9");

  /** Under this name the patterns of resources stand; no key is called so. */
  private static final String RESOURCE = "";

  private final Budget budget;

  /** What is compared with each other: the patterns of resources, and of each condition key. */
  private final Map<String, Set<Glob>> patterns = new LinkedHashMap<>();

  private final Map<String, Set<String>> points = new LinkedHashMap<>();

  /**
   * Gathers what the statements compare.
   *
   * @param clauses those that matter most first
   */
  Guesses(List<Clause> clauses, Budget budget) {
    this.budget = budget;
    for (Clause clause : clauses) {
      add(RESOURCE, clause.resources());
      for (KeyTest test : clause.tests()) {
        @Nullable PatternSet texts = test.patterns();
        if (texts != null) {
          add(test.key(), texts);
        }
        addPoints(test);
      }
    }
  }

  private void add(String name, PatternSet set) {
    Set<Glob> known = named(name, patterns);
    for (int i = 0; i < set.size(); i++) {
      budget.spend(4 + set.get(i).length() / 8);
      if (!set.get(i).isEverything()) {
        known.add(set.get(i));
      }
    }
  }

  private void addPoints(KeyTest test) {
    Values.@Nullable Points wanted = test.points();
    if (wanted != null) {
      Set<String> known = named(test.key(), points);
      for (Ranges ranges : List.of(wanted.ranges(), wanted.ranges().not())) {
        for (Point point : ranges.and(wanted.scale().all()).samples(wanted.scale().digits(), 2)) {
          known.add(wanted.scale().text(point));
        }
      }
    }
  }

  /** The keys of the variables that stand in what is compared. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Set<Glob> globs : patterns.values()) {
      for (Glob glob : globs) {
        for (Template.Variable variable : glob.variables()) {
          keys.add(variable.key());
        }
      }
    }
    return keys;
  }

  /** Values of the key, the most telling first. */
  List<String> valuesOf(String key) {
    Set<String> values = new LinkedHashSet<>();
    for (Map.Entry<String, Set<Glob>> entry : patterns.entrySet()) {
      for (Glob glob : entry.getValue()) {
        if (values.size() < MOST && holds(glob, key)) {
          addMeetings(glob, key, entry.getKey(), entry.getValue(), values);
        }
      }
    }
    for (Glob glob : patterns.getOrDefault(key, Set.of())) {
      if (values.size() < MOST && !glob.hasVariables()) {
        values.addAll(meeting(Glob.any(), glob, Universe.VALUES));
      }
    }
    values.addAll(points.getOrDefault(key, Set.of()));
    if (KeyFacts.of(key).isBoolean()) {
      values.addAll(List.of("true", "false"));
    }
    List<String> most = new ArrayList<>(FRESH);
    for (String value : values) {
      if (most.size() < MOST && !Letters.areIn(value)) {
        most.add(value);
      }
    }
    return most;
  }

  private boolean holds(Glob glob, String key) {
    budget.spend(1 + glob.variables().size());
    for (Template.Variable variable : glob.variables()) {
      if (variable.key().equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** Adds the values with which the pattern matches what the others of its kind match. */
  private void addMeetings(
      Glob pattern, String key, String name, Set<Glob> others, Set<String> to) {
    Universe universe = name.equals(RESOURCE) ? Universe.RESOURCES : Universe.VALUES;
    for (Glob other : others) {
      if (to.size() < MOST && !other.equals(pattern)) {
        for (String word : meeting(other.loosened(), pattern.loosened(), universe)) {
          Assignment.of(pattern, word, budget).addValue(key, to);
        }
      }
    }
    for (String text : points.getOrDefault(name, Set.of())) {
      if (to.size() < MOST && pattern.loosened().matches(text)) {
        Assignment.of(pattern, text, budget).addValue(key, to);
      }
    }
  }

  private List<String> meeting(Glob one, Glob other, Universe universe) {
    budget.spend(4);
    return Meeting.of(one, other, universe, new Letters(), budget);
  }

  private static <T> Set<T> named(String name, Map<String, Set<T>> sets) {
    @Nullable Set<T> known = sets.get(name);
    if (known == null) {
      known = new LinkedHashSet<>();
      sets.put(name, known);
    }
    return known;
  }
}
