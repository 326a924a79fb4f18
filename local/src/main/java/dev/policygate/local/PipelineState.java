package dev.policygate.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  Job newJob() {
    Job job = new Job(account);
    jobs.add(job);
    return job;
  }

  Optional<Job> job(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }
}
