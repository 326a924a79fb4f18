package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;

/** Finds a string that two patterns have in common. */
final class Meeting implements Partition.Visitor {

  private final List<String> words = new ArrayList<>(1);

  private Meeting() {}

  /** One of the strings that match both; none where there is none. */
  static List<String> of(Glob one, Glob other, Universe universe, Letters letters, Budget budget) {
    Meeting meeting = new Meeting();
    if (!GlobRelation.areDisjoint(one, other)) {
      new Partition(List.of(PatternSet.of(other)), universe, letters, budget)
          .visit(PatternSet.of(one), meeting);
    }
    return meeting.words;
  }

  @Override
  public boolean visit(Cell cell) {
    if (cell.must().get(0)) {
      words.add(cell.word());
    }
    return words.isEmpty();
  }
}
