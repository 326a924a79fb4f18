package dev.policygate.local;

/** Stands for the Lambda function behind a pipeline's action. */
@FunctionalInterface
public interface JobInvoker {

  /**
   * Hands a job over, on a thread of its own. What counts is the job's result, which has to come in
   * over the network; returning says nothing. An exception means that the function died: the job
   * then waits for somebody else to report, or for its time-out, as on AWS.
   *
   * @param event the event as CodePipeline sends it to Lambda: JSON, with live credentials in it
   */
  void invoke(byte[] event) throws Exception;
}
