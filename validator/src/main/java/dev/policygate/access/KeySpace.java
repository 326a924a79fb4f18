package dev.policygate.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds values of one condition key for which all of several tests hold. */
final class KeySpace {

  private static final Answer NONE = new None();
  private static final Answer UNCLEAR = new Unclear();
  private static final Answer ABSENT = new Found(List.of());

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
  record Found(List<String> values) implements Answer {
    static Answer one(String value) {
      return new Found(List.of(value));
    }
  }

  /** There are none. */
  record None() implements Answer {}

  /** Not known: the tests compare one key in ways that do not go together. */
  record Unclear() implements Answer {}

  /**
   * Looks for values.
   *
   * @param tests all of the same key
   */
  Answer find(List<KeyTest> tests) {
    budget.spend(4 * tests.size());
    boolean mayBeAbsent = true;
    List<KeyTest> each = new ArrayList<>(tests.size());
    List<KeyTest> some = new ArrayList<>(tests.size());
    boolean mayBeThere = true;
    for (KeyTest test : tests) {
      mayBeAbsent &= test.whenAbsent();
      if (test.values() == null) {
        mayBeThere &= test.in();
      } else {
        (test.each() ? each : some).add(test);
      }
    }
    if (mayBeAbsent) {
      return ABSENT;
    }
    if (!mayBeThere) {
      return NONE;
    }
    Facts facts = new Facts(tests.getFirst().key());
    return some.size() < 2 || !facts.get().several()
        ? one(joined(some, each), facts)
        : several(some, each, facts);
  }

  /** What is known of the key, looked up when it is first asked. */
  private static final class Facts {
    private final String key;
    private @Nullable KeyFacts known;

    Facts(String key) {
      this.key = key;
    }

    KeyFacts get() {
      @Nullable KeyFacts facts = known;
      if (facts == null) {
        facts = KeyFacts.of(key);
        known = facts;
      }
      return facts;
    }
  }

  private static List<KeyTest> joined(List<KeyTest> some, List<KeyTest> each) {
    List<KeyTest> all = new ArrayList<>(some);
    all.addAll(each);
    return all;
  }

  /** Several values, of which each fulfils one of the tests that one value is enough for. */
  private Answer several(List<KeyTest> some, List<KeyTest> each, Facts facts) {
    Set<String> values = new LinkedHashSet<>();
    boolean clear = true;
    for (KeyTest test : some) {
      Answer answer = one(joined(List.of(test), each), facts);
      if (answer instanceof None) {
        return answer;
      }
      clear &= answer instanceof Found;
      if (answer instanceof Found found) {
        values.addAll(found.values());
      }
    }
    List<String> found = List.copyOf(values);
    return clear && allHold(joined(some, each), found) ? new Found(found) : UNCLEAR;
  }

  private static boolean allHold(List<KeyTest> tests, List<String> values) {
    for (KeyTest test : tests) {
      if (!test.hasVariables() && !test.holdsFor(values, Binding.NOTHING)) {
        return false;
      }
    }
    return true;
  }

  /** One value for which all hold. */
  private Answer one(List<KeyTest> all, Facts facts) {
    Answer answer = nonEmpty(all, facts);
    if (answer instanceof Found || !mayAllHold(all, "") || !facts.get().emptiable()) {
      return answer;
    }
    if (allHold(all, "")) {
      return Found.one("");
    }
    return new TextSpace(doubtfulIfEmpty(all), letters, budget).mayBeEmpty() ? UNCLEAR : answer;
  }

  private static List<KeyTest> doubtfulIfEmpty(List<KeyTest> tests) {
    List<KeyTest> doubtful = new ArrayList<>();
    for (KeyTest test : tests) {
      if (!test.nonEmpty() && test.hasVariables()) {
        doubtful.add(test);
      }
    }
    return doubtful;
  }

  private static boolean mayAllHold(List<KeyTest> tests, String value) {
    for (KeyTest test : tests) {
      if (!test.mayHoldFor(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allHold(List<KeyTest> tests, String value) {
    for (KeyTest test : tests) {
      if (!test.holdsFor(value)) {
        return false;
      }
    }
    return true;
  }

  private Answer nonEmpty(List<KeyTest> all, Facts facts) {
    TextSpace texts = new TextSpace(all, letters, budget);
    if (facts.get().isBoolean()) {
      Answer plain = new MixedSpace(all, texts, facts.get(), budget).find();
      if (plain instanceof Found) {
        return plain;
      }
    }
    boolean onlyTexts = true;
    for (KeyTest test : all) {
      onlyTexts &= test.points() == null;
    }
    if (!onlyTexts) {
      return new MixedSpace(all, texts, facts.get(), budget).find();
    }
    List<String> found = texts.find(1);
    if (found.isEmpty()) {
      return NONE;
    }
    // A key that is compared with one thing only has its value by that.
    boolean alone = all.size() == 1 && all.getFirst().in();
    if (alone || facts.get().allow(found.getFirst())) {
      return Found.one(found.getFirst());
    }
    return new MixedSpace(all, texts, facts.get(), budget).find();
  }
}
