package dev.policygate.cli;

import dev.policygate.bundle.Bundle;
import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import dev.policygate.cli.AccountPolicies.GatePolicy;
import dev.policygate.cli.Renewal.Kind;
import dev.policygate.finding.Finding;
import dev.policygate.gate.Gate;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.report.JobMessage;
import dev.policygate.validation.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the gate seal its policies again, after the central denies changed.
 *
 * <p>What the author wrote is taken from where he put it: the upload whose digest the gate has
 * written on the policy. Of a sealed document nobody can tell which denies are the author's, since
 * one that he wrote himself may be the same as a central one; so none is ever taken out of it.
 */
final class Resealer {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** IAM may take a while to show a version that it has just made. */
  private static final int MOST_LOOKS = 10;

  private static final String STAYS =
      "its upload is gone, so its earlier denies stay beside the new ones until its author submits it again";

  private final AccountPolicies policies;
  private final EarlierUploads uploads;
  private final Gate gate;
  private final Submitter submitter;
  private final Pace pace;

  Resealer(
      AccountPolicies policies, EarlierUploads uploads, Gate gate, Submitter submitter, Pace pace) {
    this.policies = policies;
    this.uploads = uploads;
    this.gate = gate;
    this.submitter = submitter;
    this.pace = pace;
  }

  /**
   * What is to be submitted for a policy.
   *
   * @param document what the gate would make of it
   * @param note on where it comes from, or nothing
   */
  private record Plan(Bundle bundle, Verdict verdict, String document, String note) {}

  /**
   * Renews a policy.
   *
   * @param dryRun only tell whether it needs that
   */
  Renewal renew(String arn, boolean dryRun) {
    Optional<GatePolicy> found = policies.read(arn);
    if (found.isEmpty()) {
      return new Renewal(arn, Kind.CURRENT, "it was deleted meanwhile");
    }
    GatePolicy policy = found.get();
    if (!policy.isTheGates()) {
      return new Renewal(
          arn,
          Kind.FOREIGN,
          "it has not the gate's tag, so somebody else has created it; find out who could");
    }
    return switch (plan(policy)) {
      case Planned(var plan) -> renew(policy, plan, dryRun);
      case Unusable(var findings) ->
          new Renewal(arn, Kind.REJECTED, JobMessage.rejection(findings));
    };
  }

  private Renewal renew(GatePolicy policy, Plan plan, boolean dryRun) {
    if (plan.document().equals(policy.document())) {
      return new Renewal(policy.arn(), Kind.CURRENT, policy.version() + " carries the denies");
    }
    if (plan.verdict() instanceof Verdict.Rejected(var findings)) {
      return new Renewal(policy.arn(), Kind.REJECTED, JobMessage.rejection(findings));
    }
    if (dryRun) {
      return new Renewal(
          policy.arn(),
          Kind.OUTDATED,
          with(policy.version() + " has not all the denies, or others", plan.note()));
    }
    Ending ending = submitter.submit(archive(plan.bundle()));
    return switch (ending) {
      case Ending.Published(_, var variables) ->
          proven(policy, plan, variables.getOrDefault("PolicyVersionId", ""));
      case Ending.Refused(var message) -> new Renewal(policy.arn(), Kind.REJECTED, message);
      case Ending.Failed(var message) -> new Renewal(policy.arn(), Kind.FAILED, message);
      case Ending.Undecided(var message) -> new Renewal(policy.arn(), Kind.UNKNOWN, message);
    };
  }

  /** What the gate says is not enough: the version must hold what it should. */
  private Renewal proven(GatePolicy policy, Plan plan, String version) {
    Optional<String> document = Optional.empty();
    for (int look = 1; document.isEmpty() && look <= MOST_LOOKS; look++) {
      if (look > 1) {
        pace.wait(BETWEEN_LOOKS);
      }
      document = policies.document(policy.arn(), version);
    }
    if (document.filter(plan.document()::equals).isPresent()) {
      return new Renewal(
          policy.arn(), Kind.RENEWED, with(version + " carries the denies", plan.note()));
    }
    return new Renewal(
        policy.arn(),
        Kind.UNKNOWN,
        ("the gate has sealed %s with other denies than the profile's: a function that is warm keeps the former ones for"
                + " five minutes; try again then, and if it stays so, give the profile that is deployed")
            .formatted(version));
  }

  private static String with(String text, String note) {
    return note.isEmpty() ? text : text + "; " + note;
  }

  private sealed interface Planning {}

  private record Planned(Plan plan) implements Planning {}

  private record Unusable(List<Finding> findings) implements Planning {
    Unusable {
      findings = List.copyOf(findings);
    }
  }

  private Planning plan(GatePolicy policy) {
    Optional<Bundle> upload =
        uploads
            .find(policy.bundle())
            .filter(bundle -> bundle.metadata().policyName().value().equals(policy.name()));
    if (upload.isPresent()) {
      return new Planned(plan(upload.get(), ""));
    }
    return switch (BundleReader.readFiles(filesOf(policy), policy.name())) {
      case BundleResult.Read(var bundle, _) -> new Planned(plan(bundle, STAYS));
      case BundleResult.Refused(var findings, _) -> new Unusable(findings);
      case BundleResult.Unreadable(var findings, _) -> new Unusable(findings);
    };
  }

  private Plan plan(Bundle bundle, String note) {
    Judgement judgement = gate.judge(bundle.policy(), bundle.metadata());
    return new Plan(
        bundle,
        judgement.verdict(),
        PolicyWriter.write(judgement.documents().getFirst().document()),
        note);
  }

  /** The policy as it stands, as if its author had written all of it. */
  private static Map<String, byte[]> filesOf(GatePolicy policy) {
    return files(policy.document(), MetadataText.of(policy.name(), policy.description()));
  }

  private static byte[] archive(Bundle bundle) {
    return BundleArchive.of(files(bundle.policyText(), bundle.metadataText()));
  }

  private static Map<String, byte[]> files(String policy, String metadata) {
    return Map.of(
        Bundle.POLICY_FILE, policy.getBytes(StandardCharsets.UTF_8),
        Bundle.METADATA_FILE, metadata.getBytes(StandardCharsets.UTF_8));
  }
}
