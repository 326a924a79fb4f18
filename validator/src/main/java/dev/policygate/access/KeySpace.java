package dev.policygate.access;

import dev.policygate.access.KeyTest.Always;
import dev.policygate.access.KeyTest.Quantified;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds values of one condition key for which all of several tests hold. */
final class KeySpace {

  private final Letters letters;
  private final Budget budget;

  KeySpace(Letters letters, Budget budget) {
    this.letters = letters;
    this.budget = budget;
  }

  /** Whether there are such values. */
  sealed interface Answer {}

  /**
   * There are.
   *
   * @param values none when the key may be absent
   */
  record Found(List<String> values) implements Answer {}

  /** There are none. */
  record None() implements Answer {}

  /** Not known: the tests compare one key in ways that do not go together. */
  record Unclear() implements Answer {}

  private static final Answer NONE = new None();
  private static final Answer UNCLEAR = new Unclear();

  /**
   * Looks for values.
   *
   * @param tests all of the same key
   */
  Answer find(List<KeyTest> tests) {
    if (tests.stream().allMatch(KeyTest::whenAbsent)) {
      return new Found(List.of());
    }
    List<Quantified> each = new ArrayList<>();
    List<Quantified> some = new ArrayList<>();
    for (KeyTest test : tests) {
      switch (test.present()) {
        case Always(var answer) -> {
          if (!answer) {
            return NONE;
          }
        }
        case Quantified quantified -> (quantified.each() ? each : some).add(quantified);
      }
    }
    if (some.size() < 2 || !MultivaluedKeys.mayHaveSeveral(tests.getFirst().key())) {
      List<Quantified> all = new ArrayList<>(some);
      all.addAll(each);
      return value(all);
    }
    Set<String> values = new LinkedHashSet<>();
    boolean clear = true;
    for (Quantified one : some) {
      List<Quantified> all = new ArrayList<>(each);
      all.addFirst(one);
      switch (value(all)) {
        case Found(var found) -> values.addAll(found);
        case None none -> {
          return none;
        }
        case Unclear _ -> clear = false;
      }
    }
    return clear ? new Found(List.copyOf(values)) : UNCLEAR;
  }

  /** One value for which all hold. */
  private Answer value(List<Quantified> all) {
    budget.spend(all.size() * 8);
    Set<Scale> scales = new LinkedHashSet<>();
    List<Quantified> texts = new ArrayList<>();
    boolean truths = false;
    for (Quantified each : all) {
      switch (each.values()) {
        case Values.Points(var scale, _) -> scales.add(scale);
        case Values.Texts _ -> texts.add(each);
        case Values.Truths _ -> truths = true;
      }
    }
    int kinds = scales.size() + (texts.isEmpty() ? 0 : 1) + (truths ? 1 : 0);
    if (kinds > 1) {
      return mixed(all, texts, scales, truths);
    }
    if (!texts.isEmpty()) {
      return text(texts);
    }
    if (truths) {
      return firstOf(List.of("true", "false"), all).orElse(NONE);
    }
    for (Scale scale : scales) {
      Ranges ranges = ranges(scale, all);
      return ranges.isEmpty() ? NONE : found(samples(scale, ranges).getFirst());
    }
    return found("value");
  }

  private static Answer found(String value) {
    return new Found(List.of(value));
  }

  /** The first of some values for which all hold. */
  private static Optional<Answer> firstOf(List<String> values, List<Quantified> all) {
    for (String value : values) {
      if (all.stream().allMatch(each -> each.holdsFor(value))) {
        return Optional.of(found(value));
      }
    }
    return Optional.empty();
  }

  /** The points of a scale for which all tests of that scale hold. */
  private static Ranges ranges(Scale scale, List<Quantified> all) {
    Ranges left = scale.all();
    for (Quantified each : all) {
      if (each.values() instanceof Values.Points(var of, var ranges) && of == scale) {
        left = left.and(each.in() ? ranges : ranges.not());
      }
    }
    return left;
  }

  private static List<String> samples(Scale scale, Ranges ranges) {
    return ranges.samples().stream().map(scale::text).toList();
  }

  /**
   * A key that is compared as texts and as points: values of either kind are tried. Where one kind
   * leaves only so many, that decides.
   */
  private Answer mixed(
      List<Quantified> all, List<Quantified> texts, Set<Scale> scales, boolean truths) {
    List<String> tried = new ArrayList<>();
    boolean exhaustive = false;
    for (Quantified each : texts) {
      List<String> words = wordsOf(each);
      tried.addAll(words);
      exhaustive |= each.in() && words.size() == globsOf(each).globs().size();
    }
    for (Scale scale : scales) {
      Ranges ranges = ranges(scale, all);
      boolean mustBePoint =
          all.stream()
              .anyMatch(
                  each ->
                      each.in()
                          && each.values() instanceof Values.Points(var of, _)
                          && of == scale);
      if (mustBePoint && ranges.isEmpty()) {
        return NONE;
      }
      tried.addAll(samples(scale, ranges));
    }
    if (truths) {
      tried.add("true");
      tried.add("false");
    }
    if (!texts.isEmpty()) {
      switch (text(texts)) {
        case Found(var found) -> tried.addAll(found);
        case None none -> {
          return none;
        }
        case Unclear _ -> exhaustive = false;
      }
    }
    boolean certain = exhaustive;
    return firstOf(tried, all).orElseGet(() -> certain ? NONE : UNCLEAR);
  }

  private static PatternSet globsOf(Quantified test) {
    return test.values() instanceof Values.Texts(var patterns) ? patterns : PatternSet.everything();
  }

  private static List<String> wordsOf(Quantified test) {
    return globsOf(test).globs().stream().flatMap(glob -> glob.onlyWord().stream()).toList();
  }

  /** A text that is in all sets it must be in and out of the others. */
  private Answer text(List<Quantified> tests) {
    List<Quantified> bases =
        tests.stream()
            .filter(Quantified::in)
            .sorted((a, b) -> Boolean.compare(hasVariables(b), hasVariables(a)))
            .toList();
    if (bases.isEmpty()) {
      return text(PatternSet.everything(), tests);
    }
    Answer answer = UNCLEAR;
    for (Quantified base : bases) {
      List<Quantified> others = new ArrayList<>(tests);
      others.remove(base);
      answer = text(globsOf(base), others);
      if (answer instanceof None || tests.stream().noneMatch(KeySpace::hasVariables)) {
        return answer;
      }
    }
    return answer;
  }

  private static boolean hasVariables(Quantified test) {
    return globsOf(test).hasVariables();
  }

  private Answer text(PatternSet base, List<Quantified> others) {
    List<String> found = new ArrayList<>();
    Partition.visit(
        base,
        others.stream().map(KeySpace::globsOf).toList(),
        Universe.VALUES,
        letters,
        budget,
        cell -> {
          boolean fits = true;
          for (int i = 0; i < others.size() && fits; i++) {
            fits = others.get(i).in() ? cell.may().get(i) : !cell.must().get(i);
          }
          if (fits) {
            found.add(cell.word());
          }
          return !fits;
        });
    return found.isEmpty() ? NONE : new Found(found);
  }
}
