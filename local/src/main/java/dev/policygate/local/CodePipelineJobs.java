package dev.policygate.local;

import static dev.policygate.local.JsonService.operation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** CodePipeline's operations on jobs: how a function says what became of its work. */
final class CodePipelineJobs {
  private static final int VARIABLES_QUOTA = 122_880;

  private final Pipelines pipelines;
  private final Guard guard;

  CodePipelineJobs(Pipelines pipelines, Guard guard) {
    this.pipelines = pipelines;
    this.guard = guard;
  }

  Map<String, JsonService.Operation> operations() {
    return Map.of(
        "PutJobSuccessResult",
        operation(
            this::putSuccess,
            "jobId",
            "currentRevision",
            "continuationToken",
            "executionDetails",
            "outputVariables"),
        "PutJobFailureResult",
        operation(this::putFailure, "jobId", "failureDetails"));
  }

  private JsonFields putSuccess(Caller caller, JsonInput input) {
    String id = input.required("jobId", Constraint.JOB_ID);
    checkRevision(input);
    Optional<String> token = input.optional("continuationToken", Constraint.length(1, 2048));
    Job.Details details =
        input
            .object("executionDetails", "summary", "externalExecutionId", "percentComplete")
            .map(CodePipelineJobs::details)
            .orElse(Job.Details.NONE);
    Map<String, String> variables = input.texts("outputVariables", Constraint.VARIABLE_NAME);
    if (token.isPresent() && !variables.isEmpty()) {
      throw CommonError.INVALID_INPUT.because(
          "Output variables cannot be given together with a continuation token");
    }
    Job job = running(caller, id, "PutJobSuccessResult");
    if (size(variables) > VARIABLES_QUOTA) {
      throw new AwsError(
          400,
          "OutputVariablesSizeExceededException",
          "The output variables hold more than %d bytes".formatted(VARIABLES_QUOTA));
    }
    job.end(
        token
            .<Job.Result>map(next -> new Job.Continued(details, next))
            .orElse(new Job.Succeeded(details, variables)));
    return new JsonFields();
  }

  private JsonFields putFailure(Caller caller, JsonInput input) {
    String id = input.required("jobId", Constraint.JOB_ID);
    JsonInput details =
        input.requiredObject("failureDetails", "type", "message", "externalExecutionId");
    Job.Failed failed =
        new Job.Failed(
            details.oneOf(
                "type",
                "JobFailed",
                "ConfigurationError",
                "PermissionError",
                "RevisionOutOfSync",
                "RevisionUnavailable",
                "SystemUnavailable"),
            details.required("message", Constraint.length(1, 5000)),
            details.optional("externalExecutionId", Constraint.length(1, 1500)));
    running(caller, id, "PutJobFailureResult").end(failed);
    return new JsonFields();
  }

  /** The job, if the caller may report on it and it still waits for a result. */
  private Job running(Caller caller, String id, String action) {
    guard.require(caller, Wish.toAny("codepipeline:" + action, caller.accountId()));
    Job job =
        pipelines.of(caller.accountId()).stream()
            .flatMap(state -> state.job(id).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsError(
                        400, "JobNotFoundException", "The job %s does not exist".formatted(id)));
    job.result()
        .ifPresent(
            result -> {
              throw new AwsError(
                  400,
                  "InvalidJobStateException",
                  "The job %s is not in progress: its state is %s".formatted(id, result.word()));
            });
    return job;
  }

  private static Job.Details details(JsonInput details) {
    return new Job.Details(
        details.optional("summary", Constraint.length(1, 2048)),
        details.optional("externalExecutionId", Constraint.length(1, 1500)),
        details.number("percentComplete", 0, 100));
  }

  /** A revision means something to source actions only: it is checked, and then left alone. */
  private static void checkRevision(JsonInput input) {
    input
        .object("currentRevision", "revision", "changeIdentifier", "created", "revisionSummary")
        .ifPresent(
            revision -> {
              revision.required("revision", Constraint.length(1, 1500));
              revision.required("changeIdentifier", Constraint.length(1, 100));
              revision.optional("revisionSummary", Constraint.length(1, 2048));
            });
  }

  private static int size(Map<String, String> variables) {
    return variables.entrySet().stream()
        .mapToInt(entry -> utf8(entry.getKey()) + utf8(entry.getValue()))
        .sum();
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
