package dev.policygate.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines and executions in the shapes of CodePipeline's answers. */
final class PipelineJson {
  private PipelineJson() {}

  static JsonFields summary(PipelineState state) {
    return new JsonFields()
        .text("name", state.pipeline().name())
        .number("version", 1)
        .text("pipelineType", "V2")
        .text("executionMode", "QUEUED")
        .time("created", state.created())
        .time("updated", state.created());
  }

  static JsonFields declaration(PipelineState state) {
    Pipeline pipeline = state.pipeline();
    Pipeline.Source source = pipeline.source();
    Pipeline.Invoke invoke = pipeline.invoke();
    JsonFields artifactStore =
        new JsonFields()
            .text("type", "S3")
            .text("location", pipeline.artifactBucket())
            .object(
                "encryptionKey",
                pipeline
                    .artifactKey()
                    .map(key -> new JsonFields().text("id", key).text("type", "KMS")));
    JsonFields artifact = new JsonFields().text("name", source.artifact());
    JsonFields declaration =
        new JsonFields()
            .text("name", pipeline.name())
            .text("roleArn", pipeline.roleArn())
            .object("artifactStore", artifactStore)
            .list(
                "stages",
                List.of(
                    stage(
                        source.stage(),
                        declared(source.action(), sourceType(), sourceConfiguration(source))
                            .list("outputArtifacts", List.of(artifact))
                            .list("inputArtifacts", List.of())
                            .text("roleArn", source.roleArn())),
                    stage(
                        invoke.stage(),
                        declared(invoke.action(), invokeType(), invokeConfiguration(invoke))
                            .list("outputArtifacts", List.of())
                            .list("inputArtifacts", List.of(artifact))
                            .text("roleArn", invoke.roleArn()))))
            .number("version", 1)
            .text("executionMode", "QUEUED")
            .text("pipelineType", "V2");
    return new JsonFields()
        .object("pipeline", declaration)
        .object(
            "metadata",
            new JsonFields()
                .text("pipelineArn", state.arn())
                .time("created", state.created())
                .time("updated", state.created()));
  }

  static JsonFields state(PipelineState state) {
    Pipeline pipeline = state.pipeline();
    return new JsonFields()
        .text("pipelineName", pipeline.name())
        .number("pipelineVersion", 1)
        .list(
            "stageStates",
            List.of(
                stageState(state, pipeline.source().stage(), pipeline.source().action()),
                stageState(state, pipeline.invoke().stage(), pipeline.invoke().action())))
        .time("created", state.created())
        .time("updated", state.created());
  }

  static JsonFields execution(PipelineState state, Execution execution) {
    return common(execution)
        .text("pipelineName", state.pipeline().name())
        .number("pipelineVersion", 1)
        .list(
            "artifactRevisions",
            execution.revision().stream()
                .map(
                    revision ->
                        new JsonFields()
                            .text("name", state.pipeline().source().artifact())
                            .text("revisionId", revision.id())
                            .text("revisionSummary", revision.summary())
                            .time("created", revision.created()))
                .toList());
  }

  static JsonFields executionSummary(PipelineState state, Execution execution) {
    return common(execution)
        .time("startTime", execution.started())
        .time("lastUpdateTime", execution.updated())
        .object(
            "stopTrigger",
            execution.stop().map(stop -> new JsonFields().text("reason", stop.reason())))
        .list(
            "sourceRevisions",
            execution.revision().stream()
                .map(
                    revision ->
                        new JsonFields()
                            .text("actionName", state.pipeline().source().action())
                            .text("revisionId", revision.id())
                            .text("revisionSummary", revision.summary()))
                .toList());
  }

  static JsonFields action(PipelineState state, Execution execution, ActionRun run) {
    Pipeline pipeline = state.pipeline();
    boolean isSource = run.action().equals(pipeline.source().action());
    Map<String, String> configuration =
        isSource ? sourceConfiguration(pipeline.source()) : invokeConfiguration(pipeline.invoke());
    return new JsonFields()
        .text("pipelineExecutionId", execution.id())
        .text("actionExecutionId", run.id())
        .number("pipelineVersion", 1)
        .text("stageName", run.stage())
        .text("actionName", run.action())
        .time("startTime", run.started())
        .time("lastUpdateTime", run.updated())
        .text("status", run.status().word)
        .object(
            "input",
            new JsonFields()
                .object("actionTypeId", isSource ? sourceType() : invokeType())
                .texts("configuration", configuration)
                .texts("resolvedConfiguration", configuration)
                .text(
                    "roleArn", isSource ? pipeline.source().roleArn() : pipeline.invoke().roleArn())
                .list("inputArtifacts", artifacts(run.input())))
        .object(
            "output",
            new JsonFields()
                .list("outputArtifacts", artifacts(run.output().stream().toList()))
                .object(
                    "executionResult",
                    new JsonFields()
                        .text("externalExecutionId", run.details().externalId())
                        .text("externalExecutionSummary", run.details().summary())
                        .object("errorDetails", errorDetails(run)))
                .texts("outputVariables", run.outputVariables()));
  }

