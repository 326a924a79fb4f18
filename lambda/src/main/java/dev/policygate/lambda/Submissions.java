package dev.policygate.lambda;

import dev.policygate.bundle.Bundle;
import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import dev.policygate.finding.Finding;
import dev.policygate.gate.Gate;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.lambda.Sandboxes.Sandbox;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.profile.Account;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Profiles;
import dev.policygate.report.JobMessage;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The way of one submission: from a job to its result, told to CodePipeline once. */
final class Submissions {

  private final Profiles profiles;
  private final String partition;
  private final ArtifactReader artifacts;
  private final CallerIdentity.Source identities;
  private final CentralDocuments centralDocuments;
  private final Sandboxes sandboxes;
  private final JobReporter ownReporter;
  private final Pause pause;
  private final Executor executor;
  private final Journal journal;

  /**
   * Prepares to take submissions.
   *
   * @param ownReporter reports with the function's own credentials, where a sandbox cannot be
   *     entered
   * @param executor runs reads that do not depend on each other
   */
  Submissions(
      Profiles profiles,
      String partition,
      ArtifactReader artifacts,
      CallerIdentity.Source identities,
      CentralDocuments centralDocuments,
      Sandboxes sandboxes,
      JobReporter ownReporter,
      Pause pause,
      Executor executor,
      Journal journal) {
    this.profiles = profiles;
    this.partition = partition;
    this.artifacts = artifacts;
    this.identities = identities;
    this.centralDocuments = centralDocuments;
    this.sandboxes = sandboxes;
    this.ownReporter = ownReporter;
    this.pause = pause;
    this.executor = executor;
    this.journal = journal;
  }

  /**
   * Does the job and reports its result.
   *
   * @param securityAccount the account of the function and of the central denies
   * @throws Trouble when the result cannot be reported
   */
  void take(PipelineJob job, String securityAccount) {
    Decision decision;
    try {
      decision = decide(job, securityAccount);
    } catch (Trouble trouble) {
      decision = new Refuse(trouble.result(), false);
    } catch (RuntimeException e) {
      // A defect of ours: the submitter hears that it is, and the journal what it is.
      journal.defect(job.id(), e);
      decision = new Refuse(defect(), false);
    }
    switch (decision) {
      case Refuse(var result, var isOfTheAccount) -> report(job, result, isOfTheAccount);
      case Publish publish -> publish(job, publish);
    }
  }

  /** Reports that the job cannot even be read. */
  void refuse(String jobId, Trouble trouble) {
    reportByOwn(jobId, trouble.result());
  }

  private static JobResult.Failed defect() {
    return Trouble.configuration(
            "the gate broke down on this submission, which is a defect of the gate and not of the"
                + " submission; its security team finds the cause in the function's log")
        .result();
  }

  /** What is left to do once everything is read. */
  private sealed interface Decision {}

  /**
   * Nothing but reporting.
   *
   * @param isOfTheAccount whether the job has proven whose it is, so that its account may be
   *     entered
   */
  private record Refuse(JobResult.Failed result, boolean isOfTheAccount) implements Decision {}

  private record Publish(Publisher.Wanted wanted) implements Decision {}

