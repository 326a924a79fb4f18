package dev.policygate.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pipeline tells of its executions. Every call may end in an {@link AwsFailure}. */
interface Executions {

  /**
   * An execution.
   *
   * @param status as CodePipeline spells it
   * @param note what CodePipeline adds to the status, or nothing
   * @param revisions the versions of the sources it has taken; none before it has taken any
   */
  record Execution(String id, String status, String note, List<String> revisions) {
    public Execution {
      revisions = List.copyOf(revisions);
    }

    boolean isRunning() {
      return status.equals("InProgress") || status.equals("Stopping");
    }
  }

  /**
   * An action of an execution.
   *
   * @param name stage and action, such as {@code Invoke/Invoke}
   * @param status as CodePipeline spells it
   * @param code of a failure, or nothing
   * @param message of a failure, or what the action says of its success, or nothing
   */
  record Step(
      String name, String status, String code, String message, Map<String, String> variables) {
    public Step {
      variables = Map.copyOf(variables);
    }

    boolean isRunning() {
      return status.equals("InProgress");
    }

    /**
     * How the submission ends, where this action is the reason that its execution failed.
     *
     * <p>CodePipeline gives the code {@code JobFailed} also when the function has reported nothing
     * in time, and says so.
     */
    Ending failure() {
      return code.equals("JobFailed") && !message.contains("failed to return a result")
          ? new Ending.Refused(message)
          : new Ending.Failed("%s failed (%s): %s".formatted(name, code, message));
    }
  }

  /** The newest executions, the newest first; all that can be running are among them. */
  List<Execution> newest();

  /** The actions of an execution so far, in the order in which they began. */
  List<Step> steps(String executionId);

  /** Why executions do not get from one stage to the next, if somebody has closed the way. */
  Optional<String> closed();
}
