package dev.policygate.lambda;

import dev.policygate.profile.Account;
import java.util.Optional;

/**
 * Reports the jobs that the gate's function could not report, so that no pipeline waits for it.
 *
 * <p>It does without what may have broken the function: profiles, central denies, the bundle. Whose
 * a job is it knows by the name that the action role of an account always has.
 */
final class FailedJobs {

  private final String partition;
  private final String actionRolePrefix;
  private final CallerIdentity.Source identities;
  private final Sandboxes sandboxes;
  private final Steps steps;
  private final Journal journal;

  /**
   * Prepares to report.
   *
   * @param actionRolePrefix what the names of action roles begin with; an account's id follows
   * @param sandboxes entered through the role that may only report failures
   */
  FailedJobs(
      String partition,
      String actionRolePrefix,
      CallerIdentity.Source identities,
      Sandboxes sandboxes,
      Steps steps,
      Journal journal) {
    this.partition = partition;
    this.actionRolePrefix = actionRolePrefix;
    this.identities = identities;
    this.sandboxes = sandboxes;
    this.steps = steps;
    this.journal = journal;
  }

  /**
   * Reports the job of a failed invocation, if it was of a job.
   *
   * @param securityAccount the account of the action roles
   * @throws Trouble when it cannot be reported
   */
  void report(FailedInvocation failed, String securityAccount, Deadline deadline) {
    JobResult.Failed result = result(failed);
    switch (failed.job()) {
      case JobEvent.Job(var job) -> report(job.claim(), result, securityAccount, deadline);
      case JobEvent.Unusable(var claim, _) -> report(claim, result, securityAccount, deadline);
      case JobEvent.Unclaimed(var jobId, var trouble) -> {
        journal.unreported(jobId, result, trouble.getMessage());
        throw trouble;
      }
      case JobEvent.Foreign _ -> {
        // The function has written it down, and nobody waits.
      }
    }
  }

  private static JobResult.Failed result(FailedInvocation failed) {
    return new JobResult.Failed(
        FailureType.SYSTEM_UNAVAILABLE,
        ("the gate's function ended before it could tell a result, so that the policy may have been created or"
                + " changed, or not; start the pipeline again, which finds what is there and does nothing"
                + " twice. If that ends in the same way, the security team finds the cause in the log of the"
                + " function, by the request %s")
            .formatted(failed.requestId()));
  }

  private void report(
      Claim claim, JobResult.Failed result, String securityAccount, Deadline deadline) {
    try {
      requireProof(
          claim,
          securityAccount,
          steps.take(() -> identities.of(claim.credentials()), deadline.forWork()));
      Sandboxes.Sandbox sandbox =
          steps.take(
              () ->
                  sandboxes.enter(
                      claim.accountId(), claim.jobId(), new SessionScope.ReportFailure()),
              deadline.forEntering());
      JobReporter.Receipt receipt =
          steps.take(() -> sandbox.jobs().report(claim.jobId(), result), deadline.forReporting());
      journal.reported(claim.jobId(), result, receipt);
    } catch (Trouble trouble) {
      journal.unreported(claim.jobId(), result, trouble.getMessage());
      throw trouble;
    } catch (RuntimeException | Error e) {
      // Its own text may hold anything, and what leaves the function is logged.
      journal.defect(claim.jobId(), e);
      journal.unreported(claim.jobId(), result, "the failure reporter broke down");
      throw Submissions.defect();
    }
  }

  private void requireProof(Claim claim, String securityAccount, CallerIdentity caller) {
    String role =
        "arn:%s:iam::%s:role/%s%s"
            .formatted(partition, securityAccount, actionRolePrefix, claim.accountId());
    if (!new Account(claim.accountId(), Optional.of(role))
        .isSpokenForBy(caller.account(), caller.arn())) {
      throw Trouble.configuration(
          "the job says that it is of the account %s, but its artifact credentials are of %s"
              .formatted(claim.accountId(), caller.arn()));
    }
  }
}
