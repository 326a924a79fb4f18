package dev.policygate.lambda;

/**
 * A job of CodePipeline that the function is to do.
 *
 * @param id of the job, a UUID
 * @param accountId of the pipeline, as the event says; believed when the credentials prove it
 * @param bucket of the input artifact
 * @param key of the input artifact
 * @param credentials to read the artifact with
 */
public record PipelineJob(
    String id, String accountId, String bucket, String key, Credentials credentials) {
  @Override
  public String toString() {
    return "PipelineJob[" + id + " of " + accountId + "]";
  }
}
