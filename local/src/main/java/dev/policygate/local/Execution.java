package dev.policygate.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a pipeline. */
final class Execution {
  private final String id = Ids.uuid();
  private final Trigger trigger;
  private final Instant started;
  private final List<ActionRun> actions = new ArrayList<>();
  private Status status = Status.IN_PROGRESS;
  private boolean waiting = true;
  private Optional<Stop> stop = Optional.empty();
  private Instant updated;

  Execution(Trigger trigger, Instant now) {
    this.trigger = trigger;
    this.started = now;
    this.updated = now;
  }

  /**
   * What started it.
   *
   * @param type as CodePipeline calls it, such as {@code CloudWatchEvent}
   * @param detail who or what it was
   * @param versionId the version of the source that it is about; empty for the current one
   */
  record Trigger(String type, String detail, Optional<String> versionId) {}

  enum Status {
    IN_PROGRESS("InProgress"),
    STOPPING("Stopping"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    STOPPED("Stopped"),
    /** Of an action whose end nobody waits for. */
    ABANDONED("Abandoned");

    /** As CodePipeline spells it. */
    final String word;

    Status(String word) {
      this.word = word;
    }
  }

  /**
   * That somebody wants it to stop.
   *
   * @param abandon not even to wait for the action in progress
   */
  record Stop(boolean abandon, Optional<String> reason) {}

  /** A revision of the source, as clients see it. */
  record Revision(String id, String summary, Instant created) {}

  /** Where an artifact lies. */
  record Artifact(String name, String bucket, String key) {}

  /** Why an action failed. */
  record Failure(String code, String message) {}

  ActionRun begin(String stage, String action, List<Artifact> input, Instant now) {
    ActionRun run = new ActionRun(stage, action, input, now);
    actions.add(run);
    updated = now;
    return run;
  }

  /** Its turn has come. */
  Execution take() {
    waiting = false;
    return this;
  }

  /** Stops it: at once if it waits for its turn, else when the action in progress ends. */
  void stop(Stop newStop, Instant now) {
    stop = Optional.of(newStop);
    status = waiting ? Status.STOPPED : Status.STOPPING;
    updated = now;
  }

  void end(Status newStatus, Instant now) {
    status = newStatus;
    updated = now;
  }

  String id() {
    return id;
  }

  Trigger trigger() {
    return trigger;
  }

  Instant started() {
    return started;
  }

  Instant updated() {
    return updated;
  }

  Status status() {
    return status;
  }

  Optional<Stop> stop() {
    return stop;
  }

  boolean isAbandoned() {
    return stop.filter(Stop::abandon).isPresent();
  }

  /** The actions so far, in the order in which they began. */
  List<ActionRun> actions() {
    return actions;
  }

  Optional<ActionRun> action(String name) {
    return actions.stream().filter(run -> run.action().equals(name)).findFirst();
  }

  /** The revision that the source action found. */
  Optional<Revision> revision() {
    return actions.stream().flatMap(run -> run.revision().stream()).findFirst();
  }
}
