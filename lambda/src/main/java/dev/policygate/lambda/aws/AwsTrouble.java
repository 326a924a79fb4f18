package dev.policygate.lambda.aws;

import dev.policygate.lambda.Trouble;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an exception of the SDK means for a job. Its own text may name principals, so it is not
 * shown.
 */
final class AwsTrouble {

  private static final Set<String> FORBIDDEN =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidToken",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private AwsTrouble() {}

  /** Whether AWS said no, and will again. */
  static boolean isForbidden(SdkException e) {
    return e instanceof AwsServiceException service
        && (FORBIDDEN.contains(code(service)) || service.statusCode() == 403);
  }

  /** Whether AWS answered that the request itself cannot be done. */
  static boolean isRefusal(SdkException e) {
    return e instanceof AwsServiceException service
        && service.statusCode() >= 400
        && service.statusCode() < 500
        && !service.isThrottlingException();
  }

  static String code(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : e.getClass().getSimpleName();
  }

  /** IAM's own words, without the request's id. */
  static String message(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorMessage())
        : String.valueOf(e.getMessage());
  }

  /**
   * The trouble that an exception is.
   *
   * @param doing what was tried, as the rest of "cannot …"
   * @param check what to look at when it is forbidden or refused
   */
  static Trouble of(SdkException e, String doing, String check) {
    if (isForbidden(e)) {
      return Trouble.permission("cannot %s: %s; check %s".formatted(doing, code(e), check), e);
    }
    if (isRefusal(e)) {
      return Trouble.configuration("cannot %s: %s; check %s".formatted(doing, code(e), check), e);
    }
    return Trouble.unavailable(
        "cannot %s for now: %s; start the pipeline again".formatted(doing, code(e)), e);
  }
}
