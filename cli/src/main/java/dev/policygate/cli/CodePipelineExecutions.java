package dev.policygate.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StopExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** The executions of a pipeline, by CodePipeline. */
record CodePipelineExecutions(CodePipelineClient client, String pipeline) implements Executions {

  /** A pipeline runs fifty executions at most; more than that are never waited for. */
  private static final int MOST = 100;

  @Override
  public List<Execution> newest() {
    return asking(
        "list the executions of the pipeline " + pipeline,
        "codepipeline:ListPipelineExecutions",
        () ->
            client
                .listPipelineExecutions(request -> request.pipelineName(pipeline).maxResults(MOST))
                .pipelineExecutionSummaries()
                .stream()
                .map(CodePipelineExecutions::execution)
                .toList());
  }

  private static Execution execution(PipelineExecutionSummary summary) {
    return new Execution(
        summary.pipelineExecutionId(),
        summary.statusAsString(),
        Optional.ofNullable(summary.stopTrigger())
            .map(StopExecutionTrigger::reason)
            .or(() -> Optional.ofNullable(summary.statusSummary()))
            .orElse(""),
        summary.sourceRevisions().stream()
            .map(SourceRevision::revisionId)
            .filter(Objects::nonNull)
            .toList());
  }

  @Override
  public List<Step> steps(String executionId) {
    return asking(
        "list the actions of the execution " + executionId,
        "codepipeline:ListActionExecutions",
        () ->
            client
                .listActionExecutions(
                    request ->
                        request
                            .pipelineName(pipeline)
                            .filter(filter -> filter.pipelineExecutionId(executionId)))
                .actionExecutionDetails()
                .reversed()
                .stream()
                .map(CodePipelineExecutions::step)
                .toList());
  }

  private static Step step(ActionExecutionDetail detail) {
    Optional<ActionExecutionOutput> output = Optional.ofNullable(detail.output());
    Optional<ActionExecutionResult> result = output.map(ActionExecutionOutput::executionResult);
    return new Step(
        detail.stageName() + "/" + detail.actionName(),
        detail.statusAsString(),
        result
            .map(ActionExecutionResult::errorDetails)
            .map(error -> Objects.toString(error.code(), ""))
            .orElse(""),
        result
            .map(ActionExecutionResult::errorDetails)
            .map(error -> Objects.toString(error.message(), ""))
            .or(() -> result.map(ActionExecutionResult::externalExecutionSummary))
            .orElse(""),
        output.map(ActionExecutionOutput::outputVariables).orElse(Map.of()));
  }

  @Override
  public Optional<String> closed() {
    return asking(
        "read the state of the pipeline " + pipeline,
        "codepipeline:GetPipelineState",
        () ->
            client.getPipelineState(request -> request.name(pipeline)).stageStates().stream()
                .filter(CodePipelineExecutions::isClosed)
                .map(
                    stage ->
                        "the transition into the stage %s is disabled: %s"
                            .formatted(
                                stage.stageName(),
                                Objects.toString(
                                    stage.inboundTransitionState().disabledReason(), "")))
                .findFirst());
  }

  private static boolean isClosed(StageState stage) {
    TransitionState transition = stage.inboundTransitionState();
    return transition != null && Boolean.FALSE.equals(transition.enabled());
  }

  private static <T> T asking(String doing, String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw AwsFailure.of(
          e, doing, "that you may %s, and that Region and pipeline are right".formatted(action));
    }
  }
}
