package dev.policygate.lambda;

/** Where bundles come from. */
public interface ArtifactReader {

  /**
   * Reads an artifact.
   *
   * @param credentials of the job whose artifact it is
   * @param most bytes are read, and one more when there are more: enough to refuse it
   * @throws Trouble when it cannot be had
   */
  byte[] read(Artifact artifact, Credentials credentials, int most);
}