  private Decision decide(PipelineJob job, String securityAccount) {
    Profile profile =
        profiles
            .of(job.accountId())
            .orElseThrow(
                () ->
                    Trouble.configuration(
                        "the account %s is not registered with the gate; its security team adds it to a profile"
                            .formatted(job.accountId())));
    Account account = profile.accounts().get(job.accountId());
    CompletableFuture<CallerIdentity> identity =
        CompletableFuture.supplyAsync(() -> identities.of(job.credentials()), executor);
    CompletableFuture<CentralDenies> denies =
        CompletableFuture.supplyAsync(
            () -> centralDocuments.denies(securityAccount, profile.denyPolicy()), executor);
    CompletableFuture<byte[]> archive =
        CompletableFuture.supplyAsync(
            () -> artifacts.read(job, BundleReader.MAX_ARCHIVE_BYTES), executor);
    CallerIdentity caller = join(identity);
    if (account == null || !account.isSpokenForBy(caller.account(), caller.arn())) {
      return new Refuse(
          Trouble.configuration(
                  ("the job says that it is of the account %s, but its artifact credentials are of %s;"
                          + " register that role as the account's action role, if it is")
                      .formatted(job.accountId(), caller.arn()))
              .result(),
          false);
    }
    try {
      return judge(job, profile, join(denies), join(archive));
    } catch (Trouble trouble) {
      return new Refuse(trouble.result(), true);
    } catch (RuntimeException e) {
      journal.defect(job.id(), e);
      return new Refuse(defect(), true);
    }
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Trouble trouble) {
        throw trouble;
      }
      throw e;
    }
  }

  private Decision judge(PipelineJob job, Profile profile, CentralDenies denies, byte[] archive) {
    return switch (BundleReader.read(archive, "policy.zip")) {
      case BundleResult.Refused(var findings, _) -> rejected(job, findings);
      case BundleResult.Unreadable(var findings, _) -> rejected(job, findings);
      case BundleResult.Read(var bundle, _) -> {
        Judgement judgement = Gate.of(profile, denies).judge(bundle.policy(), bundle.metadata());
        yield switch (judgement.verdict()) {
          case Verdict.Rejected(var findings) -> rejected(job, findings);
          case Verdict.Accepted _ ->
              new Publish(
                  wanted(
                      job, profile, denies, bundle, judgement.documents().getFirst().document()));
        };
      }
    };
  }

  private Refuse rejected(PipelineJob job, List<Finding> findings) {
    journal.rejected(job, findings);
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
      PipelineJob job, Profile profile, CentralDenies denies, Bundle bundle, Policy document) {
    String name = bundle.metadata().policyName().value();
    return new Publisher.Wanted(
        "arn:%s:iam::%s:policy%s%s".formatted(partition, job.accountId(), profile.path(), name),
        name,
        profile.path(),
        bundle.metadata().description().map(located -> located.value()).orElse(""),
        PolicyWriter.write(document),
        bundle.digest(),
        digest(
            profile.name()
                + "\n"
                + PolicyWriter.write(new Policy(denies.statements(), document.location()))),
        job.id());
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private void publish(PipelineJob job, Publish publish) {
    Sandbox sandbox;
    try {
      sandbox =
          sandboxes.enter(
              job.accountId(), job.id(), new SessionScope.Publish(publish.wanted().arn()));
    } catch (Trouble trouble) {
      reportByOwn(job.id(), trouble.result());
      return;
    }
    JobResult result;
    try {
      Publication publication = new Publisher(sandbox.policies(), pause).publish(publish.wanted());
      journal.published(job, publication);
      result =
          new JobResult.Succeeded(
              publication.summary(),
              Map.of(
                  "PolicyArn", publication.policyArn(),
                  "PolicyVersionId", publication.version(),
                  "Outcome", publication.outcome()));
    } catch (Trouble trouble) {
      result = trouble.result();
    } catch (RuntimeException e) {
      journal.defect(job.id(), e);
      result = defect();
    }
    tell(sandbox.jobs(), job.id(), result);
  }

  private void report(PipelineJob job, JobResult.Failed result, boolean isOfTheAccount) {
    if (!isOfTheAccount) {
      reportByOwn(job.id(), result);
      return;
    }
    Sandbox sandbox;
    try {
      sandbox = sandboxes.enter(job.accountId(), job.id(), new SessionScope.ReportFailure());
    } catch (Trouble trouble) {
      journal.trouble(job.id(), trouble);
      reportByOwn(
          job.id(),
          new JobResult.Failed(
              result.type(),
              JobMessage.withNote(result.message(), String.valueOf(trouble.getMessage()))));
      return;
    }
    tell(sandbox.jobs(), job.id(), result);
  }

  /** Where the sandbox cannot be entered, the function's own credentials are the last resort. */
  private void reportByOwn(String jobId, JobResult result) {
    tell(ownReporter, jobId, result);
  }

  private void tell(JobReporter reporter, String jobId, JobResult result) {
    try {
      reporter.report(jobId, result);
      journal.reported(jobId, result);
    } catch (RuntimeException e) {
      journal.unreported(jobId, result, e);
      throw e;
    }
  }
}
