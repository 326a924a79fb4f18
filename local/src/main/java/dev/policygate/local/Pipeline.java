package dev.policygate.local;

import java.time.Duration;
import java.util.Optional;

/**
 * A pipeline of two stages: an object in S3, and a Lambda function that is given it.
 *
 * @param roleArn the role that CodePipeline takes on; the actions' roles are taken on from it
 * @param artifactBucket where the source is copied to, for the function to read
 * @param artifactKey the key of KMS that artifacts are encrypted with; without one, the bucket's
 *     default holds
 * @param timeout how long a job may take
 */
public record Pipeline(
    String name,
    String roleArn,
    Source source,
    String artifactBucket,
    Optional<String> artifactKey,
    Invoke invoke,
    Duration timeout) {

  /** A pipeline without a key of its own; jobs may take twenty minutes. */
  public static Pipeline of(
      String name, String roleArn, Source source, String artifactBucket, Invoke invoke) {
    return new Pipeline(
        name, roleArn, source, artifactBucket, Optional.empty(), invoke, Duration.ofMinutes(20));
  }

  /** The same pipeline, its artifacts encrypted with a key of KMS. */
  public Pipeline encryptedWith(String keyArn) {
    return new Pipeline(
        name, roleArn, source, artifactBucket, Optional.of(keyArn), invoke, timeout);
  }

  /** The same pipeline, whose jobs may take no longer than {@code newTimeout}. */
  public Pipeline within(Duration newTimeout) {
    return new Pipeline(name, roleArn, source, artifactBucket, artifactKey, invoke, newTimeout);
  }

  /**
   * The stage that waits for an object.
   *
   * @param key every version of exactly this object starts an execution
   * @param artifact what the copy of the object is called
   * @param roleArn the action's own role
   */
  public record Source(
      String stage,
      String action,
      String bucket,
      String key,
      String artifact,
      Optional<String> roleArn) {

    /** A stage and an action called {@code Source}, without a role of their own. */
    public static Source of(String bucket, String key) {
      return new Source("Source", "Source", bucket, key, "SourceArtifact", Optional.empty());
    }
  }

  /**
   * The stage that calls the function.
   *
   * @param function the function's name, in the account of the action's role
   * @param roleArn the action's own role, whose session the function is given for the artifacts
   */
  public record Invoke(
      String stage,
      String action,
      String function,
      Optional<String> userParameters,
      Optional<String> roleArn) {

    /** A stage and an action called {@code Invoke}, without a role of their own. */
    public static Invoke of(String function) {
      return new Invoke("Invoke", "Invoke", function, Optional.empty(), Optional.empty());
    }

    /** The same action, done as a role of its own. */
    public Invoke as(String newRoleArn) {
      return new Invoke(stage, action, function, userParameters, Optional.of(newRoleArn));
    }

    /** The same action, which hands these on to the function. */
    public Invoke with(String newUserParameters) {
      return new Invoke(stage, action, function, Optional.of(newUserParameters), roleArn);
    }
  }
}
