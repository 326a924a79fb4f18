package dev.policygate.lambda;

/**
 * Who can mend a failure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html">CodePipeline
 *     API reference, FailureDetails</a>
 */
public enum FailureType {
  /** The account administrator, by another bundle. */
  JOB_FAILED("JobFailed"),
  /** Whoever set the gate up: something is missing or makes no sense. */
  CONFIGURATION_ERROR("ConfigurationError"),
  /** Whoever set the gate up: something is forbidden. */
  PERMISSION_ERROR("PermissionError"),
  /** AWS, by itself: start the execution again. */
  SYSTEM_UNAVAILABLE("SystemUnavailable");

  private final String text;

  FailureType(String text) {
    this.text = text;
  }

  /** As CodePipeline spells it. */
  public String text() {
    return text;
  }
}
