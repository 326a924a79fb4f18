package dev.policygate.lambda;

/** Where bundles come from. */
public interface ArtifactReader {

  /**
   * Reads the job's input artifact with the job's own credentials.
   *
   * @param most bytes are read, and one more when there are more: enough to refuse it
   * @throws Trouble when it cannot be had
   */
  byte[] read(PipelineJob job, int most);
}
