package dev.policygate.lambda.aws;

import dev.policygate.lambda.Trouble;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an exception of the SDK means for a job. Its own text is not shown, nor is it kept as a
 * cause: where a signature does not match, AWS quotes the whole request, session token included.
 */
public final class AwsTrouble {

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

  /** Codes of answers that look like refusals, and yet the same request may do next time. */
  private static final Set<String> PASSING =
      Set.of("RequestTimeout", "RequestTimeoutException", "ConcurrentModification");

  private AwsTrouble() {}

  /** Whether AWS said no, and will again. */
  public static boolean isForbidden(SdkException e) {
    return e instanceof AwsServiceException service
        && (FORBIDDEN.contains(code(service)) || service.statusCode() == 403);
  }

  /** Whether AWS answered that the request itself cannot be done. */
  public static boolean isRefusal(SdkException e) {
    return e instanceof AwsServiceException service
        && service.statusCode() >= 400
        && service.statusCode() < 500
        && !service.isThrottlingException()
        && !PASSING.contains(code(service));
  }

  /** What AWS calls the error; the name of the exception where it was not AWS that answered. */
  public static String code(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : e.getClass().getSimpleName();
  }

  /**
   * AWS's own words, without the request's id. Where a signature does not match they quote the
   * request.
   */
  public static String message(AwsServiceException e) {
    return e.awsErrorDetails() == null
        ? code(e)
        : String.valueOf(e.awsErrorDetails().errorMessage());
  }

  /**
   * The trouble that an exception is.
   *
   * @param doing what was tried, as the rest of "cannot …"
   * @param check what to look at when it is forbidden or refused
   */
  static Trouble of(SdkException e, String doing, String check) {
    if (isForbidden(e)) {
      return Trouble.permission("cannot %s: %s; check %s".formatted(doing, code(e), check));
    }
    if (isRefusal(e)) {
      return Trouble.configuration("cannot %s: %s; check %s".formatted(doing, code(e), check));
    }
    return Trouble.unavailable(
        "cannot %s for now: %s; start the pipeline again".formatted(doing, code(e)));
  }
}
