package dev.policygate.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pipelines that are registered, each with a thread that runs its executions in order. */
final class Pipelines implements AutoCloseable {
  private final StateLock lock;
  private final InstantSource clock;
  private final String region;
  private final PipelineSteps steps;
  private final Announcer announcer;
  private final List<PipelineState> pipelines = new ArrayList<>();
  private final List<Thread> runners = new ArrayList<>();

  Pipelines(
      StateLock lock,
      InstantSource clock,
      String region,
      PipelineSteps steps,
      Announcer announcer) {
    this.lock = lock;
    this.clock = clock;
    this.region = region;
    this.steps = steps;
    this.announcer = announcer;
  }

  void register(String account, Pipeline pipeline, JobInvoker invoker) {
    Constraint.PIPELINE.check("pipeline.name", pipeline.name());
    if (find(account, pipeline.name()).isPresent()) {
      throw new AwsError(
          400,
          "PipelineNameInUseException",
          "A pipeline with the name '%s' already exists in account '%s'"
              .formatted(pipeline.name(), account));
    }
    PipelineState state = new PipelineState(pipeline, account, region, invoker, now());
    pipelines.add(state);
    runners.add(
        Thread.ofPlatform()
            .daemon()
            .name("pipeline " + pipeline.name())
            .start(new PipelineRunner(state, lock, steps, announcer)));
  }

  List<PipelineState> of(String account) {
    return pipelines.stream().filter(state -> state.account().equals(account)).toList();
  }

  Optional<PipelineState> find(String account, String name) {
    return of(account).stream().filter(state -> state.pipeline().name().equals(name)).findFirst();
  }

  /** The pipeline, or CodePipeline's error that there is none. */
  PipelineState required(String account, String name) {
    return find(account, name)
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "PipelineNotFoundException",
                    "Account '%s' does not have a pipeline with name '%s'"
                        .formatted(account, name)));
  }

  /** Puts an execution into the pipeline's queue. */
  Execution start(PipelineState state, Execution.Trigger trigger) {
    Execution execution = new Execution(trigger, now());
    state.executions().add(execution);
    return execution;
  }

  /** Starts the pipelines whose source was just stored. */
  void stored(Bucket bucket, Bucket.Version version) {
    for (PipelineState state : pipelines) {
      Pipeline.Source source = state.pipeline().source();
      if (source.bucket().equals(bucket.name()) && source.key().equals(version.key())) {
        start(
            state,
            new Execution.Trigger(
                "CloudWatchEvent",
                "arn:aws:events:%s:%s:rule/%s"
                    .formatted(region, state.account(), state.pipeline().name()),
                Optional.of(version.id())));
      }
    }
  }

  @Override
  public void close() {
    runners.forEach(Thread::interrupt);
  }

  Instant now() {
    return clock.instant();
  }
}
