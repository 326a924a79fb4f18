package dev.policygate.lambda;

import dev.policygate.lambda.Examiner.Decision;
import dev.policygate.lambda.Examiner.Publish;
import dev.policygate.lambda.Examiner.Refuse;
import dev.policygate.lambda.JobReporter.Receipt;
import dev.policygate.lambda.Sandboxes.Sandbox;
import dev.policygate.report.JobMessage;
import java.time.Duration;

/** The way of one submission: from a job to its result, told to CodePipeline once. */
final class Submissions {

  private final Examiner examiner;
  private final Sandboxes sandboxes;
  private final JobReporter ownReporter;
  private final Pause pause;
  private final Steps steps;
  private final Journal journal;

  /**
   * Prepares to take submissions.
   *
   * @param ownReporter reports with the function's own credentials, where a sandbox cannot be
   *     entered
   */
  Submissions(
      Examiner examiner,
      Sandboxes sandboxes,
      JobReporter ownReporter,
      Pause pause,
      Steps steps,
      Journal journal) {
    this.examiner = examiner;
    this.sandboxes = sandboxes;
    this.ownReporter = ownReporter;
    this.pause = pause;
    this.steps = steps;
    this.journal = journal;
  }

  /**
   * Does the job and reports its result.
   *
   * @param securityAccount the account of the function and of the central denies
   * @throws Trouble when the result cannot be reported
   */
  void take(PipelineJob job, String securityAccount, Deadline deadline) {
    settle(job.claim(), examiner.examine(job, securityAccount, deadline), deadline);
  }

  /**
   * Reports that the job cannot be done as it is, to its account if it proves whose it is.
   *
   * @throws Trouble when that cannot be reported
   */
  void refuse(Claim claim, Trouble trouble, Deadline deadline) {
    settle(claim, examiner.refuse(claim, trouble, deadline), deadline);
  }

  /**
   * Reports that the job cannot even be read.
   *
   * @throws Trouble when that cannot be reported
   */
  void refuse(String jobId, Trouble trouble, Deadline deadline) {
    journal.trouble(jobId, trouble);
    tell(ownReporter, jobId, trouble.result(), deadline);
  }

  /** Something broke in the gate: the submitter hears that it did, and the journal where. */
  static Trouble defect() {
    return Trouble.configuration(
        "the gate broke down on this submission, which is a defect of the gate and not of the"
            + " submission; its security team finds the cause in the function's log");
  }

  private void settle(Claim claim, Decision decision, Deadline deadline) {
    switch (decision) {
      case Refuse(var result, var isProven) when isProven -> report(claim, result, deadline);
      case Refuse(var result, _) -> tell(ownReporter, claim.jobId(), result, deadline);
      case Publish(var wanted) -> publish(claim, wanted, deadline);
    }
  }

  private void report(Claim claim, JobResult.Failed result, Deadline deadline) {
    Sandbox sandbox;
    try {
      sandbox = enter(claim, new SessionScope.ReportFailure(), deadline.forEntering());
    } catch (Trouble trouble) {
      String note = trouble.getMessage();
      tell(
          ownReporter,
          claim.jobId(),
          new JobResult.Failed(result.type(), JobMessage.withNote(result.message(), note)),
          deadline);
      return;
    }
    tell(sandbox.jobs(), claim.jobId(), result, deadline);
  }

  private void publish(Claim claim, Publisher.Wanted wanted, Deadline deadline) {
    Sandbox sandbox;
    try {
      sandbox = enter(claim, new SessionScope.Publish(wanted.arn()), deadline.forWork());
    } catch (Trouble trouble) {
      tell(ownReporter, claim.jobId(), trouble.result(), deadline);
      return;
    }
    JobResult result;
    try {
      Publisher publisher = new Publisher(sandbox.policies(), wanted, pause, deadline);
      Publication publication = steps.take(publisher::publish, deadline.forWork());
      journal.published(claim, publication);
      result = publication.result();
    } catch (Trouble trouble) {
      journal.trouble(claim.jobId(), trouble);
      result = trouble.result();
    } catch (RuntimeException | Error e) {
      journal.defect(claim.jobId(), e);
      result = defect().result();
    }
    tell(sandbox.jobs(), claim.jobId(), result, deadline);
  }

  private Sandbox enter(Claim claim, SessionScope scope, Duration most) {
    try {
      return steps.take(() -> sandboxes.enter(claim.accountId(), claim.jobId(), scope), most);
    } catch (Trouble trouble) {
      journal.trouble(claim.jobId(), trouble);
      throw trouble;
    } catch (RuntimeException | Error e) {
      journal.defect(claim.jobId(), e);
      throw defect();
    }
  }

  private void tell(JobReporter reporter, String jobId, JobResult result, Deadline deadline) {
    Receipt receipt;
    try {
      receipt = steps.take(() -> reporter.report(jobId, result), deadline.forReporting());
    } catch (Trouble trouble) {
      journal.unreported(jobId, result, trouble.getMessage());
      throw trouble;
    } catch (RuntimeException | Error e) {
      // Its own text may hold anything, and what leaves the function is logged.
      journal.defect(jobId, e);
      journal.unreported(jobId, result, "the gate broke down");
      throw defect();
    }
    journal.reported(jobId, result, receipt);
  }
}
