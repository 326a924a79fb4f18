package dev.policygate.lambda.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.IamException;

/** Answers of AWS that are errors. */
final class AwsErrors {

  private AwsErrors() {}

  static AwsServiceException error(int status, String code) {
    return error(IamException.builder(), status, code, "AWS says CANARY");
  }

  /** An error of a class of its own. */
  static <B extends AwsServiceException.Builder> AwsServiceException error(
      B builder, int status, String code, String message) {
    return builder
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .message(message)
        .build();
  }
}
