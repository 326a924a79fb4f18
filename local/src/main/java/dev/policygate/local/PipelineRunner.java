package dev.policygate.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        Optional<Execution> next = lock.hold(() -> next().map(Execution::take));
        if (next.isPresent()) {
          run(next.get());
        }
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
    lock.hold(
        () ->
            announcer.execution(
                state, execution, Timeline.Step.EXECUTION_STARTED, execution.trigger().type()));
    Optional<Execution.Artifact> source = fetchSource(execution);
    boolean succeeded =
        source.isPresent()
            && enter(execution, state.pipeline().invoke().stage())
            && invoke(execution, source.get());
    lock.hold(() -> end(execution, succeeded));
  }

  private void end(Execution execution, boolean succeeded) {
    if (execution.stop().isPresent()) {
      execution.end(Execution.Status.STOPPED, now());
      announcer.execution(
          state,
          execution,
          Timeline.Step.EXECUTION_STOPPED,
          execution.stop().get().reason().orElse(""));
      return;
    }
    execution.end(succeeded ? Execution.Status.SUCCEEDED : Execution.Status.FAILED, now());
    announcer.execution(
        state,
        execution,
        succeeded ? Timeline.Step.EXECUTION_SUCCEEDED : Timeline.Step.EXECUTION_FAILED,
        "");
  }

  /** Waits until the stage may be entered; false when the execution is stopped meanwhile. */
  private boolean enter(Execution execution, String stage) throws InterruptedException {
    lock.await(() -> state.isOpen(stage) || execution.stop().isPresent(), FOR_EVER);
    return lock.hold(() -> execution.stop().isEmpty());
  }

  /** The source's copy; empty when there is none because the action failed. */
  private Optional<Execution.Artifact> fetchSource(Execution execution) {
    Pipeline.Source source = state.pipeline().source();
    ActionRun run = begin(execution, source.stage(), source.action(), List.of(), source.key());
    boolean fetched =
        attempt(
            execution,
            run,
            () -> {
              steps.fetchSource(state, execution, run);
              run.succeed(now());
              announceSuccess(execution, run);
            });
    return fetched ? lock.hold(run::output) : Optional.empty();
  }

  private boolean invoke(Execution execution, Execution.Artifact source)
      throws InterruptedException {
    Pipeline.Invoke invoke = state.pipeline().invoke();
    ActionRun run =
        begin(execution, invoke.stage(), invoke.action(), List.of(source), invoke.function());
    Optional<String> token = Optional.empty();
    while (true) {
      Job job = lock.hold(state::newJob);
      Optional<String> given = token;
      boolean handedOver =
          attempt(
              execution,
              run,
              () -> handOver(execution, run, job, steps.prepareJob(state, job, source, given)));
      if (!handedOver) {
        return false;
      }
      switch (await(execution, job)) {
        case Job.Continued(var details, var next) -> {
          lock.hold(() -> run.note(details));
          token = Optional.of(next);
        }
        case Job.Succeeded(var details, var outputVariables) -> {
          lock.hold(
              () -> {
                run.note(details);
                run.succeed(outputVariables, now());
                announceSuccess(execution, run);
              });
          return true;
        }
        case Job.Failed(var type, var message, var externalId) -> {
          lock.hold(
              () -> {
                run.note(new Job.Details(Optional.empty(), externalId, Optional.empty()));
                fail(execution, run, new Execution.Failure(type, message));
              });
          return false;
        }
        case Job.Abandoned() -> {
          lock.hold(
              () -> {
                run.abandon(now());
                announcer.action(state, execution, run, Timeline.Step.ACTION_ABANDONED, "");
              });
          return false;
        }
        case Job.TimedOut() -> {
          String message =
              ("The AWS Lambda function %s failed to return a result. Check the function to verify"
                      + " that it has permission to call the PutJobSuccessResult action and that it"
                      + " made a call to PutJobSuccessResult.")
                  .formatted(invoke.function());
          lock.hold(() -> fail(execution, run, new Execution.Failure("JobFailed", message)));
          return false;
        }
      }
    }
  }

  private void handOver(Execution execution, ActionRun run, Job job, byte[] event) {
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

  private Job.Result await(Execution execution, Job job) throws InterruptedException {
    lock.await(
        () -> job.result().isPresent() || execution.isAbandoned(), state.pipeline().timeout());
    return lock.hold(
        () -> {
          if (job.result().isEmpty()) {
            job.end(execution.isAbandoned() ? new Job.Abandoned() : new Job.TimedOut());
          }
          return job.result().orElseThrow();
        });
  }

  private ActionRun begin(
      Execution execution,
      String stage,
      String action,
      List<Execution.Artifact> input,
      String what) {
    return lock.hold(
        () -> {
          ActionRun run = execution.begin(stage, action, input, now());
          announcer.action(state, execution, run, Timeline.Step.ACTION_STARTED, what);
          return run;
        });
  }

  /** Does one piece of an action as a whole, and tells whether it could be done. */
  private boolean attempt(Execution execution, ActionRun run, Runnable work) {
    return lock.hold(
        () -> {
          try {
            work.run();
            return true;
          } catch (AwsError e) {
            String code =
                e.is(CommonError.ACCESS_DENIED) ? "PermissionError" : "ConfigurationError";
            fail(execution, run, new Execution.Failure(code, e.message()));
          } catch (RuntimeException e) {
            // Its message may hold anything.
            fail(execution, run, new Execution.Failure("InternalError", e.getClass().getName()));
          }
          return false;
        });
  }

  private void announceSuccess(Execution execution, ActionRun run) {
    announcer.action(
        state, execution, run, Timeline.Step.ACTION_SUCCEEDED, run.details().summary().orElse(""));
  }

  private void fail(Execution execution, ActionRun run, Execution.Failure failure) {
    run.fail(failure, now());
    announcer.action(
        state,
        execution,
        run,
        Timeline.Step.ACTION_FAILED,
        failure.code() + ": " + failure.message());
  }

  private Instant now() {
    return steps.clock().instant();
  }
}
