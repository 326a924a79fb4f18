package dev.policygate.local;

import static dev.policygate.local.JsonService.operation;

import java.util.Map;
import java.util.Optional;

/** CodePipeline's operations by which people hold executions up. */
final class CodePipelineControls {
  private static final Constraint REASON =
      new Constraint(1, 300, "[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+");

  private final Pipelines pipelines;
  private final Guard guard;
  private final String region;

  CodePipelineControls(Pipelines pipelines, Guard guard, String region) {
    this.pipelines = pipelines;
    this.guard = guard;
    this.region = region;
  }

  Map<String, JsonService.Operation> operations() {
    return Map.of(
        "StopPipelineExecution",
        operation(this::stop, "pipelineName", "pipelineExecutionId", "abandon", "reason"),
        "DisableStageTransition",
        operation(this::disable, "pipelineName", "stageName", "transitionType", "reason"),
        "EnableStageTransition",
        operation(this::enable, "pipelineName", "stageName", "transitionType"));
  }

  private JsonFields stop(Caller caller, JsonInput input) {
    String name = input.required("pipelineName", Constraint.PIPELINE);
    String id = input.required("pipelineExecutionId", Constraint.JOB_ID);
    Execution.Stop stop =
        new Execution.Stop(
            input.flag("abandon"), input.optional("reason", Constraint.length(0, 200)));
    require(caller, "StopPipelineExecution", name);
    Execution execution =
        pipelines
            .required(caller.accountId(), name)
            .execution(id)
            .orElseThrow(() -> notStoppable("The pipeline has no execution with id " + id));
    switch (execution.status()) {
      case IN_PROGRESS -> execution.stop(stop, pipelines.now());
      case STOPPING -> {
        if (execution.isAbandoned() || !stop.abandon()) {
          throw new AwsError(
              400,
              "DuplicatedStopRequestException",
              "The execution %s stops already".formatted(id));
        }
        execution.stop(stop, pipelines.now());
      }
      case SUCCEEDED, FAILED, STOPPED, ABANDONED ->
          throw notStoppable("The execution %s is not in progress".formatted(id));
    }
    return new JsonFields().text("pipelineExecutionId", id);
  }

  private static AwsError notStoppable(String message) {
    return new AwsError(400, "PipelineExecutionNotStoppableException", message);
  }

  private JsonFields disable(Caller caller, JsonInput input) {
    return set(
        caller, input, "DisableStageTransition", Optional.of(input.required("reason", REASON)));
  }

  private JsonFields enable(Caller caller, JsonInput input) {
    return set(caller, input, "EnableStageTransition", Optional.empty());
  }

  private JsonFields set(
      Caller caller, JsonInput input, String action, Optional<String> disabledReason) {
    String name = input.required("pipelineName", Constraint.PIPELINE);
    String stage = input.required("stageName", Constraint.PIPELINE);
    if (input.oneOf("transitionType", "Inbound", "Outbound").equals("Outbound")) {
      throw CommonError.UNKNOWN_OPERATION.because(
          "The embedded AWS knows the way into a stage alone: Inbound");
    }
    require(caller, action, name + "/" + stage);
    PipelineState state = pipelines.required(caller.accountId(), name);
    Pipeline pipeline = state.pipeline();
    if (stage.equals(pipeline.source().stage())) {
      throw CommonError.UNKNOWN_OPERATION.because(
          "The embedded AWS knows no way into the first stage, which executions begin in");
    }
    if (!stage.equals(pipeline.invoke().stage())) {
      throw new AwsError(
          400,
          "StageNotFoundException",
          "Pipeline '%s' does not contain a stage with name '%s'".formatted(name, stage));
    }
    state.set(stage, new PipelineState.Transition(disabledReason, caller.arn(), pipelines.now()));
    return new JsonFields();
  }

  private void require(Caller caller, String action, String resource) {
    String account = caller.accountId();
    guard.require(
        caller,
        Wish.to(
            "codepipeline:" + action,
            "arn:aws:codepipeline:%s:%s:%s".formatted(region, account, resource),
            account));
  }
}
