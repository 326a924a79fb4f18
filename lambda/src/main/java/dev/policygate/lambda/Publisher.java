package dev.policygate.lambda;

import dev.policygate.lambda.PolicyStore.Added;
import dev.policygate.lambda.PolicyStore.Done;
import dev.policygate.lambda.PolicyStore.Exists;
import dev.policygate.lambda.PolicyStore.LimitReached;
import dev.policygate.lambda.PolicyStore.Missing;
import dev.policygate.lambda.PolicyStore.Stored;
import dev.policygate.lambda.PolicyStore.Unknown;
import dev.policygate.lambda.PolicyStore.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a policy of an account be what was submitted.
 *
 * <p>Every step can meet its own earlier work, as a job may be delivered twice, an answer may be
 * lost, and IAM shows a write only after a while. So nothing is written that is there already, and
 * after a write without an answer is read what came of it.
 */
final class Publisher {

  /** The tag that says whose the policy is. */
  static final String MANAGED = "policy-gate:managed";

  /** The tags of the last submission. */
  static final String BUNDLE = "policy-gate:bundle";

  static final String RULES = "policy-gate:rules";
  static final String JOB = "policy-gate:job";

  private static final String FIRST_VERSION = "v1";
  private static final int MOST_VERSIONS = 5;
  private static final int MOST_TRIES = 5;

  private final PolicyStore store;
  private final Pause pause;

  Publisher(PolicyStore store, Pause pause) {
    this.store = store;
    this.pause = pause;
  }

  /**
   * What is to be there.
   *
   * @param arn of the policy, made of its path and name
   * @param document the sealed text
   * @param bundle the digest of what was submitted
   * @param rules the digest of what it was judged by
   */
  record Wanted(
      String arn,
      String name,
      String path,
      String description,
      String document,
      String bundle,
      String rules,
      String jobId) {

    /** The tags that tell of this submission. */
    Map<String, String> submission() {
      return Map.of(BUNDLE, bundle, RULES, rules, JOB, jobId);
    }

    /** All tags of a new policy. */
    Map<String, String> tags() {
      return Map.of(MANAGED, "true", BUNDLE, bundle, RULES, rules, JOB, jobId);
    }
  }

  /**
   * Creates the policy, or gives it a new default version, or leaves it.
   *
   * @throws Trouble when another policy has the name, or AWS does not let it be done
   */
  Publication publish(Wanted wanted) {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Optional<Stored> stored = store.find(wanted.arn());
      if (stored.isPresent()) {
        return update(stored.get(), wanted);
      }
      switch (store.create(
          wanted.name(), wanted.path(), wanted.description(), wanted.document(), wanted.tags())) {
        case Done _ -> {
          return new Publication.Created(wanted.arn(), FIRST_VERSION);
        }
        case Exists _ -> {
          // It is somebody else's of that name, or our own that is not seen yet: look again.
          if (attempt == MOST_TRIES - 1) {
            throw taken(wanted);
          }
        }
        case LimitReached(var message) ->
            throw Trouble.ofTheBundle("IAM refuses the policy: " + message);
        case Added _, Missing _, Unknown _ -> {
          // What came of it is seen in the next round.
        }
      }
      pause.before(attempt + 1);
    }
    throw Trouble.unavailable(
        "IAM does not say what became of %s; start the pipeline again".formatted(wanted.arn()),
        new IllegalStateException("no certain answer"));
  }

  private static Trouble taken(Wanted wanted) {
    return Trouble.ofTheBundle(
        ("the account has a policy with the name `%s` (in any case of letters, under any path) that is"
                + " not the gate's; choose another `PolicyName`")
            .formatted(wanted.name()));
  }

  private Publication update(Stored stored, Wanted wanted) {
    if (!stored.name().equals(wanted.name())
        || !stored.path().equals(wanted.path())
        || !"true".equals(stored.tags().get(MANAGED))) {
      throw taken(wanted);
    }
    if (stored.boundaryUses() > 0) {
      throw Trouble.ofTheBundle(
          "`%s` is a permissions boundary in the account, which the gate never changes; choose another `PolicyName`"
              .formatted(wanted.name()));
    }
    String note =
        stored.description().equals(wanted.description())
            ? ""
            : "; its description stays as it was, IAM keeps it for good";
    String current = store.document(stored.arn(), stored.defaultVersion());
    if (current.equals(wanted.document())) {
      if (stored.defaultVersion().equals(FIRST_VERSION)
          && wanted.jobId().equals(stored.tags().get(JOB))) {
        // This job has created it before, and its answer or its result was lost.
        return new Publication.Created(stored.arn(), FIRST_VERSION);
      }
      return new Publication.Unchanged(stored.arn(), stored.defaultVersion(), note);
    }
    Publication.Updated updated =
        new Publication.Updated(stored.arn(), addVersion(stored, wanted), note);
    tag(stored.arn(), wanted.submission());
    return updated;
  }

  /** Adds the default version and returns its id. */
  private String addVersion(Stored stored, Wanted wanted) {
    String full = "";
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      Optional<String> there = defaultVersionWith(wanted);
      if (there.isPresent()) {
        return there.get();
      }
      makeRoom(stored.arn());
      switch (store.addVersion(stored.arn(), wanted.document())) {
        case Added(var version) -> {
          return version;
        }
        case LimitReached(var message) -> full = message;
        case Done _, Exists _, Missing _, Unknown _ -> {
          // What came of it is seen in the next round.
        }
      }
      pause.before(attempt + 1);
    }
    Optional<String> there = defaultVersionWith(wanted);
    if (there.isPresent()) {
      return there.get();
    }
    if (!full.isEmpty()) {
      throw Trouble.ofTheBundle("IAM refuses a new version of the policy: " + full);
    }
    throw Trouble.unavailable(
        "IAM does not say what became of %s; start the pipeline again".formatted(stored.arn()),
        new IllegalStateException("no certain answer"));
  }

  private Optional<String> defaultVersionWith(Wanted wanted) {
    return store
        .find(wanted.arn())
        .map(Stored::defaultVersion)
        .filter(version -> store.document(wanted.arn(), version).equals(wanted.document()));
  }

  /**
   * Removes the oldest version that is not the default one when there are as many as there may be.
   */
  private void makeRoom(String arn) {
    List<Version> versions = store.versions(arn);
    if (versions.size() < MOST_VERSIONS) {
      return;
    }
    versions.reversed().stream()
        .filter(version -> !version.isDefault())
        .findFirst()
        .ifPresent(version -> store.removeVersion(arn, version.id()));
  }

  /** The tags tell of the last submission; the policy is what it should be without them. */
  private void tag(String arn, Map<String, String> tags) {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      if (store.tag(arn, tags) instanceof Done) {
        return;
      }
      pause.before(attempt + 1);
    }
  }
}
