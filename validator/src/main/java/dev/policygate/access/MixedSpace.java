package dev.policygate.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a key that is compared as points on a scale, and perhaps as text besides. Values of
 * either kind are tried; that there are none is only said where that is certain.
 */
final class MixedSpace {

  /** More points than a document excludes one by one. */
  private static final int MOST_SAMPLES = 32;

  private static final int MOST_TEXTS = 8;

  private final List<KeyTest> all;
  private final TextSpace texts;
  private final KeyFacts facts;
  private final Budget budget;
  private final Map<Scale, Ranges> ranges = new TreeMap<>();
  private final Set<Scale> required = new LinkedHashSet<>();

  MixedSpace(List<KeyTest> all, TextSpace texts, KeyFacts facts, Budget budget) {
    this.all = all;
    this.texts = texts;
    this.facts = facts;
    this.budget = budget;
  }

  KeySpace.Answer find() {
    readRanges();
    for (Scale scale : required) {
      if (ranges.getOrDefault(scale, scale.all()).isEmpty()) {
        return new KeySpace.None();
      }
    }
    List<String> words = texts.find(MOST_TEXTS);
    if (words.isEmpty()) {
      return new KeySpace.None();
    }
    boolean doubtful = false;
    for (String value : candidates(words)) {
      budget.spend(all.size());
      if (facts.allow(value) && mayFit(value)) {
        if (fits(value)) {
          return KeySpace.Found.one(value);
        }
        doubtful = true;
      }
    }
    return !doubtful && isExhausted() ? new KeySpace.None() : new KeySpace.Unclear();
  }

  /** What of each scale the tests leave, and on which scales the value must be a point. */
  private void readRanges() {
    Scale own = facts.scale();
    if (own != null) {
      required.add(own);
      ranges.put(own, own.all());
    }
    for (KeyTest test : all) {
      Values.Points points = test.points();
      if (points != null) {
        Ranges left = ranges.getOrDefault(points.scale(), points.scale().all());
        Ranges more = test.in() ? points.ranges() : points.ranges().not();
        budget.spend(left.ranges().size() + more.ranges().size());
        ranges.put(points.scale(), left.and(more));
        if (test.in()) {
          required.add(points.scale());
        }
      }
    }
  }

  /** Whether it fits with some values of variables. */
  private boolean mayFit(String value) {
    for (KeyTest test : all) {
      if (!test.mayHoldFor(value)) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(String value) {
    for (KeyTest test : all) {
      if (!test.holdsFor(value)) {
        return false;
      }
    }
    return true;
  }

  private Set<String> candidates(List<String> words) {
    Set<String> tried = new LinkedHashSet<>();
    if (facts.isBoolean()) {
      return new LinkedHashSet<>(List.of("true", "false"));
    }
    int excluded = 1;
    for (KeyTest test : texts.tests()) {
      PatternSet patterns = test.patterns();
      if (patterns != null) {
        for (Glob glob : patterns.globs()) {
          if (test.in()) {
            addCompleted(glob, tried);
          } else {
            excluded++;
          }
        }
      }
    }
    for (Map.Entry<Scale, Ranges> left : ranges.entrySet()) {
      Scale scale = left.getKey();
      int most = Math.min(excluded, MOST_SAMPLES);
      for (Point point : left.getValue().samples(scale.digits(), most)) {
        tried.add(scale.text(point));
      }
    }
    tried.addAll(words);
    // What is no point on any scale.
    tried.add("value");
    return tried;
  }

  /** Texts that start as the pattern does, and may be points. */
  private void addCompleted(Glob glob, Set<String> tried) {
    String prefix = glob.prefixText();
    tried.add(prefix);
    for (Scale scale : ranges.keySet()) {
      tried.add(scale.completed(prefix));
    }
  }

  /** Whether all values there are were tried, or none is left for another reason. */
  private boolean isExhausted() {
    if (facts.isBoolean()) {
      return true;
    }
    for (KeyTest test : texts.tests()) {
      PatternSet patterns = test.patterns();
      if (test.in()
          && patterns != null
          && (!patterns.onlyWords().isEmpty() || isOutOfReach(patterns))) {
        return true;
      }
    }
    return required.contains(Scale.ADDRESSES) && noAddressIsText();
  }

  /** Whether no text of the patterns is a point where there must be one. */
  private boolean isOutOfReach(PatternSet patterns) {
    for (Scale scale : required) {
      boolean all = true;
      for (int i = 0; i < patterns.size() && all; i++) {
        all = scale.isOutOfReach(patterns.get(i));
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  /** Whether the texts of the addresses that are left all break a test. */
  private boolean noAddressIsText() {
    for (Ranges.Range range : ranges.getOrDefault(Scale.ADDRESSES, Ranges.NOTHING).ranges()) {
      @Nullable String pattern = Addresses.commonPattern(range);
      if (!texts.find(Glob.of(pattern, Glob.Kind.PLAIN_PATTERN), 1).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
