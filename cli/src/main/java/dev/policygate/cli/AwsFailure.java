package dev.policygate.cli;

import dev.policygate.lambda.aws.AwsTrouble;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS cannot be asked, or says no; the message says what was tried, and what to check. */
final class AwsFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Where a signature does not match, AWS quotes the request, session token included. */
  private static final Set<String> NOT_TO_BE_QUOTED =
      Set.of("SignatureDoesNotMatch", "InvalidSignatureException");

  /** How S3 and other services say that a request was made for another Region. */
  private static final Set<String> OF_ANOTHER_REGION =
      Set.of(
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "IncompleteSignatureException",
          "PermanentRedirect",
          "TemporaryRedirect");

  private final Status status;
  private final boolean passing;

  private AwsFailure(Status status, boolean passing, String message) {
    super(message);
    this.status = status;
    this.passing = passing;
  }

  /** Something that was given, or is set, makes no sense: AWS was not even asked. */
  static AwsFailure setting(String message) {
    return new AwsFailure(Status.UNUSABLE, false, message);
  }

  /** AWS does not have what is needed, or not as it is needed. */
  static AwsFailure missing(String message) {
    return new AwsFailure(Status.FAILURE, false, message);
  }

  /**
   * What an exception of the SDK means.
   *
   * @param doing what was tried, as the rest of "cannot …"
   * @param check what to look at when AWS refuses
   */
  static AwsFailure of(SdkException e, String doing, String check) {
    String code = AwsTrouble.code(e);
    if (OF_ANOTHER_REGION.contains(code) || NOT_TO_BE_QUOTED.contains(code)) {
      return missing(
          "cannot %s: %s; check the Region (--region), which is the same for all of the gate, the credentials and the clock"
              .formatted(doing, code));
    }
    if (AwsTrouble.isRefusal(e) || AwsTrouble.isForbidden(e)) {
      return missing(
          "cannot %s: %s: %s; check %s"
              .formatted(doing, code, AwsTrouble.message((AwsServiceException) e), check));
    }
    if (e instanceof SdkClientException) {
      return new AwsFailure(
          Status.FAILURE, true, "cannot %s: %s".formatted(doing, Objects.toString(e.getMessage())));
    }
    return new AwsFailure(
        Status.FAILURE, true, "cannot %s: %s; AWS may do it later".formatted(doing, code));
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  Status status() {
    return status;
  }

  /** Whether the same may work a little later. */
  boolean isPassing() {
    return passing;
  }
}
