package dev.policygate.lambda;

/** Tells CodePipeline how a job ended. */
public interface JobReporter {

  /**
   * Reports the result.
   *
   * @throws Trouble when CodePipeline does not take it
   */
  void report(String jobId, JobResult result);
}
