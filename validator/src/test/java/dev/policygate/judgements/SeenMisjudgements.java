package dev.policygate.judgements;

import dev.policygate.finding.Finding;
import dev.policygate.judgements.Cases.Case;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints which of the seen cases are misjudged, for whoever tunes rules. The unseen ones stay
 * unseen.
 */
final class SeenMisjudgements {

  private SeenMisjudgements() {}

  public static void main(String[] args) {
    int right = 0;
    int wrong = 0;
    for (Case each : Cases.below(Path.of(args[0], "seen"))) {
      List<Finding> errors = each.errors();
      if (each.disputed() || each.isRefused() == each.refuse()) {
        right++;
        continue;
      }
      wrong++;
      System.out.println((each.refuse() ? "MISSED  " : "WRONGLY ") + each.name());
      for (Finding error : errors) {
        System.out.println("          " + error.rule() + ": " + error.message());
      }
    }
    System.out.printf("%d right, %d wrong%n", right, wrong);
  }
}
