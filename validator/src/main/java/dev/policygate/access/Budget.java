package dev.policygate.access;

/** How much work one question may cost, so that no document, however hostile, takes for ever. */
final class Budget {

  /** About 50 ms on a slow core; what people write takes a hundredth of it. */
  static final int STEPS = 4_000_000;

  /** What may be spent on a better witness where there is one already. */
  private static final int STEPS_FOR_WITNESSES = STEPS / 8;

  /** So many questions that are as hard as one may be are answered; what people write has none. */
  private static final int QUESTIONS = 8;

  private final int most;
  private int left;

  Budget() {
    this(STEPS);
  }

  private Budget(int steps) {
    most = steps;
    left = steps;
  }

  static Budget forWitnesses() {
    return new Budget(STEPS_FOR_WITNESSES);
  }

  /** What all questions may cost together that are asked of the same permissions. */
  static Budget forAllQuestions() {
    return new Budget(QUESTIONS * STEPS);
  }

  /** What one of several questions may cost; what it did is taken by {@link #take}. */
  Budget forOne() {
    return new Budget(Math.min(left, STEPS));
  }

  /** Takes what was spent of a budget that {@link #forOne} gave. */
  void take(Budget one) {
    left -= one.most - Math.max(0, one.left);
  }

  boolean isSpent() {
    return left <= 0;
  }

  /** Takes {@code steps}. */
  void spend(int steps) {
    left -= steps;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** The question costs more than it may: its answer is not known. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("the work that one question may cost is used up", null, false, false);
    }
  }
}
