package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asserts errors as clients see them. */
final class Errors {
  private Errors() {}

  static void assertError(ThrowingCallable call, int status, String code, String message) {
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(call)
        .extracting(
            AwsServiceException::statusCode,
            e -> e.awsErrorDetails().errorCode(),
            e -> e.awsErrorDetails().errorMessage())
        .containsExactly(status, code, message);
  }

  /** For messages that only AWS itself can word. */
  static void assertError(ThrowingCallable call, int status, String code) {
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(call)
        .extracting(AwsServiceException::statusCode, e -> e.awsErrorDetails().errorCode())
        .containsExactly(status, code);
  }

  static void assertDenied(
      ThrowingCallable call, String arn, String action, String resource, String reason) {
    assertError(
        call,
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: %s on resource: %s%s"
            .formatted(arn, action, resource, reason));
  }
}
