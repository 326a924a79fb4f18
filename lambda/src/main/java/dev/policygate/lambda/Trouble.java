package dev.policygate.lambda;

import java.util.Objects;

/**
 * Why a job cannot be done, in words that may be shown to whoever started it.
 *
 * <p>It has no cause: what the SDK says may quote a request with its credentials, and whatever
 * leaves the function is written to its log with all its causes.
 */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final FailureType type;

  private Trouble(FailureType type, String message) {
    super(message);
    this.type = type;
  }

  /** Something is missing or makes no sense; {@code message} says what to check. */
  public static Trouble configuration(String message) {
    return new Trouble(FailureType.CONFIGURATION_ERROR, message);
  }

  /** Something is forbidden; {@code message} says what to check. */
  public static Trouble permission(String message) {
    return new Trouble(FailureType.PERMISSION_ERROR, message);
  }

  /** AWS does not answer as it should. */
  public static Trouble unavailable(String message) {
    return new Trouble(FailureType.SYSTEM_UNAVAILABLE, message);
  }

  /** The author of the bundle can mend it. */
  public static Trouble ofTheBundle(String message) {
    return new Trouble(FailureType.JOB_FAILED, message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public FailureType type() {
    return type;
  }

  /** What this trouble makes of the job. */
  public JobResult.Failed result() {
    return new JobResult.Failed(type, getMessage());
  }
}
