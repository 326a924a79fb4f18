package dev.policygate.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline that is registered, with its executions and jobs. */
final class PipelineState {
  private final Pipeline pipeline;
  private final String account;
  private final String arn;
  private final JobInvoker invoker;
  private final Instant created;
  private final List<Execution> executions = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, Transition> transitions = new HashMap<>();

  /**
   * Whether executions may enter a stage, as somebody has set it.
   *
   * @param disabledReason empty when they may
   */
  record Transition(Optional<String> disabledReason, String changedBy, Instant changedAt) {}

  PipelineState(
      Pipeline pipeline, String account, String region, JobInvoker invoker, Instant created) {
    this.pipeline = pipeline;
    this.account = account;
    this.arn = "arn:aws:codepipeline:%s:%s:%s".formatted(region, account, pipeline.name());
    this.invoker = invoker;
    this.created = created;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  String account() {
    return account;
  }

  String arn() {
    return arn;
  }

  JobInvoker invoker() {
    return invoker;
  }

  Instant created() {
    return created;
  }

  /** The executions, in the order in which they were started. */
  List<Execution> executions() {
    return executions;
  }

  Optional<Execution> execution(String id) {
    return executions.stream().filter(execution -> execution.id().equals(id)).findFirst();
  }

  /** How the way into a stage was last set; empty when it never was. */
  Optional<Transition> transition(String stage) {
    return Optional.ofNullable(transitions.get(stage));
  }

  void set(String stage, Transition transition) {
    transitions.put(stage, transition);
  }

  boolean isOpen(String stage) {
    return transition(stage).flatMap(Transition::disabledReason).isEmpty();
  }

  Job newJob() {
    Job job = new Job(account);
    jobs.add(job);
    return job;
  }

  Optional<Job> job(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }
}
