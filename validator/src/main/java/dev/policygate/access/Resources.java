package dev.policygate.access;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources of the statements that speak of an action, as sets by which resources are cut. */
final class Resources {

  private final Sides sides;
  private final BitSet speaking;
  private final Doubts doubts;
  private final List<PatternSet> sets = new ArrayList<>();

  /** Whether a resource may hold a variable, so that any pattern may match it or not. */
  private final boolean variables;

  /** For each statement the indexes of its sets. */
  private final int[][] setsOf;

  Resources(Sides sides, BitSet speaking, Doubts doubts) {
    this.sides = sides;
    this.speaking = speaking;
    this.doubts = doubts;
    this.variables = anyHasVariables();
    setsOf = new int[sides.size()][];
    for (int i = speaking.nextSetBit(0); i >= 0; i = speaking.nextSetBit(i + 1)) {
      setsOf[i] = add(sides.get(i).resources());
    }
  }

  private boolean anyHasVariables() {
    for (int i = speaking.nextSetBit(0); i >= 0; i = speaking.nextSetBit(i + 1)) {
      if (sides.get(i).resources().hasVariables()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Adds the set; where variables have a part in it, each pattern for itself: the same one matches
   * the same in all statements.
   */
  private int[] add(PatternSet set) {
    if (!variables && !set.isLoose() && !set.isEverything()) {
      sets.add(set);
      return new int[] {sets.size() - 1};
    }
    int[] indexes = new int[set.isEverything() ? 1 : set.size()];
    for (int i = 0; i < indexes.length; i++) {
      PatternSet one = set.isEverything() ? PatternSet.everything() : PatternSet.of(set.get(i));
      int index = sets.indexOf(one);
      if (index < 0) {
        index = sets.size();
        sets.add(one);
      }
      indexes[i] = index;
    }
    return indexes;
  }

  List<PatternSet> sets() {
    return sets;
  }

  /** Of each of several statements the ways in which it can speak of a request. */
  List<List<KeyTest>> ways(Sides.Span span, Cell cell) {
    List<List<KeyTest>> all = new ArrayList<>();
    for (int i = speaking.nextSetBit(span.from());
        i >= 0 && i < span.to();
        i = speaking.nextSetBit(i + 1)) {
      addWays(i, cell, all);
    }
    return all;
  }

  /** The ways in which a statement can speak of a request: in each, these tests hold. */
  List<List<KeyTest>> ways(int index, Cell cell) {
    List<List<KeyTest>> all = new ArrayList<>(1);
    addWays(index, cell, all);
    return all;
  }

  private void addWays(int index, Cell cell, List<List<KeyTest>> all) {
    Clause clause = sides.get(index);
    int @Nullable [] own = setsOf[index];
    if (own == null) {
      return;
    }
    boolean must = false;
    boolean may = false;
    for (int set : own) {
      must |= cell.must().get(set);
      may |= cell.may().get(set);
    }
    if (must || !may) {
      if (must != clause.notResources()) {
        all.add(clause.tests());
      }
      return;
    }
    List<KeyTest> none = new ArrayList<>(clause.tests());
    for (int set : own) {
      if (cell.may().get(set)) {
        KeyTest matches = doubts.test(sets.get(set).get(0), cell);
        none.add(matches.not());
        if (!clause.notResources()) {
          List<KeyTest> way = new ArrayList<>(clause.tests());
          way.add(matches);
          all.add(way);
        }
      }
    }
    if (clause.notResources()) {
      all.add(none);
    }
  }
}
