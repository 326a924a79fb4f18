package dev.policygate.lambda;

/** Why a job cannot be done, in words that may be shown to whoever started it. */
public final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final FailureType type;

  private Trouble(FailureType type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  private Trouble(FailureType type, String message) {
    super(message);
    this.type = type;
  }

  /** Something is missing or makes no sense; {@code message} says what to check. */
  public static Trouble configuration(String message) {
    return new Trouble(FailureType.CONFIGURATION_ERROR, message);
  }

  /** Something is forbidden; {@code message} says what to check. */
  public static Trouble permission(String message, Throwable cause) {
    return new Trouble(FailureType.PERMISSION_ERROR, message, cause);
  }

  /** AWS does not answer as it should. */
  public static Trouble unavailable(String message, Throwable cause) {
    return new Trouble(FailureType.SYSTEM_UNAVAILABLE, message, cause);
  }

  /** Something is missing or makes no sense; {@code message} says what to check. */
  public static Trouble configuration(String message, Throwable cause) {
    return new Trouble(FailureType.CONFIGURATION_ERROR, message, cause);
  }

  /** The author of the bundle can mend it. */
  public static Trouble ofTheBundle(String message) {
    return new Trouble(FailureType.JOB_FAILED, message);
  }

  public FailureType type() {
    return type;
  }

  /** What this trouble makes of the job. */
  public JobResult.Failed result() {
    return new JobResult.Failed(type, String.valueOf(getMessage()));
  }
}
