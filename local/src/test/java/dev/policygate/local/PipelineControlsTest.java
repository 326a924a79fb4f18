package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** How people hold executions up. */
class PipelineControlsTest {
  private final GatePipeline gate = new GatePipeline();
  private final CodePipelineClient pipelines = gate.codePipeline();

  @AfterEach
  void stop() {
    gate.close();
  }

  private PipelineExecutionSummary execution(int index) {
    return pipelines
        .listPipelineExecutions(b -> b.pipelineName(GatePipeline.NAME))
        .pipelineExecutionSummaries()
        .reversed()
        .get(index);
  }

  private StopPipelineExecutionRequest stopping(int index, boolean abandon) {
    return StopPipelineExecutionRequest.builder()
        .pipelineName(GatePipeline.NAME)
        .pipelineExecutionId(execution(index).pipelineExecutionId())
        .abandon(abandon)
        .reason("not now")
        .build();
  }

  private void disable() {
    pipelines.disableStageTransition(
        b ->
            b.pipelineName(GatePipeline.NAME)
                .stageName("Invoke")
                .transitionType(StageTransitionType.INBOUND)
                .reason("maintenance until 5"));
  }

  private TransitionState transition() {
    return pipelines
        .getPipelineState(b -> b.name(GatePipeline.NAME))
        .stageStates()
        .getLast()
        .inboundTransitionState();
  }

  private ActionExecutionStatus lastAction() {
    return pipelines
        .listActionExecutions(b -> b.pipelineName(GatePipeline.NAME))
        .actionExecutionDetails()
        .getFirst()
        .status();
  }

  @Test
  void anExecutionThatIsAbandonedEndsAtOnceAndItsJobTakesNoResult() throws Exception {
    gate.upload("content");
    GatePipeline.Job job = gate.nextJob();
    pipelines.stopPipelineExecution(stopping(0, true));
    gate.recorder().await(Timeline.Step.EXECUTION_STOPPED, 1);
    assertThat(execution(0).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
    assertThat(execution(0).stopTrigger().reason()).isEqualTo("not now");
    assertThat(lastAction()).isEqualTo(ActionExecutionStatus.ABANDONED);
    assertError(
        () -> pipelines.putJobSuccessResult(b -> b.jobId(job.id())),
        400,
        "InvalidJobStateException");
  }

  @Test
  void anExecutionThatStopsWaitsForItsAction() throws Exception {
    gate.upload("content");
    GatePipeline.Job job = gate.nextJob();
    pipelines.stopPipelineExecution(stopping(0, false));
    assertThat(execution(0).status()).isEqualTo(PipelineExecutionStatus.STOPPING);
    assertError(
        () -> pipelines.stopPipelineExecution(stopping(0, false)),
        400,
        "DuplicatedStopRequestException");
    pipelines.putJobSuccessResult(b -> b.jobId(job.id()));
    gate.recorder().await(Timeline.Step.EXECUTION_STOPPED, 1);
    assertThat(lastAction()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    assertError(
        () -> pipelines.stopPipelineExecution(stopping(0, true)),
        400,
        "PipelineExecutionNotStoppableException");
  }

  @Test
  void anExecutionThatWaitsForItsTurnNeverBegins() throws Exception {
    gate.upload("first");
    GatePipeline.Job job = gate.nextJob();
    gate.upload("second");
    pipelines.stopPipelineExecution(stopping(1, false));
    assertThat(execution(1).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
    pipelines.putJobSuccessResult(b -> b.jobId(job.id()));
    gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 1);
    gate.upload("third");
    gate.nextJob();
    assertThat(execution(1).sourceRevisions()).isEmpty();
  }

  @Test
  void executionsWaitAtATransitionUntilItIsEnabled() {
    disable();
    gate.upload("content");
    assertThat(transition().enabled()).isFalse();
    assertThat(transition().disabledReason()).isEqualTo("maintenance until 5");
    assertThat(transition().lastChangedBy())
        .isEqualTo("arn:aws:iam::222222222222:user/administrator");
    assertThat(gate.hasJob()).isFalse();
    pipelines.enableStageTransition(
        b ->
            b.pipelineName(GatePipeline.NAME)
                .stageName("Invoke")
                .transitionType(StageTransitionType.INBOUND));
    gate.nextJob();
    assertThat(transition().enabled()).isTrue();
    assertThat(transition().disabledReason()).isNull();
  }

  @Test
  void anExecutionStopsAtATransition() throws Exception {
    disable();
    gate.upload("content");
    gate.recorder().await(Timeline.Step.ACTION_SUCCEEDED, 1);
    pipelines.stopPipelineExecution(stopping(0, false));
    gate.recorder().await(Timeline.Step.EXECUTION_STOPPED, 1);
    assertThat(gate.hasJob()).isFalse();
  }

  @Test
  void whatIsNotThereIsNotHeldUp() {
    assertError(
        () ->
            pipelines.stopPipelineExecution(
                b ->
                    b.pipelineName(GatePipeline.NAME)
                        .pipelineExecutionId("00000000-0000-0000-0000-000000000000")),
        400,
        "PipelineExecutionNotStoppableException");
    assertError(
        () ->
            pipelines.enableStageTransition(
                b ->
                    b.pipelineName(GatePipeline.NAME)
                        .stageName("Deploy")
                        .transitionType(StageTransitionType.INBOUND)),
        400,
        "StageNotFoundException");
  }

  @Test
  void itNeedsThePermissionOnTheStage() {
    Clients other =
        gate.accounts()
            .role(
                "operator",
                allow(
                    "codepipeline:DisableStageTransition",
                    "arn:aws:codepipeline:us-east-1:222222222222:PolicyGate/Source"));
    assertError(
        () ->
            other
                .codePipeline()
                .disableStageTransition(
                    b ->
                        b.pipelineName(GatePipeline.NAME)
                            .stageName("Invoke")
                            .transitionType(StageTransitionType.INBOUND)
                            .reason("mine")),
        400,
        "AccessDeniedException");
  }
}
