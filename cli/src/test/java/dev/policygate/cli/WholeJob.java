package dev.policygate.cli;

import java.util.List;

/** Plays jobs in accounts of some blueprint, for tests that make blueprints. */
public final class WholeJob {

  private WholeJob() {}

  /** How a harmless bundle ends, and then one that allows everything. */
  public static List<String> outcomes(String blueprint) throws InterruptedException {
    try (Rehearsal rehearsal = Rehearsal.create(blueprint)) {
      return List.of(
          rehearsal.outcome(Bundles.harmless("Team", "ec2:RunInstances")),
          rehearsal.outcome(Bundles.everything("Other")));
    }
  }
}
