package dev.policygate.local;

import java.time.Instant;
import java.util.Optional;

/**
 * Hears of everything that happens, one event at a time and in order. Events hold no secrets.
 *
 * <p>Nothing else happens in the embedded AWS meanwhile: a timeline must not call it, nor wait.
 */
@FunctionalInterface
public interface Timeline {

  /** Is told of {@code event} before any client can know of it; must not throw. */
  void happened(Event event);

  /** Something that happened. */
  sealed interface Event {
    Instant at();
  }

  /**
   * A call was answered.
   *
   * @param service such as {@code iam}
   * @param operation such as {@code CreatePolicy}
   * @param principal the caller's ARN; empty when nobody could be made out
   * @param error the error's code; empty when the call succeeded
   * @param status the HTTP status; 0 when the answer was lost on purpose
   */
  record CallAnswered(
      Instant at,
      String service,
      String operation,
      Optional<String> principal,
      int status,
      Optional<String> error)
      implements Event {}

  /**
   * A pipeline went a step on.
   *
   * @param stage the stage; empty for steps of the whole execution
   * @param action the action; empty for steps of the whole execution
   * @param summary a line for people: what was found, or why it failed
   */
  record PipelineStepped(
      Instant at,
      String pipeline,
      String executionId,
      Optional<String> stage,
      Optional<String> action,
      Step step,
      String summary)
      implements Event {}

  /** The steps of a pipeline. */
  enum Step {
    EXECUTION_STARTED,
    ACTION_STARTED,
    FUNCTION_DIED,
    ACTION_SUCCEEDED,
    ACTION_FAILED,
    ACTION_ABANDONED,
    EXECUTION_SUCCEEDED,
    EXECUTION_FAILED,
    EXECUTION_STOPPED;

    /** Whether an execution has come to its end. */
    public boolean isEnd() {
      return this == EXECUTION_SUCCEEDED || this == EXECUTION_FAILED || this == EXECUTION_STOPPED;
    }
  }
}
