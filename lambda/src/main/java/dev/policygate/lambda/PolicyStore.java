package dev.policygate.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The managed policies of an account. Reads are repeated when AWS stumbles; writes are not: what a
 * write has done when its answer is lost, a read tells.
 */
public interface PolicyStore {

  /** A write ends within this time, with an answer or without. */
  Duration LONGEST_WRITE = Duration.ofSeconds(10);

  /**
   * A managed policy.
   *
   * @param name in the case in which it was created
   * @param boundaryUses how many users and roles have it as their permissions boundary
   * @param description empty when there is none
   */
  record Stored(
      String arn,
      String name,
      String path,
      String defaultVersion,
      int boundaryUses,
      String description,
      Map<String, String> tags) {
    public Stored {
      tags = Map.copyOf(tags);
    }
  }

  /** A version of a policy. */
  record Version(String id, boolean isDefault) {}

  /** How a write ended. */
  sealed interface Written {}

  /** It is done. */
  record Done() implements Written {}

  /** It is done: the version is there. */
  record Added(String version) implements Written {}

  /** Something of that name is there already. */
  record Exists() implements Written {}

  /** What it was to be done to is not there, or not yet. */
  record Missing() implements Written {}

  /** A limit of IAM's forbids it, in IAM's words. */
  record LimitReached(String message) implements Written {}

  /** No answer that tells: it may be done or not. */
  record Unknown(String message) implements Written {}

  /** The policy of that ARN; empty when there is none. */
  Optional<Stored> find(String arn);

  /** The text of a version; empty when it is not there, or not yet. */
  Optional<String> document(String arn, String version);

  /** All versions, the newest first; none when the policy is not there, or not yet. */
  List<Version> versions(String arn);

  /** Creates a policy with its first version. */
  Written create(
      String name, String path, String description, String document, Map<String, String> tags);

  /** Adds a version and makes it the default one. */
  Written addVersion(String arn, String document);

  /** Removes a version that is not the default one. */
  Written removeVersion(String arn, String version);

  /** Sets tags, leaving those of other keys. */
  Written tag(String arn, Map<String, String> tags);
}
