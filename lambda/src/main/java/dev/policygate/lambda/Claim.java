package dev.policygate.lambda;

/**
 * Whose a job says it is, and the credentials that may prove it.
 *
 * @param jobId a UUID
 * @param accountId of the pipeline; believed when the credentials prove it
 * @param credentials of the job, to read its artifact with
 */
public record Claim(String jobId, String accountId, Credentials credentials) {
  @Override
  public String toString() {
    return "Claim[" + jobId + " of " + accountId + "]";
  }
}
