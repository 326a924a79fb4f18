package dev.policygate.local;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One action's part in an execution. */
final class ActionRun {
  private final String id = Ids.uuid();
  private final String stage;
  private final String action;
  private final List<Execution.Artifact> input;
  private final Instant started;
  private Execution.Status status = Execution.Status.IN_PROGRESS;
  private Instant updated;
  private Job.Details details = Job.Details.NONE;
  private Map<String, String> outputVariables = Map.of();
  private Optional<Execution.Revision> revision = Optional.empty();
  private Optional<Execution.Artifact> output = Optional.empty();
  private Optional<Execution.Failure> failure = Optional.empty();

  ActionRun(String stage, String action, List<Execution.Artifact> input, Instant now) {
    this.stage = stage;
    this.action = action;
    this.input = List.copyOf(input);
    this.started = now;
    this.updated = now;
  }

  /** What a source action found, and where it put its copy. */
  void found(
      Execution.Revision newRevision, Execution.Artifact copy, Map<String, String> variables) {
    revision = Optional.of(newRevision);
    output = Optional.of(copy);
    outputVariables = variables;
    details =
        new Job.Details(
            Optional.of(newRevision.summary()), Optional.of(newRevision.id()), Optional.empty());
  }

  /** What the function says about its work. */
  void note(Job.Details newDetails) {
    details = newDetails;
  }

  void succeed(Instant now) {
    status = Execution.Status.SUCCEEDED;
    updated = now;
  }

  void succeed(Map<String, String> variables, Instant now) {
    outputVariables = variables;
    succeed(now);
  }

  void fail(Execution.Failure why, Instant now) {
    status = Execution.Status.FAILED;
    failure = Optional.of(why);
    updated = now;
  }

  /** Its end is not waited for. */
  void abandon(Instant now) {
    status = Execution.Status.ABANDONED;
    updated = now;
  }

  String id() {
    return id;
  }

  String stage() {
    return stage;
  }

  String action() {
    return action;
  }

  Instant started() {
    return started;
  }

  Instant updated() {
    return updated;
  }

  Execution.Status status() {
    return status;
  }

  Job.Details details() {
    return details;
  }

  Map<String, String> outputVariables() {
    return outputVariables;
  }

  Optional<Execution.Revision> revision() {
    return revision;
  }

  List<Execution.Artifact> input() {
    return input;
  }

  Optional<Execution.Artifact> output() {
    return output;
  }

  Optional<Execution.Failure> failure() {
    return failure;
  }
}
