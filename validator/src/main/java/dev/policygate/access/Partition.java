package dev.policygate.access;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the strings of one set into cells: strings that belong to the same ones of the other sets.
 *
 * <p>Every cell that is not empty is found, with one of its strings, and none that is empty: union,
 * intersection and complement of patterns are exact. Patterns that have nothing to do with each
 * other, or of which one holds the other, are told apart at a glance; {@link Walk} does the rest.
 */
final class Partition {

  private final List<PatternSet> sets;
  private final Universe universe;
  private final Letters letters;
  private final Budget budget;
  private final Set<Signature> seen = new HashSet<>();

  /** What strings of one cell have in common, the letters that stand in them included. */
  private record Signature(BitSet must, BitSet may, String letters) {
    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Signature that
          && must.equals(that.must)
          && may.equals(that.may)
          && letters.equals(that.letters);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * must.hashCode() + may.hashCode()) + letters.hashCode();
    }
  }

  /** Takes the cells, one by one. */
  interface Visitor {
    /** Returns whether more are wanted. */
    boolean visit(Cell cell);
  }

  /**
   * Prepares to cut.
   *
   * @param sets the sets by which is cut: bit {@code i} of a cell is the {@code i}-th of them
   */
  Partition(List<PatternSet> sets, Universe universe, Letters letters, Budget budget) {
    this.sets = sets;
    this.universe = universe;
    this.letters = letters;
    this.budget = budget;
  }

  /**
   * Visits the cells of {@code base}; those of like cells of an earlier base only once.
   *
   * @return false when the visitor wanted no more
   * @throws Budget.Exhausted when the patterns are made to be hard
   */
  boolean visit(PatternSet base, Visitor visitor) {
    if (base.isEverything()) {
      return visit(Glob.any(), visitor);
    }
    for (int i = 0; i < base.size(); i++) {
      if (!visit(base.get(i), visitor)) {
        return false;
      }
    }
    return true;
  }

  private boolean visit(Glob base, Visitor visitor) {
    @Nullable String word = base.onlyWord();
    if (word != null) {
      return !exists(word) || visitWord(word, visitor);
    }
    BitSet held = new BitSet(sets.size());
    Walk walk = new Walk(base, letters, budget);
    for (int i = 0; i < sets.size(); i++) {
      PatternSet set = sets.get(i);
      if (holds(set, base)) {
        held.set(i);
      } else {
        addTo(walk, set, i, base);
      }
    }
    Walk.Visitor found = new Found(held, base.isOneString(), visitor);
    return walk.run(universe, found)
        && (universe != Universe.RESOURCES
            || !base.hasEarlyVariable()
            || walk.run(Universe.LOOSE_RESOURCES, found));
  }

  /** Reports what a walk finds within a base, all of which some of the sets hold. */
  private final class Found implements Walk.Visitor {
    private final BitSet held;
    private final boolean only;
    private final Visitor visitor;

    Found(BitSet held, boolean only, Visitor visitor) {
      this.held = held;
      this.only = only;
      this.visitor = visitor;
    }

    @Override
    public boolean visit(BitSet must, BitSet may, String word) {
      must.or(held);
      may.or(held);
      return report(new Cell(must, may, word, only), visitor);
    }
  }

  private boolean report(Cell cell, Visitor visitor) {
    // What a lone string is doubtful of depends on it, so that no other stands for it.
    return (!seen.add(new Signature(cell.must(), cell.may(), letters.only(cell.word())))
            && !(cell.only() && cell.isDoubtful()))
        || visitor.visit(cell);
  }

  private boolean exists(String word) {
    if (Letters.areIn(word)) {
      throw new Budget.Exhausted();
    }
    return universe.contains(word);
  }

  private boolean visitWord(String word, Visitor visitor) {
    BitSet must = new BitSet(sets.size());
    BitSet may = new BitSet(sets.size());
    for (int i = 0; i < sets.size(); i++) {
      PatternSet set = sets.get(i);
      budget.spend(set.size());
      if (set.contains(word)) {
        must.set(i);
        may.set(i);
      } else if (set.isLoose() && set.mayContain(word)) {
        may.set(i);
      }
    }
    return report(new Cell(must, may, word, true), visitor);
  }

  private boolean holds(PatternSet set, Glob base) {
    if (set.isEverything()) {
      return true;
    }
    budget.spend(set.size());
    for (int i = 0; i < set.size(); i++) {
      if (GlobRelation.covers(set.get(i), base)) {
        return true;
      }
    }
    return false;
  }

  private static void addTo(Walk walk, PatternSet set, int index, Glob base) {
    for (int i = 0; i < set.size(); i++) {
      if (!GlobRelation.areDisjoint(set.get(i), base)) {
        walk.add(set.get(i), index);
      }
    }
  }
}
