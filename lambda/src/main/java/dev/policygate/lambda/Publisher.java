package dev.policygate.lambda;

import dev.policygate.lambda.PolicyStore.Added;
import dev.policygate.lambda.PolicyStore.Done;
import dev.policygate.lambda.PolicyStore.Exists;
import dev.policygate.lambda.PolicyStore.LimitReached;
import dev.policygate.lambda.PolicyStore.Missing;
import dev.policygate.lambda.PolicyStore.Stored;
import dev.policygate.lambda.PolicyStore.Unknown;
import dev.policygate.lambda.PolicyStore.Version;
import dev.policygate.lambda.PolicyStore.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a policy of an account be what was submitted.
 *
 * <p>Every step can meet its own earlier work, as a job may be delivered twice, an answer may be
 * lost, and IAM shows a write only after a while. So it looks before each write, writes nothing
 * that is there already, and after a write without an answer reads what came of it.
 */
final class Publisher {

  /** The tag that says whose the policy is. */
  static final String MANAGED = "policy-gate:managed";

  /** The tags of the last submission that changed something. */
  static final String BUNDLE = "policy-gate:bundle";

  static final String RULES = "policy-gate:rules";
  static final String JOB = "policy-gate:job";

  private static final String FIRST_VERSION = "v1";
  private static final int MOST_VERSIONS = 5;

  /** How often is looked; the last look is followed by no write. */
  private static final int MOST_LOOKS = 5;

  private static final int MOST_TAGGINGS = 3;

  private final PolicyStore store;
  private final Wanted wanted;
  private final Pause pause;
  private final Deadline deadline;

  /** Whether a write was sent whose end is not known. */
  private boolean unanswered;

