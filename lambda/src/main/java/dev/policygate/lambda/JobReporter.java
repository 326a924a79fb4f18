package dev.policygate.lambda;

/** Tells CodePipeline how a job ended. */
public interface JobReporter {

  /** What CodePipeline made of a result. */
  enum Receipt {
    /** The job has ended with it. */
    TAKEN,
    /**
     * The job had ended before, by an earlier report or by its time-out: there is nothing to do.
     */
    LATE
  }

  /**
   * Reports the result.
   *
   * @throws Trouble when CodePipeline does not take it
   */
  Receipt report(String jobId, JobResult result);
}
