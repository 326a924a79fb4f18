package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;

/** What the timeline hears, and what nobody hears. */
class TimelineTest {
  private static final String CANARY = "CanaryInThePolicysText";

  @Test
  void everyCallIsTold() {
    Recorder recorder = new Recorder();
    try (TwoAccounts accounts = new TwoAccounts(b -> b.timeline(recorder))) {
      IamClient iam = accounts.role("role", allow("iam:ListRoles", "*")).iam();
      iam.listRoles();
      assertError(() -> iam.listUsers(), 403, "AccessDenied");
      assertError(
          () ->
              Clients.of(accounts.aws(), new Credentials("AKIAUNKNOWN", "secret", Optional.empty()))
                  .s3()
                  .listBuckets(),
          403,
          "InvalidAccessKeyId");
      assertThat(recorder.calls())
          .containsExactly(
              "sts:AssumeRole by arn:aws:iam::222222222222:user/administrator: 200",
              "iam:ListRoles by arn:aws:sts::222222222222:assumed-role/role/test: 200",
              "iam:ListUsers by arn:aws:sts::222222222222:assumed-role/role/test: 403"
                  + " AccessDenied",
              "s3:ListBuckets by nobody: 403 InvalidAccessKeyId");
    }
  }

  @Test
  void noSecretIsEverTold() {
    StringBuilder logged = new StringBuilder();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logRecord) {
            logged.append(logRecord.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try (GatePipeline gate = new GatePipeline()) {
      String canary = policy(allow("s3:" + CANARY, "*"));
      IamClient iam = gate.accounts().administrator().iam();
      iam.createPolicy(b -> b.policyName("A").policyDocument(canary));
      assertError(
          () -> iam.createPolicy(b -> b.policyName("B").policyDocument(canary + "x")),
          400,
          "MalformedPolicyDocument",
          "Syntax errors in policy.");
      gate.upload(canary);
      GatePipeline.Job job = gate.nextJob();
      Clients clients = gate.artifactClients(job);
      clients.sts().getCallerIdentity();
      var session = (AwsSessionCredentials) clients.credentials();
      assertError(
          () ->
              new Clients(
                      gate.accounts().aws().endpoint(),
                      AwsSessionCredentials.create(
                          session.accessKeyId(), CANARY, session.sessionToken()))
                  .sts()
                  .getCallerIdentity(),
          403,
          "SignatureDoesNotMatch");
      gate.codePipeline().putJobSuccessResult(b -> b.jobId(job.id()));
      gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 1);
      assertThat(gate.recorder().events().toString() + logged)
          .doesNotContain(CANARY)
          .doesNotContain(session.secretAccessKey())
          .doesNotContain(session.sessionToken());
    } finally {
      root.removeHandler(handler);
    }
  }

  @Test
  void aBrokenAuthorizerRefusesAndKeepsQuiet() throws Exception {
    Authorizer broken =
        _ -> {
          throw new IllegalStateException(CANARY);
        };
    Recorder recorder = new Recorder();
    try (LocalAws aws = LocalAws.builder(broken).timeline(recorder).start()) {
      assertError(
          () -> Clients.administrator(aws, TwoAccounts.SANDBOX).iam().listRoles(),
          500,
          "InternalFailure",
          "The embedded AWS failed: IllegalStateException");
      assertThat(recorder.calls())
          .containsExactly(
              "iam:ListRoles by arn:aws:iam::222222222222:user/administrator: 500"
                  + " InternalFailure");
    }
  }
}
