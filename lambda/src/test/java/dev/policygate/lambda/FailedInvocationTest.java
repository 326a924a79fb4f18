package dev.policygate.lambda;

import static dev.policygate.lambda.Surroundings.CLAIM;
import static dev.policygate.lambda.Surroundings.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedInvocationTest {

  static final String REQUEST_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

  private static final String EVENT =
      """
      {"CodePipeline.job": {
        "id": "%s",
        "accountId": "%s",
        "data": {
          "inputArtifacts": [{"name": "SourceArtifact", "revision": null, "location":
            {"type": "S3", "s3Location": {"bucketName": "bucket", "objectKey": "key"}}}],
          "artifactCredentials": {"accessKeyId": "AKID", "secretAccessKey": "SECRET", "sessionToken": "TOKEN"}}}}
      """
          .formatted(CLAIM.jobId(), CLAIM.accountId());

  /** What Lambda sends to a destination. */
  static String told(String requestId, String event) {
    return """
    {"version": "1.0",
     "timestamp": "2026-11-22T10:00:00.000Z",
     "requestContext": {
       "requestId": "%s",
       "functionArn": "arn:aws:lambda:eu-west-1:111111111111:function:PolicyChecker:$LATEST",
       "condition": "RetriesExhausted",
       "approximateInvokeCount": 2},
     "requestPayload": %s,
     "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
     "responsePayload": {"errorMessage": "2026-11-22T10:00:00Z Task timed out after 120.00 seconds"}}
    """
        .formatted(requestId, event);
  }

  @Test
  void holdsTheJobOfTheInvocation() {
    assertThat(FailedInvocation.read(told(REQUEST_ID, EVENT)))
        .contains(new FailedInvocation(REQUEST_ID, new JobEvent.Job(JOB)));
  }

  @Test
  void showsNothingOfTheEvent() {
    assertThat(FailedInvocation.read(told(REQUEST_ID, EVENT)).orElseThrow())
        .hasToString("FailedInvocation[" + REQUEST_ID + "]");
  }

  @Test
  void mayBeOfWhatWasNoJob() {
    assertThat(FailedInvocation.read(told(REQUEST_ID, "{}")).orElseThrow().job())
        .isInstanceOf(JobEvent.Foreign.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"requestContext\": {}, \"requestPayload\": {}}",
        "{\"requestContext\": {\"requestId\": 1}, \"requestPayload\": {}}",
        "{\"requestContext\": {\"requestId\": \"<script>\"}, \"requestPayload\": {}}",
        "{\"requestContext\": {\"requestId\": \"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\"}}",
        "{\"requestContext\": {\"requestId\": \"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\"}, \"requestPayload\": []}",
      })
  void isNothingElse(String text) {
    assertThat(FailedInvocation.read(text)).isEmpty();
  }

  @Test
  void isNoJobByItself() {
    assertThat(FailedInvocation.read(EVENT)).isEmpty();
  }
}
