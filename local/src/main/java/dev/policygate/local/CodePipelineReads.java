package dev.policygate.local;

import static dev.policygate.local.JsonService.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CodePipeline's operations on pipelines and their executions. */
final class CodePipelineReads {
  private static final Constraint EXECUTION_ID = Constraint.JOB_ID;

  private final Pipelines pipelines;
  private final Guard guard;
  private final String region;

  CodePipelineReads(Pipelines pipelines, Guard guard, String region) {
    this.pipelines = pipelines;
    this.guard = guard;
    this.region = region;
  }

  Map<String, JsonService.Operation> operations() {
    return Map.of(
        "GetPipeline",
        operation(this::getPipeline, "name", "version"),
        "ListPipelines",
        operation(this::listPipelines, "nextToken", "maxResults"),
        "GetPipelineState",
        operation(this::getState, "name"),
        "StartPipelineExecution",
        operation(this::start, "name", "clientRequestToken"),
        "GetPipelineExecution",
        operation(this::getExecution, "pipelineName", "pipelineExecutionId"),
        "ListPipelineExecutions",
        operation(this::listExecutions, "pipelineName", "maxResults", "nextToken"),
        "ListActionExecutions",
        operation(this::listActions, "pipelineName", "filter", "maxResults", "nextToken"));
  }

  private JsonFields getPipeline(Caller caller, JsonInput input) {
    PipelineState state = pipeline(caller, input, "name", "GetPipeline");
    if (input.number("version", 1, Integer.MAX_VALUE).filter(version -> version != 1).isPresent()) {
      throw new AwsError(
          400, "PipelineVersionNotFoundException", "The pipeline has version 1 alone");
    }
    return PipelineJson.declaration(state);
  }

  private JsonFields listPipelines(Caller caller, JsonInput input) {
    String account = caller.accountId();
    guard.require(
        caller,
        Wish.to(
            "codepipeline:ListPipelines",
            "arn:aws:codepipeline:%s:%s:*".formatted(region, account),
            account));
    JsonPage<PipelineState> page = JsonPage.of(pipelines.of(account), input, 1000);
    return page.token(
        new JsonFields()
            .list("pipelines", page.items().stream().map(PipelineJson::summary).toList()));
  }

  private JsonFields getState(Caller caller, JsonInput input) {
    return PipelineJson.state(pipeline(caller, input, "name", "GetPipelineState"));
  }

  private JsonFields start(Caller caller, JsonInput input) {
    PipelineState state = pipeline(caller, input, "name", "StartPipelineExecution");
    input.optional("clientRequestToken", Constraint.length(1, 128));
    Execution execution =
        pipelines.start(
            state, new Execution.Trigger("StartPipelineExecution", caller.arn(), Optional.empty()));
    return new JsonFields().text("pipelineExecutionId", execution.id());
  }

  private JsonFields getExecution(Caller caller, JsonInput input) {
    String id = input.required("pipelineExecutionId", EXECUTION_ID);
    PipelineState state = pipeline(caller, input, "pipelineName", "GetPipelineExecution");
    return new JsonFields()
        .object("pipelineExecution", PipelineJson.execution(state, execution(state, id)));
  }

  private JsonFields listExecutions(Caller caller, JsonInput input) {
    PipelineState state = pipeline(caller, input, "pipelineName", "ListPipelineExecutions");
    JsonPage<Execution> page = JsonPage.of(state.executions().reversed(), input, 100);
    return page.token(
        new JsonFields()
            .list(
                "pipelineExecutionSummaries",
                page.items().stream()
                    .map(execution -> PipelineJson.executionSummary(state, execution))
                    .toList()));
  }

  private JsonFields listActions(Caller caller, JsonInput input) {
    PipelineState state = pipeline(caller, input, "pipelineName", "ListActionExecutions");
    Optional<JsonInput> filter =
        input.object("filter", "pipelineExecutionId", "latestInPipelineExecution");
    Optional<String> id =
        filter
            .flatMap(inner -> inner.optional("pipelineExecutionId", EXECUTION_ID))
            .or(() -> filter.flatMap(CodePipelineReads::latestIn));
    List<Execution> executions =
        id.map(wanted -> List.of(execution(state, wanted))).orElse(state.executions().reversed());
    List<JsonFields> details = new ArrayList<>();
    for (Execution execution : executions) {
      for (ActionRun run : execution.actions().reversed()) {
        details.add(PipelineJson.action(state, execution, run));
      }
    }
    JsonPage<JsonFields> page = JsonPage.of(details, input, 100);
    return page.token(new JsonFields().list("actionExecutionDetails", page.items()));
  }

  /** Actions run once in an execution here, so that the latest ones are all there are. */
  private static Optional<String> latestIn(JsonInput filter) {
    return filter
        .object("latestInPipelineExecution", "pipelineExecutionId", "startTimeRange")
        .map(
            inner -> {
              inner.oneOf("startTimeRange", "Latest", "All");
              return inner.required("pipelineExecutionId", EXECUTION_ID);
            });
  }

  private PipelineState pipeline(Caller caller, JsonInput input, String member, String action) {
    String name = input.required(member, Constraint.PIPELINE);
    String account = caller.accountId();
    guard.require(
        caller,
        Wish.to(
            "codepipeline:" + action,
            "arn:aws:codepipeline:%s:%s:%s".formatted(region, account, name),
            account));
    return pipelines.required(account, name);
  }

  private static Execution execution(PipelineState state, String id) {
    return state
        .execution(id)
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "PipelineExecutionNotFoundException",
                    "The pipeline '%s' has no execution with id '%s'"
                        .formatted(state.pipeline().name(), id)));
  }
}
