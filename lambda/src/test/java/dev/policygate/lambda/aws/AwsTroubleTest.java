package dev.policygate.lambda.aws;

import static dev.policygate.lambda.FailureType.CONFIGURATION_ERROR;
import static dev.policygate.lambda.FailureType.PERMISSION_ERROR;
import static dev.policygate.lambda.FailureType.SYSTEM_UNAVAILABLE;
import static dev.policygate.lambda.aws.AwsErrors.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.lambda.FailureType;
import dev.policygate.lambda.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsTroubleTest {

  private static void means(SdkException e, FailureType type, String message) {
    Trouble trouble = AwsTrouble.of(e, "do it", "this");
    assertThat(trouble).hasMessage(message).hasNoCause();
    assertThat(trouble.type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied",
    "400, AccessDeniedException",
    "403, ExpiredToken",
    "400, ExpiredTokenException",
    "403, InvalidClientTokenId",
    "403, InvalidAccessKeyId",
    "400, InvalidToken",
    "403, SignatureDoesNotMatch",
    "400, UnrecognizedClientException",
    "403, WhateverIsForbidden"
  })
  void whatIsForbiddenIsAPermissionError(int status, String code) {
    means(error(status, code), PERMISSION_ERROR, "cannot do it: %s; check this".formatted(code));
  }

  @ParameterizedTest
  @CsvSource({"404, NoSuchKey", "400, ValidationError", "409, EntityTemporarilyUnmodifiable"})
  void whatIsRefusedIsAConfigurationError(int status, String code) {
    means(error(status, code), CONFIGURATION_ERROR, "cannot do it: %s; check this".formatted(code));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling",
    "400, ThrottlingException",
    "400, RequestLimitExceeded",
    "429, TooManyRequestsException",
    "503, SlowDown",
    "500, InternalFailure",
    "500, ServiceFailure",
    "503, ServiceUnavailable",
    "409, ConcurrentModification",
    "400, RequestTimeout"
  })
  void whatPassesIsUnavailable(int status, String code) {
    means(
        error(status, code),
        SYSTEM_UNAVAILABLE,
        "cannot do it for now: %s; start the pipeline again".formatted(code));
  }

  @Test
  void silenceIsUnavailable() {
    means(
        SdkClientException.create("Unable to reach CANARY"),
        SYSTEM_UNAVAILABLE,
        "cannot do it for now: SdkClientException; start the pipeline again");
    means(
        ApiCallTimeoutException.create(1),
        SYSTEM_UNAVAILABLE,
        "cannot do it for now: ApiCallTimeoutException; start the pipeline again");
  }
}
