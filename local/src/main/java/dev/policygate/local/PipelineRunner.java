package dev.policygate.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the executions of one pipeline, one after the other, until it is interrupted. */
final class PipelineRunner implements Runnable {
  private static final Duration FOR_EVER = Duration.ofDays(1000);

  private final PipelineState state;
  private final StateLock lock;
  private final PipelineSteps steps;
  private final Announcer announcer;

  PipelineRunner(PipelineState state, StateLock lock, PipelineSteps steps, Announcer announcer) {
    this.state = state;
    this.lock = lock;
    this.steps = steps;
    this.announcer = announcer;
  }

  @Override
  public void run() {
    try {
      while (lock.await(() -> next().isPresent(), FOR_EVER)) {
        run(lock.hold(this::next).orElseThrow());
      }
    } catch (InterruptedException e) {
      // The embedded AWS is closed: nothing is left to do.
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Execution> next() {
    return state.executions().stream()
        .filter(execution -> execution.status() == Execution.Status.IN_PROGRESS)
        .findFirst();
  }

  private void run(Execution execution) throws InterruptedException {
    announcer.execution(
        state, execution, Timeline.Step.EXECUTION_STARTED, execution.trigger().type());
    boolean succeeded = fetchSource(execution) && invoke(execution);
    // What comes next is seen by clients as soon as the execution has ended.
    announcer.execution(
        state,
        execution,
        succeeded ? Timeline.Step.EXECUTION_SUCCEEDED : Timeline.Step.EXECUTION_FAILED,
        "");
    lock.hold(
        () ->
            execution.end(succeeded ? Execution.Status.SUCCEEDED : Execution.Status.FAILED, now()));
  }

  private boolean fetchSource(Execution execution) {
    Pipeline.Source source = state.pipeline().source();
    Execution.ActionRun run = begin(execution, source.stage(), source.action(), source.key());
    Optional<Execution.Failure> failure =
        attempt(
            () -> {
              steps.fetchSource(state, execution, run);
              run.end(Execution.Status.SUCCEEDED, now());
              announcer.action(
                  state, execution, run, Timeline.Step.ACTION_SUCCEEDED, run.summary.orElse(""));
            });
    if (failure.isPresent()) {
      fail(execution, run, failure.get(), Optional.empty());
      return false;
    }
    return true;
  }

  private boolean invoke(Execution execution) throws InterruptedException {
    Pipeline.Invoke invoke = state.pipeline().invoke();
    Execution.ActionRun run = begin(execution, invoke.stage(), invoke.action(), invoke.function());
    Execution.Artifact artifact = lock.hold(() -> execution.actions().getFirst().output.getFirst());
    lock.hold(() -> run.input = List.of(artifact));
    Optional<String> token = Optional.empty();
    while (true) {
      Job job = lock.hold(state::newJob);
      Optional<String> given = token;
      Optional<Execution.Failure> failure =
          attempt(
              () -> handOver(execution, run, job, steps.prepareJob(state, job, artifact, given)));
      if (failure.isPresent()) {
        fail(execution, run, failure.get(), Optional.empty());
        return false;
      }
      switch (await(job)) {
        case Job.Continued(var details, var next) -> {
          lock.hold(() -> note(run, details));
          token = Optional.of(next);
        }
        case Job.Succeeded(var details, var outputVariables) -> {
          succeed(execution, run, details, outputVariables);
          return true;
        }
        case Job.Failed(var type, var message, var externalId) -> {
          fail(execution, run, new Execution.Failure(type, message), externalId);
          return false;
        }
        case Job.TimedOut() -> {
          String message =
              ("The AWS Lambda function %s failed to return a result. Check the function to verify"
                      + " that it has permission to call the PutJobSuccessResult action and that it"
                      + " made a call to PutJobSuccessResult.")
                  .formatted(invoke.function());
          fail(execution, run, new Execution.Failure("JobFailed", message), Optional.empty());
          return false;
        }
      }
    }
  }

  private void handOver(Execution execution, Execution.ActionRun run, Job job, byte[] event) {
    Thread.ofPlatform()
        .daemon()
        .name("job " + job.id())
        .start(
            () -> {
              try {
                state.invoker().invoke(event);
              } catch (Throwable death) {
                // Its message may hold anything, even credentials; its name will not.
                String name = death.getClass().getName();
                lock.hold(
                    () ->
                        announcer.action(state, execution, run, Timeline.Step.FUNCTION_DIED, name));
              }
            });
  }

  private Job.Result await(Job job) throws InterruptedException {
    lock.await(() -> job.result().isPresent(), state.pipeline().timeout());
    return lock.hold(
        () -> {
          if (job.result().isEmpty()) {
            job.end(new Job.TimedOut());
          }
          return job.result().orElseThrow();
        });
  }

  private Execution.ActionRun begin(Execution execution, String stage, String action, String what) {
    return lock.hold(
        () -> {
          Execution.ActionRun run = execution.begin(stage, action, now());
          announcer.action(state, execution, run, Timeline.Step.ACTION_STARTED, what);
          return run;
        });
  }

  private void succeed(
      Execution execution,
      Execution.ActionRun run,
      Job.Details details,
      Map<String, String> outputVariables) {
    lock.hold(
        () -> {
          note(run, details);
          run.outputVariables = outputVariables;
          run.end(Execution.Status.SUCCEEDED, now());
          announcer.action(
              state, execution, run, Timeline.Step.ACTION_SUCCEEDED, details.summary().orElse(""));
        });
  }

  private void fail(
      Execution execution,
      Execution.ActionRun run,
      Execution.Failure failure,
      Optional<String> externalId) {
    lock.hold(
        () -> {
          run.failure = Optional.of(failure);
          run.externalId = externalId;
          run.end(Execution.Status.FAILED, now());
          announcer.action(
              state,
              execution,
              run,
              Timeline.Step.ACTION_FAILED,
              failure.code() + ": " + failure.message());
        });
  }

  private static void note(Execution.ActionRun run, Job.Details details) {
    run.summary = details.summary();
    run.externalId = details.externalId();
    run.percentComplete = details.percentComplete();
  }

  /** Does one piece of work as a whole; returns why it could not be done. */
  private Optional<Execution.Failure> attempt(Runnable work) {
    try {
      lock.hold(work);
      return Optional.empty();
    } catch (AwsError e) {
      String code = e.in(Dialect.S3).code();
      return Optional.of(
          new Execution.Failure(
              code.equals("AccessDenied") ? "PermissionError" : "ConfigurationError", e.message()));
    }
  }

  private Instant now() {
    return steps.clock().instant();
  }
}
