package dev.policygate.local;

import java.time.InstantSource;
import java.util.Optional;

/** Tells the timeline; under the lock, so that events come in the order of what they tell of. */
final class Announcer {
  private final Timeline timeline;
  private final InstantSource clock;

  Announcer(Timeline timeline, InstantSource clock) {
    this.timeline = timeline;
    this.clock = clock;
  }

  void answered(
      Service service,
      String operation,
      Optional<Caller> caller,
      int status,
      Optional<String> error) {
    timeline.happened(
        new Timeline.CallAnswered(
            clock.instant(), service.name(), operation, caller.map(Caller::arn), status, error));
  }

  void execution(PipelineState state, Execution execution, Timeline.Step step, String summary) {
    stepped(state, execution, Optional.empty(), Optional.empty(), step, summary);
  }

  void action(
      PipelineState state, Execution execution, ActionRun run, Timeline.Step step, String summary) {
    stepped(state, execution, Optional.of(run.stage()), Optional.of(run.action()), step, summary);
  }

  private void stepped(
      PipelineState state,
      Execution execution,
      Optional<String> stage,
      Optional<String> action,
      Timeline.Step step,
      String summary) {
    timeline.happened(
        new Timeline.PipelineStepped(
            clock.instant(),
            state.pipeline().name(),
            execution.id(),
            stage,
            action,
            step,
            summary));
  }
}
