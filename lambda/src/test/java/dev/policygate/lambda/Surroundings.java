package dev.policygate.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.policygate.gate.Gate;
import dev.policygate.lambda.JobReporter.Receipt;
import dev.policygate.lambda.Sandboxes.Sandbox;
import dev.policygate.profile.Account;
import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Profiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Everything around {@link Submissions}, faked: at first, an accepted submission that goes well.
 */
final class Surroundings {

  static final String SECURITY = "111111111111";
  static final String SANDBOX = FakePolicies.ACCOUNT;
  static final String JOB_ID = "11111111-2222-3333-4444-555555555555";
  static final Claim CLAIM = new Claim(JOB_ID, SANDBOX, new Credentials("AKID", "SECRET", "TOKEN"));
  static final PipelineJob JOB = new PipelineJob(CLAIM, new Artifact("bucket", "key"));
  static final CallerIdentity ACTION_ROLE_SESSION =
      new CallerIdentity(SECURITY, "arn:aws:sts::%s:assumed-role/action/1".formatted(SECURITY));

  final FakePolicies policies = new FakePolicies();

  /** Who was told what: {@code own} or {@code sandbox}, and the result. */
  record Told(String by, JobResult result) {}

  final List<Told> told = new ArrayList<>();

  /** The sessions that were taken. */
  final List<SessionScope> entered = new ArrayList<>();

  ArtifactReader artifacts = (_, _, _) -> Bundles.of("Team", Bundles.HARMLESS);
  CallerIdentity.Source identities = _ -> ACTION_ROLE_SESSION;
  CentralDocuments centralDocuments = (_, _) -> sandboxProfile().denies();
  Examiner.Judge judge =
      (profile, denies, bundle) ->
          Gate.of(profile, denies).judge(bundle.policy(), bundle.metadata());
  Sandboxes sandboxes = (_, _, _) -> sandbox((_, _) -> Receipt.TAKEN);
  JobReporter own = (_, _) -> Receipt.TAKEN;
  Executor executor = Runnable::run;
  Duration timeLeft = Duration.ofMinutes(1);

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** The sandbox preset, with the one account that there is. */
  static Profile sandboxProfile() {
    return Presets.load()
        .named("sandbox")
        .orElseThrow()
        .forAccounts(
            List.of(
                new Account(SANDBOX, Optional.of("arn:aws:iam::" + SECURITY + ":role/action"))));
  }

  /** A session in the sandbox, which reports by {@code jobs}. */
  Sandbox sandbox(JobReporter jobs) {
    return new Sandbox() {
      @Override
      public PolicyStore policies() {
        return policies;
      }

      @Override
      public JobReporter jobs() {
        return recorded("sandbox", jobs);
      }
    };
  }

  void take(PipelineJob job) {
    submissions().take(job, SECURITY, deadline());
  }

  void refuse(Claim claim, Trouble trouble) {
    submissions().refuse(claim, trouble, deadline());
  }

  void refuse(String jobId, Trouble trouble) {
    submissions().refuse(jobId, trouble, deadline());
  }

  /** What the journal says happened, in order. */
  List<String> journal() {
    return log().lines().map(Surroundings::what).toList();
  }

  /** All that was written. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  private Deadline deadline() {
    return Deadline.in(timeLeft, InstantSource.fixed(Instant.EPOCH));
  }

  private Submissions submissions() {
    Journal journal =
        new Journal(
            new PrintStream(log, true, StandardCharsets.UTF_8), InstantSource.fixed(Instant.EPOCH));
    Steps steps = new Steps(executor);
    Examiner examiner =
        new Examiner(
            new Profiles(List.of(sandboxProfile())),
            "aws",
            new Examiner.Sources(artifacts, identities, centralDocuments),
            judge,
            steps,
            journal);
    return new Submissions(
        examiner,
        (account, jobId, scope) -> {
          entered.add(scope);
          return sandboxes.enter(account, jobId, scope);
        },
        recorded("own", own),
        _ -> {},
        steps,
        journal);
  }

  private JobReporter recorded(String by, JobReporter reporter) {
    return (jobId, result) -> {
      told.add(new Told(by, result));
      return reporter.report(jobId, result);
    };
  }

  private static String what(String line) {
    try (JsonParser json = new JsonFactory().createParser(line)) {
      json.nextToken();
      json.nextToken();
      return json.nextTextValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
