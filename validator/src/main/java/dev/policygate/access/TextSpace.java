package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that fulfil tests which compare one key as text. */
final class TextSpace {

  private static final int NONE = -1;
  private static final Glob EMPTY = Glob.of("", Glob.Kind.LITERAL);

  private final List<KeyTest> tests = new ArrayList<>();
  private final Letters letters;
  private final Budget budget;

  /**
   * Prepares to look.
   *
   * @param all those of them that compare otherwise are left out
   */
  TextSpace(List<KeyTest> all, Letters letters, Budget budget) {
    for (KeyTest test : all) {
      if (test.patterns() != null) {
        tests.add(test);
      }
    }
    this.letters = letters;
    this.budget = budget;
  }

  List<KeyTest> tests() {
    return tests;
  }

  private static PatternSet patterns(KeyTest test) {
    @Nullable PatternSet patterns = test.patterns();
    return patterns == null ? PatternSet.everything() : patterns;
  }

  /**
   * Up to {@code most} of them that differ and are not empty; none when there are none. Where
   * variables are compared, there may be none though some are found.
   */
  List<String> find(int most) {
    return find(null, Universe.NONEMPTY_VALUES, most);
  }

  /** The same, but only those that match {@code pattern} as well. */
  List<String> find(Glob pattern, int most) {
    return find(pattern, Universe.NONEMPTY_VALUES, most);
  }

  /** Whether the empty text may be one of them, with some values of variables. */
  boolean mayBeEmpty() {
    return !find(EMPTY, Universe.VALUES, 1).isEmpty();
  }

  private List<String> find(@Nullable Glob pattern, Universe universe, int most) {
    boolean variables = false;
    for (KeyTest test : tests) {
      variables |= test.hasVariables();
    }
    List<String> found = List.of();
    boolean tried = false;
    for (int i = 0; i < tests.size(); i++) {
      if (!tests.get(i).in() || (tried && !variables)) {
        continue;
      }
      tried = true;
      found = find(patterns(tests.get(i)), i, pattern, universe, most);
      if (found.isEmpty()) {
        return found;
      }
    }
    if (tried) {
      return found;
    }
    return pattern == null
        ? find(PatternSet.everything(), NONE, null, universe, most)
        : find(PatternSet.of(pattern), NONE, null, universe, most);
  }

  /**
   * Those of a set.
   *
   * @param without the test that all of the set fulfils, or {@link #NONE}
   */
  private List<String> find(
      PatternSet base, int without, @Nullable Glob also, Universe universe, int most) {
    List<PatternSet> sets = new ArrayList<>(tests.size() + 1);
    List<Boolean> in = new ArrayList<>(tests.size() + 1);
    for (int i = 0; i < tests.size(); i++) {
      if (i != without) {
        sets.add(patterns(tests.get(i)));
        in.add(tests.get(i).in());
      }
    }
    if (also != null) {
      sets.add(PatternSet.of(also));
      in.add(true);
    }
    Fitting fitting = new Fitting(in, most);
    new Partition(sets, universe, letters, budget).visit(base, fitting);
    return fitting.found;
  }

  /** Gathers the words of cells that are in the sets in which they must be, and in no other. */
  private static final class Fitting implements Partition.Visitor {
    private final List<Boolean> in;
    private final int most;
    private final List<String> found = new ArrayList<>(1);

    Fitting(List<Boolean> in, int most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public boolean visit(Cell cell) {
      if (fits(cell)) {
        found.add(cell.word());
      }
      return found.size() < most;
    }

    private boolean fits(Cell cell) {
      for (int i = 0; i < in.size(); i++) {
        if (in.get(i) ? !cell.may().get(i) : cell.must().get(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
