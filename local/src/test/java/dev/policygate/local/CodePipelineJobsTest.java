package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.FailureDetails;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;

/** What a job's result may look like, and who may give it. */
class CodePipelineJobsTest {
  private final GatePipeline gate = new GatePipeline();
  private final CodePipelineClient client = gate.codePipeline();
  private String id = "";

  @BeforeEach
  void startJob() {
    gate.upload("content");
    id = gate.nextJob().id();
  }

  @AfterEach
  void close() {
    gate.close();
  }

  private void succeed(Consumer<PutJobSuccessResultRequest.Builder> details) {
    client.putJobSuccessResult(b -> details.accept(b.jobId(id)));
  }

  private void fail(Consumer<FailureDetails.Builder> details) {
    client.putJobFailureResult(
        b -> b.jobId(id).failureDetails(d -> details.accept(d.type("JobFailed").message("m"))));
  }

  private static void assertInvalid(Runnable call, String message) {
    assertError(call::run, 400, "ValidationException", "1 validation error detected: " + message);
  }

  @Test
  void aJobEndsOnce() {
    fail(_ -> {});
    String message = "The job " + id + " is not in progress: its state is Failed";
    assertError(() -> succeed(_ -> {}), 400, "InvalidJobStateException", message);
    assertError(() -> fail(_ -> {}), 400, "InvalidJobStateException", message);
  }

  @Test
  void unknownJobsAreUnknown() {
    String unknown = "00000000-0000-0000-0000-000000000000";
    assertError(
        () -> client.putJobSuccessResult(b -> b.jobId(unknown)),
        400,
        "JobNotFoundException",
        "The job " + unknown + " does not exist");
    assertInvalid(
        () -> client.putJobSuccessResult(b -> b.jobId(id.toUpperCase(Locale.ROOT))),
        "Value '"
            + id.toUpperCase(Locale.ROOT)
            + "' at 'jobId' failed to satisfy constraint: Member must satisfy regular expression"
            + " pattern: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  }

  @Test
  void anotherAccountHasNoSuchJob() {
    assertError(
        () ->
            gate.accounts()
                .securityAdministrator()
                .codePipeline()
                .putJobSuccessResult(b -> b.jobId(id)),
        400,
        "JobNotFoundException");
  }

  @Test
  void reportingNeedsPermission() {
    CodePipelineClient reporter =
        gate.accounts()
            .role("reporter", allow("codepipeline:PutJobFailureResult", "*"))
            .codePipeline();
    assertError(
        () -> reporter.putJobSuccessResult(b -> b.jobId(id)),
        400,
        "AccessDeniedException",
        "User: arn:aws:sts::222222222222:assumed-role/reporter/test is not authorized to perform:"
            + " codepipeline:PutJobSuccessResult because no identity-based policy allows the"
            + " codepipeline:PutJobSuccessResult action");
    reporter.putJobFailureResult(
        b -> b.jobId(id).failureDetails(d -> d.type("PermissionError").message("m")));
  }

  @Test
  void messagesHaveTheirLength() {
    assertInvalid(
        () -> fail(d -> d.message("")),
        "Value '' at 'failureDetails.message' failed to satisfy constraint: Member must have"
            + " length greater than or equal to 1");
    assertInvalid(
        () -> fail(d -> d.message("m".repeat(5001))),
        "Value '"
            + "m".repeat(5001)
            + "' at 'failureDetails.message' failed to satisfy constraint: Member must have length"
            + " less than or equal to 5000");
    // Characters are counted, not the halves of those that Java keeps as two.
    fail(d -> d.message("\uD83D\uDE00".repeat(5000)));
  }

  @Test
  void failuresHaveATypeAndAMessage() {
    assertInvalid(
        () -> fail(d -> d.type("Other")),
        "Value 'Other' at 'failureDetails.type' failed to satisfy constraint: Member must satisfy"
            + " enum value set: [JobFailed, ConfigurationError, PermissionError,"
            + " RevisionOutOfSync, RevisionUnavailable, SystemUnavailable]");
    assertInvalid(
        () -> client.putJobFailureResult(b -> b.jobId(id)),
        "Value null at 'failureDetails' failed to satisfy constraint: Member must not be null");
    assertInvalid(
        () -> client.putJobFailureResult(b -> b.jobId(id).failureDetails(d -> d.message("m"))),
        "Value null at 'failureDetails.type' failed to satisfy constraint: Member must not be"
            + " null");
    assertError(
        () -> fail(d -> d.externalExecutionId("x".repeat(1501))), 400, "ValidationException");
  }

  @Test
  void detailsHaveTheirBounds() {
    for (Consumer<PutJobSuccessResultRequest.Builder> details :
        List.<Consumer<PutJobSuccessResultRequest.Builder>>of(
            b -> b.executionDetails(d -> d.summary("")),
            b -> b.executionDetails(d -> d.summary("s".repeat(2049))),
            b -> b.executionDetails(d -> d.externalExecutionId("s".repeat(1501))),
            b -> b.executionDetails(d -> d.percentComplete(101)),
            b -> b.executionDetails(d -> d.percentComplete(-1)),
            b -> b.continuationToken(""),
            b -> b.continuationToken("t".repeat(2049)),
            b -> b.currentRevision(r -> r.revision("r")),
            b -> b.currentRevision(r -> r.revision("r").changeIdentifier("c".repeat(101))),
            b -> b.outputVariables(Map.of("no blank", "v")),
            b -> b.outputVariables(Map.of("", "v")),
            b -> b.continuationToken("t").outputVariables(Map.of("k", "v")))) {
      assertError(() -> succeed(details), 400, "ValidationException");
    }
    succeed(
        b ->
            b.executionDetails(d -> d.summary("s".repeat(2048)).percentComplete(0))
                .currentRevision(r -> r.revision("r").changeIdentifier("c"))
                .outputVariables(Map.of("A-z_0@9", "")));
  }

  @Test
  void outputVariablesHaveAQuotaTogether() {
    String half = "\u00e4".repeat(30_719);
    assertError(
        () -> succeed(b -> b.outputVariables(Map.of("a", half, "bcd", half + "x"))),
        400,
        "OutputVariablesSizeExceededException");
    succeed(b -> b.outputVariables(Map.of("a", half, "bcd", half)));
    gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 1);
    assertThat(gate.recorder().steps()).endsWith("EXECUTION_SUCCEEDED");
  }
}