  private static JsonFields common(Execution execution) {
    return new JsonFields()
        .text("pipelineExecutionId", execution.id())
        .text("status", execution.status().word)
        .object(
            "trigger",
            new JsonFields()
                .text("triggerType", execution.trigger().type())
                .text("triggerDetail", execution.trigger().detail()))
        .text("executionMode", "QUEUED")
        .text("executionType", "STANDARD");
  }

  private static JsonFields stage(String name, JsonFields action) {
    return new JsonFields().text("name", name).list("actions", List.of(action));
  }

  private static JsonFields declared(
      String name, JsonFields type, Map<String, String> configuration) {
    return new JsonFields()
        .text("name", name)
        .object("actionTypeId", type)
        .number("runOrder", 1)
        .texts("configuration", configuration);
  }

  private static JsonFields stageState(PipelineState state, String stage, String action) {
    Optional<Execution> latest =
        state.executions().reversed().stream()
            .filter(execution -> execution.action(action).isPresent())
            .findFirst();
    Optional<ActionRun> run = latest.flatMap(execution -> execution.action(action));
    return new JsonFields()
        .text("stageName", stage)
        .object("inboundTransitionState", transition(state.transition(stage)))
        .list("actionStates", List.of(actionState(action, run)))
        .object(
            "latestExecution",
            latest.map(
                execution ->
                    new JsonFields()
                        .text("pipelineExecutionId", execution.id())
                        .text("status", run.map(found -> stageStatus(found).word))));
  }

  /** A stage whose action was abandoned is stopped. */
  private static Execution.Status stageStatus(ActionRun run) {
    return run.status() == Execution.Status.ABANDONED ? Execution.Status.STOPPED : run.status();
  }

  private static JsonFields transition(Optional<PipelineState.Transition> set) {
    JsonFields fields =
        new JsonFields().flag("enabled", set.flatMap(it -> it.disabledReason()).isEmpty());
    set.ifPresent(
        transition ->
            fields
                .text("lastChangedBy", transition.changedBy())
                .time("lastChangedAt", transition.changedAt())
                .text("disabledReason", transition.disabledReason()));
    return fields;
  }

  private static JsonFields actionState(String action, Optional<ActionRun> run) {
    return new JsonFields()
        .text("actionName", action)
        .object(
            "currentRevision",
            run.flatMap(ActionRun::revision)
                .map(
                    revision ->
                        new JsonFields()
                            .text("revisionId", revision.id())
                            .text("revisionChangeId", revision.id())
                            .time("created", revision.created())))
        .object(
            "latestExecution",
            run.map(
                found ->
                    new JsonFields()
                        .text("actionExecutionId", found.id())
                        .text("status", found.status().word)
                        .text("summary", found.details().summary())
                        .time("lastStatusChange", found.updated())
                        .text("externalExecutionId", found.details().externalId())
                        .number("percentComplete", found.details().percentComplete())
                        .object("errorDetails", errorDetails(found))));
  }

  private static Optional<JsonFields> errorDetails(ActionRun run) {
    return run.failure()
        .map(
            failure ->
                new JsonFields().text("code", failure.code()).text("message", failure.message()));
  }

  private static List<JsonFields> artifacts(List<Execution.Artifact> artifacts) {
    return artifacts.stream()
        .map(
            artifact ->
                new JsonFields()
                    .text("name", artifact.name())
                    .object(
                        "s3location",
                        new JsonFields()
                            .text("bucket", artifact.bucket())
                            .text("key", artifact.key())))
        .toList();
  }

  private static JsonFields sourceType() {
    return type("Source", "S3");
  }

  private static JsonFields invokeType() {
    return type("Invoke", "Lambda");
  }

  private static JsonFields type(String category, String provider) {
    return new JsonFields()
        .text("category", category)
        .text("owner", "AWS")
        .text("provider", provider)
        .text("version", "1");
  }

  private static Map<String, String> sourceConfiguration(Pipeline.Source source) {
    return Map.of(
        "S3Bucket", source.bucket(),
        "S3ObjectKey", source.key(),
        "PollForSourceChanges", "false");
  }

  private static Map<String, String> invokeConfiguration(Pipeline.Invoke invoke) {
    return invoke
        .userParameters()
        .map(parameters -> Map.of("FunctionName", invoke.function(), "UserParameters", parameters))
        .orElse(Map.of("FunctionName", invoke.function()));
  }
}
