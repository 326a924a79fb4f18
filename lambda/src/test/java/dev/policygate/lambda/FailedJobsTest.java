package dev.policygate.lambda;

import static dev.policygate.lambda.FailedInvocationTest.REQUEST_ID;
import static dev.policygate.lambda.Surroundings.CLAIM;
import static dev.policygate.lambda.Surroundings.JOB;
import static dev.policygate.lambda.Surroundings.JOB_ID;
import static dev.policygate.lambda.Surroundings.SANDBOX;
import static dev.policygate.lambda.Surroundings.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.policygate.lambda.JobReporter.Receipt;
import dev.policygate.lambda.Surroundings.Told;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What becomes of a job when the gate's function has failed for good. */
class FailedJobsTest {

  private static final JobResult RESULT =
      new JobResult.Failed(
          FailureType.SYSTEM_UNAVAILABLE,
          "the gate's function ended before it could tell a result, so that the policy may have been"
              + " created or changed, or not; start the pipeline again, which finds what is there and"
              + " does nothing twice. If that ends in the same way, the security team finds the cause in"
              + " the log of the function, by the request "
              + REQUEST_ID);

  private final Surroundings surroundings = new Surroundings();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  FailedJobsTest() {
    surroundings.identities = _ -> session("policy-gate-action-role-" + SANDBOX);
  }

  private static CallerIdentity session(String role) {
    return new CallerIdentity(
        SECURITY, "arn:aws:sts::%s:assumed-role/%s/1700000000000".formatted(SECURITY, role));
  }

  private void report(JobEvent.Read job) {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    Sandboxes sandboxes =
        (account, jobId, scope) -> {
          assertThat(account).isEqualTo(SANDBOX);
          assertThat(jobId).isEqualTo(JOB_ID);
          surroundings.entered.add(scope);
          return surroundings.sandboxes.enter(account, jobId, scope);
        };
    new FailedJobs(
            "aws",
            "policy-gate-action-role-",
            credentials -> surroundings.identities.of(credentials),
            sandboxes,
            new Steps(Runnable::run),
            new Journal(new PrintStream(log, true, StandardCharsets.UTF_8), clock))
        .report(
            new FailedInvocation(REQUEST_ID, job),
            SECURITY,
            Deadline.in(Duration.ofSeconds(30), clock));
  }

  private void isLeftUnreported(JobEvent.Read job, String message) {
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> report(job))
        .withMessage(message)
        .withNoCause();
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"what\":\"Unreported\"");
  }

  @Test
  void itIsReportedOnceAsFailed() {
    report(new JobEvent.Job(JOB));
    assertThat(surroundings.told).containsExactly(new Told("sandbox", RESULT));
    assertThat(surroundings.entered).containsExactly(new SessionScope.ReportFailure());
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"what\":\"Reported\"")
        .doesNotContain("SECRET", "TOKEN");
  }

  @Test
  void itIsReportedAlsoWhenItWasUnusable() {
    report(new JobEvent.Unusable(CLAIM, Trouble.configuration("no artifact")));
    assertThat(surroundings.told).containsExactly(new Told("sandbox", RESULT));
  }

  @Test
  void itMayHaveEndedBefore() {
    surroundings.sandboxes = (_, _, _) -> surroundings.sandbox((_, _) -> Receipt.LATE);
    report(new JobEvent.Job(JOB));
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"what\":\"ReportedLate\"");
  }

  @Test
  void nobodyIsToldOfWhatWasNoJob() {
    report(new JobEvent.Foreign("no job"));
    assertThat(surroundings.told).isEmpty();
    assertThat(log.size()).isZero();
  }

  @Test
  void anAccountIsNotEnteredForTheJobOfAnother() {
    surroundings.identities = _ -> session("policy-gate-action-role-333333333333");
    isLeftUnreported(
        new JobEvent.Job(JOB),
        "the job says that it is of the account 222222222222, but its artifact credentials are of"
            + " arn:aws:sts::111111111111:assumed-role/policy-gate-action-role-333333333333/1700000000000");
    assertThat(surroundings.entered).isEmpty();
  }

  @Test
  void anAccountIsNotEnteredForSomebodyElseOfTheSecurityAccount() {
    surroundings.identities = _ -> session("policy-gate-action-role-" + SANDBOX + "0");
    isLeftUnreported(
        new JobEvent.Job(JOB),
        "the job says that it is of the account 222222222222, but its artifact credentials are of"
            + " arn:aws:sts::111111111111:assumed-role/policy-gate-action-role-2222222222220/1700000000000");
    assertThat(surroundings.entered).isEmpty();
  }

  @Test
  void nobodyKnowsWhomToTellWithoutAClaim() {
    isLeftUnreported(
        new JobEvent.Unclaimed(JOB_ID, Trouble.configuration("no credentials")), "no credentials");
  }

  @Test
  void theInvocationFailsWhenTheRoleIsGone() {
    surroundings.sandboxes =
        (_, _, _) -> {
          throw Trouble.permission("cannot assume the role");
        };
    isLeftUnreported(new JobEvent.Job(JOB), "cannot assume the role");
  }

  @Test
  void nothingOfADefectLeavesTheFunction() {
    surroundings.identities =
        _ -> {
          throw new IllegalStateException("SECRET");
        };
    isLeftUnreported(new JobEvent.Job(JOB), Submissions.defect().getMessage());
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("SECRET");
  }
}
