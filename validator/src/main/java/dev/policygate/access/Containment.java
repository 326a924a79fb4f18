package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;

/** Whether permissions stay within others: the answer that IAM Access Analyzer gives for a fee. */
public sealed interface Containment {

  /** Nothing is allowed that the other side does not allow. */
  record Within() implements Containment {}

  /**
   * Something is.
   *
   * @param witnesses one for each statement that exceeds, in the order of the statements
   * @param doubts what was not understood besides
   */
  record Exceeds(List<Witness> witnesses, List<Doubt> doubts) implements Containment {
    public Exceeds {
      witnesses = List.copyOf(witnesses);
      doubts = List.copyOf(doubts);
    }
  }

  /** Not known; whoever must decide decides as for {@link Exceeds}. */
  record Undecided(List<Doubt> doubts) implements Containment {
    public Undecided {
      doubts = List.copyOf(doubts);
    }
  }

  /**
   * Compares: does {@code candidate} allow anything that {@code envelope} does not?
   *
   * <p>The world is open: actions and services that AWS may add count as well.
   */
  static Containment compare(Permissions candidate, Permissions envelope) {
    Containment result =
        new Comparer(candidate, envelope, List.of(), new Budget()).compare(true, true);
    if (!(result instanceof Within)) {
      return result;
    }
    List<Doubt> doubts = new ArrayList<>(candidate.doubts());
    doubts.addAll(envelope.doubts());
    return doubts.isEmpty() ? result : new Undecided(doubts);
  }
}
