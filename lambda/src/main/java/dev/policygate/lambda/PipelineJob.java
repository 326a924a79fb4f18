package dev.policygate.lambda;

/** A job of CodePipeline that the function is to do. */
public record PipelineJob(Claim claim, Artifact artifact) {
  @Override
  public String toString() {
    return "PipelineJob[" + claim.jobId() + " of " + claim.accountId() + "]";
  }
}