  /** Prepares to publish once. */
  Publisher(PolicyStore store, Wanted wanted, Pause pause, Deadline deadline) {
    this.store = store;
    this.wanted = wanted;
    this.pause = pause;
    this.deadline = deadline;
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

  /** What a look at the account shows. */
  private sealed interface Look {}

  /** The gate's policy with its default version. */
  private record Found(Stored stored, String document) implements Look {}

  /** The gate's policy, whose default version IAM does not show yet. */
  private record Veiled() implements Look {}

  private record Absent() implements Look {}

  /** What came of a write. */
  private sealed interface Attempt {}

  private record Ended(Publication publication) implements Attempt {}

  /**
   * Another look tells.
   *
   * @param trouble when there is none left
   */
  private record LookAgain(Trouble trouble) implements Attempt {}

  /**
   * Creates the policy, or gives it a new default version, or leaves it.
   *
   * @throws Trouble when another policy has the name, or AWS does not let it be done
   */
  Publication publish() {
    Trouble trouble = uncertain();
    for (int look = 1; look <= MOST_LOOKS; look++) {
      Look seen = look();
      if (seen instanceof Found(var stored, var document) && document.equals(wanted.document())) {
        return settled(stored);
      }
      if (look == MOST_LOOKS) {
        break;
      }
      Attempt attempt =
          switch (seen) {
            case Absent _ -> create();
            case Found(var stored, _) -> addVersion(stored);
            case Veiled _ -> new LookAgain(uncertain());
          };
      switch (attempt) {
        case Ended(var publication) -> {
          return publication;
        }
        case LookAgain(var ifNoneIsLeft) -> trouble = ifNoneIsLeft;
      }
      pause.after(look);
    }
    throw trouble;
  }

  private Look look() {
    Optional<Stored> found = store.find(wanted.arn());
    if (found.isEmpty()) {
      return new Absent();
    }
    Stored stored = found.get();
    if (!stored.arn().equals(wanted.arn())
        || !stored.name().equals(wanted.name())
        || !stored.path().equals(wanted.path())
        || !"true".equals(stored.tags().get(MANAGED))) {
      throw taken();
    }
    if (stored.boundaryUses() > 0) {
      throw Trouble.ofTheBundle(
          "`%s` is a permissions boundary in the account, which the gate never changes; choose another `PolicyName`"
              .formatted(wanted.name()));
    }
    return store
        .document(stored.arn(), stored.defaultVersion())
        .<Look>map(document -> new Found(stored, document))
        .orElseGet(Veiled::new);
  }

  private Attempt create() {
    requireTimeToWrite();
    Written written =
        store.create(
            wanted.name(), wanted.path(), wanted.description(), wanted.document(), wanted.tags());
    return switch (written) {
      case Done _ -> new Ended(new Publication.Created(wanted.arn(), FIRST_VERSION));
      case LimitReached(var message) ->
          throw Trouble.ofTheBundle("IAM refuses the policy: " + message);
      // Somebody else's of that name, or our own that is not seen yet.
      case Exists _ -> new LookAgain(unanswered ? uncertain() : taken());
      case Added _, Missing _, Unknown _ -> unanswered();
    };
  }

  private Attempt addVersion(Stored stored) {
    makeRoom(stored);
    requireTimeToWrite();
    return switch (store.addVersion(stored.arn(), wanted.document())) {
      case Added(var version) -> new Ended(updated(stored, version));
      case LimitReached(var message) ->
          new LookAgain(Trouble.ofTheBundle("IAM refuses a new version of the policy: " + message));
      case Done _, Exists _, Missing _, Unknown _ -> unanswered();
    };
  }

  /**
   * Removes the oldest version that is not the default one when there are as many as there may be.
   */
  private void makeRoom(Stored stored) {
    List<Version> versions = store.versions(stored.arn());
    if (versions.size() < MOST_VERSIONS) {
      return;
    }
    Optional<Version> oldest =
        versions.reversed().stream()
            .filter(version -> !version.isDefault())
            .filter(version -> !version.id().equals(stored.defaultVersion()))
            .findFirst();
    if (oldest.isPresent()) {
      requireTimeToWrite();
      // Whether it is gone shows when the next version is added.
      store.removeVersion(stored.arn(), oldest.get().id());
    }
  }

  /** The policy is what was submitted: by whom is told by what was tried, and by its tags. */
  private Publication settled(Stored stored) {
    String version = stored.defaultVersion();
    if (wanted.jobId().equals(stored.tags().get(JOB))) {
      // This job has done it before, and its answer or its result was lost.
      return version.equals(FIRST_VERSION)
          ? new Publication.Created(stored.arn(), version)
          : new Publication.Updated(stored.arn(), version, noteOnDescription(stored));
    }
    if (unanswered) {
      return updated(stored, version);
    }
    boolean isTagged =
        wanted.bundle().equals(stored.tags().get(BUNDLE))
            && wanted.rules().equals(stored.tags().get(RULES));
    return new Publication.Unchanged(
        stored.arn(), version, noteOnDescription(stored) + (isTagged ? "" : tag(stored.arn())));
  }

  private Publication updated(Stored stored, String version) {
    return new Publication.Updated(
        stored.arn(), version, noteOnDescription(stored) + tag(stored.arn()));
  }

  private String noteOnDescription(Stored stored) {
    return stored.description().equals(wanted.description())
        ? ""
        : "; its description stays as it was, IAM keeps it for good";
  }

  /**
   * Makes the tags tell of this submission. The policy is what it should be without them, so where
   * that fails, a note says so.
   */
  private String tag(String arn) {
    String reason = "no certain answer";
    try {
      for (int attempt = 1; attempt <= MOST_TAGGINGS; attempt++) {
        requireTimeToWrite();
        switch (store.tag(arn, wanted.submission())) {
          case Done _ -> {
            return "";
          }
          case LimitReached(var message) -> {
            return untagged(message);
          }
          case Added _, Exists _, Missing _, Unknown _ -> pause.after(attempt);
        }
      }
    } catch (Trouble trouble) {
      reason = trouble.getMessage();
    }
    return untagged(reason);
  }

  private static String untagged(String reason) {
    return "; its tags still tell of an earlier submission: " + reason;
  }

  /** A write that begins ends before the function is out of time, so what it did is known. */
  private void requireTimeToWrite() {
    if (deadline.forWork().compareTo(PolicyStore.LONGEST_WRITE) < 0) {
      throw Trouble.unavailable(
          "too little of the function's time is left to change %s; start the pipeline again"
              .formatted(wanted.arn()));
    }
  }

  private Attempt unanswered() {
    unanswered = true;
    return new LookAgain(uncertain());
  }

  private Trouble taken() {
    return Trouble.ofTheBundle(
        ("the account has a policy with the name `%s` (in any case of letters, under any path) that is"
                + " not the gate's; choose another `PolicyName`")
            .formatted(wanted.name()));
  }

  private Trouble uncertain() {
    return Trouble.unavailable(
        "IAM does not say what became of %s; start the pipeline again".formatted(wanted.arn()));
  }
}
