package dev.policygate.lambda;

import dev.policygate.bundle.Bundle;
import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import dev.policygate.finding.Finding;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.gate.RulesDigest;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.profile.Account;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Profiles;
import dev.policygate.report.JobMessage;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Finds out what is to be done about a job. It reads and judges; it changes nothing. */
final class Examiner {

  private final Profiles profiles;
  private final String partition;
  private final Sources sources;
  private final Judge judge;
  private final Steps steps;
  private final Journal journal;

  Examiner(
      Profiles profiles,
      String partition,
      Sources sources,
      Judge judge,
      Steps steps,
      Journal journal) {
    this.profiles = profiles;
    this.partition = partition;
    this.sources = sources;
    this.judge = judge;
    this.steps = steps;
    this.journal = journal;
  }

  /** What is read before anything is decided. */
  record Sources(
      ArtifactReader artifacts,
      CallerIdentity.Source identities,
      CentralDocuments centralDocuments) {}

  /** Who says whether a submission may pass. */
  @FunctionalInterface
  interface Judge {
    Judgement judge(Profile profile, CentralDenies denies, Bundle bundle);
  }

  /** What is to be done about a job. */
  sealed interface Decision {}

  /**
   * Nothing but reporting.
   *
   * @param isProven whether the job has proven whose it is, so that its account may be entered
   */
  record Refuse(JobResult.Failed result, boolean isProven) implements Decision {}

  record Publish(Publisher.Wanted wanted) implements Decision {}

  /** Reads everything at once that a verdict needs, and judges. */
  Decision examine(PipelineJob job, String securityAccount, Deadline deadline) {
    Claim claim = job.claim();
    return deciding(
        claim,
        false,
        () -> {
          Profile profile = profileOf(claim);
          CompletableFuture<CallerIdentity> identity = identity(claim);
          CompletableFuture<CentralDenies> denies =
              steps.begin(
                  () -> sources.centralDocuments().denies(securityAccount, profile.denyPolicy()));
          CompletableFuture<byte[]> archive =
              steps.begin(
                  () ->
                      sources
                          .artifacts()
                          .read(
                              job.artifact(), claim.credentials(), BundleReader.MAX_ARCHIVE_BYTES));
          requireProof(claim, profile, steps.await(identity, deadline.forWork()));
          return deciding(
              claim,
              true,
              () -> {
                CentralDenies appended = steps.await(denies, deadline.forWork());
                byte[] submitted = steps.await(archive, deadline.forWork());
                return steps.take(
                    () -> judge(claim, profile, appended, submitted),
                    deadline.forWork(),
                    noVerdict());
              });
        });
  }

  /** Finds out who may be told that a job cannot be done. */
  Decision refuse(Claim claim, Trouble trouble, Deadline deadline) {
    return deciding(
        claim,
        false,
        () -> {
          Profile profile = profileOf(claim);
          requireProof(claim, profile, steps.await(identity(claim), deadline.forWork()));
          return deciding(
              claim,
              true,
              () -> {
                throw trouble;
              });
        });
  }

  private Decision deciding(Claim claim, boolean isProven, Supplier<Decision> work) {
    try {
      return work.get();
    } catch (Trouble trouble) {
      journal.trouble(claim.jobId(), trouble);
      return new Refuse(trouble.result(), isProven);
    } catch (RuntimeException | Error e) {
      journal.defect(claim.jobId(), e);
      return new Refuse(Submissions.defect().result(), isProven);
    }
  }

  private Profile profileOf(Claim claim) {
    return profiles
        .of(claim.accountId())
        .orElseThrow(
            () ->
                Trouble.configuration(
                    "the account %s is not registered with the gate; its security team adds it to a profile"
                        .formatted(claim.accountId())));
  }

  private CompletableFuture<CallerIdentity> identity(Claim claim) {
    return steps.begin(() -> sources.identities().of(claim.credentials()));
  }

  private static void requireProof(Claim claim, Profile profile, CallerIdentity caller) {
    Account account = profile.accounts().get(claim.accountId());
    if (account == null || !account.isSpokenForBy(caller.account(), caller.arn())) {
      throw Trouble.configuration(
          ("the job says that it is of the account %s, but its artifact credentials are of %s;"
                  + " register that role as the account's action role, if it is")
              .formatted(claim.accountId(), caller.arn()));
    }
  }

  private static Trouble noVerdict() {
    return Trouble.configuration(
        "the gate has come to no verdict in the time that the function has; if a shorter policy does"
            + " not help, its security team looks for a rule that takes too long, or gives the"
            + " function more memory");
  }

  private Decision judge(Claim claim, Profile profile, CentralDenies denies, byte[] archive) {
    return switch (BundleReader.read(archive, "policy.zip")) {
      case BundleResult.Refused(var findings, _) -> rejected(claim, findings);
      case BundleResult.Unreadable(var findings, _) -> rejected(claim, findings);
      case BundleResult.Read(var bundle, _) -> {
        Judgement judgement = judge.judge(profile, denies, bundle);
        yield switch (judgement.verdict()) {
          case Verdict.Rejected(var findings) -> rejected(claim, findings);
          case Verdict.Accepted _ ->
              new Publish(
                  wanted(
                      claim, profile, denies, bundle, judgement.documents().getFirst().document()));
        };
      }
    };
  }

  private Refuse rejected(Claim claim, List<Finding> findings) {
    journal.rejected(claim, findings);
    boolean broken =
        findings.stream()
            .anyMatch(finding -> finding.rule().equals(PolicyValidator.RULE_FAILED.id()));
    return new Refuse(
        new JobResult.Failed(
            broken ? FailureType.CONFIGURATION_ERROR : FailureType.JOB_FAILED,
            JobMessage.rejection(findings)),
        true);
  }

  private Publisher.Wanted wanted(
      Claim claim, Profile profile, CentralDenies denies, Bundle bundle, Policy document) {
    String name = bundle.metadata().policyName().value();
    return new Publisher.Wanted(
        "arn:%s:iam::%s:policy%s%s".formatted(partition, claim.accountId(), profile.path(), name),
        name,
        profile.path(),
        bundle.metadata().description().map(located -> located.value()).orElse(""),
        PolicyWriter.write(document),
        bundle.digest(),
        RulesDigest.of(profile, denies, bundle.metadata().team().map(located -> located.value())),
        claim.jobId());
  }
}
