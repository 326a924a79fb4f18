package dev.policygate.bundle;

import dev.policygate.finding.RuleInfo;

/** Ends the reading of an archive that cannot be trusted any further. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private Refusal(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  static Refusal ambiguous(String message) {
    return of(BundleRules.ARCHIVE_AMBIGUOUS, message);
  }

  static Refusal damaged(String message) {
    return of(BundleRules.ARCHIVE_DAMAGED, message);
  }

  static Refusal of(RuleInfo rule, String message) {
    return new Refusal(Problem.ofArchive(rule, message));
  }

  Problem problem() {
    return problem;
  }
}
