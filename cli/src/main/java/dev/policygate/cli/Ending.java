package dev.policygate.cli;

import java.util.Map;

/** How a submission ended, as far as its pipeline tells. */
sealed interface Ending {

  /** What the command ends with. */
  Status status();

  /** In the gate's own words, or in CodePipeline's, or in those of this program. */
  String message();

  /**
   * The policy is there as it was submitted.
   *
   * @param outputVariables {@code PolicyArn}, {@code PolicyVersionId}, {@code Outcome}
   */
  record Published(String message, Map<String, String> outputVariables) implements Ending {
    public Published {
      outputVariables = Map.copyOf(outputVariables);
    }

    @Override
    public Status status() {
      return Status.YES;
    }
  }

  /** The gate says no, and what the submitter can change. */
  record Refused(String message) implements Ending {
    @Override
    public Status status() {
      return Status.NO;
    }
  }

  /** The gate or its pipeline could not do its work. */
  record Failed(String message) implements Ending {
    @Override
    public Status status() {
      return Status.FAILURE;
    }
  }

  /** Nobody has decided, or not in time: whether the policy is there is not known. */
  record Undecided(String message) implements Ending {
    @Override
    public Status status() {
      return Status.UNKNOWN;
    }
  }
}
