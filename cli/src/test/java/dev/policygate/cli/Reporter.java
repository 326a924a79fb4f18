package dev.policygate.cli;

import dev.policygate.lambda.FailureReporter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The failure reporter of a scene, told of failed invocations as Lambda tells it. */
final class Reporter {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final FunctionHost.Deployment deployment;
  private final FailureReporter function;

  Reporter(Scene scene) {
    deployment =
        scene.deployment("PolicyCheckerFailureReporter", "policy-checker-failure-reporter-role");
    function =
        new FailureReporter(
            deployment.environment(),
            new PrintStream(log, true, StandardCharsets.UTF_8),
            InstantSource.system());
  }

  /** Lambda has given up on an invocation with this event. */
  void hear(String event) throws IOException {
    String told =
        """
        {"version": "1.0",
         "timestamp": "2026-11-22T10:00:00.000Z",
         "requestContext": {
           "requestId": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
           "functionArn": "arn:aws:lambda:us-east-1:111111111111:function:PolicyChecker:$LATEST",
           "condition": "RetriesExhausted",
           "approximateInvokeCount": 2},
         "requestPayload": %s,
         "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
         "responsePayload": {"errorMessage": "2026-11-22T10:00:00Z Task timed out after 120.00 seconds"}}
        """
            .formatted(event);
    function.handleRequest(
        new ByteArrayInputStream(told.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        new InProcess.FunctionContext(deployment.functionArn()));
  }

  /** What the reporter wrote. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
