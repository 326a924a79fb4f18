package dev.policygate.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.policygate.bundle.Bundle;
import dev.policygate.gate.Gate;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.lambda.aws.Clients;
import dev.policygate.lambda.aws.CodePipelineJobs;
import dev.policygate.lambda.aws.IamCentralDocuments;
import dev.policygate.lambda.aws.S3Artifacts;
import dev.policygate.lambda.aws.StsIdentities;
import dev.policygate.lambda.aws.StsSandboxes;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lambda function that CodePipeline invokes.
 *
 * <p>It ends without an exception only when CodePipeline has been told a result; whatever else
 * happens is an error of the invocation, so that Lambda tries again and its failure destination
 * hears of it.
 */
public final class PolicyChecker implements RequestStreamHandler {

  /** The name of the role to assume in every account. */
  private static final String ROLE = "POLICY_GATE_ACCOUNT_ROLE";

  private static final String DEFAULT_ROLE = "central-account-role";

  private static final Pattern FUNCTION_ARN =
      Pattern.compile("arn:[^:]+:lambda:[^:]+:([0-9]{12}):function:.+");

  private final Submissions submissions;
  private final Journal journal;
  private final InstantSource clock;

  /** As Lambda creates it: settings from the environment, profiles from the package. */
  public PolicyChecker() {
    this(
        System.getenv(),
        PackagedProfiles.load(),
        System.out,
        InstantSource.system(),
        Pause.untilIamShows());
  }

  /**
   * For a surrounding of its own.
   *
   * @param environment as Lambda sets it
   * @param log takes the lines that the function writes
   * @param pause between two looks at what a write to IAM has done
   */
  public PolicyChecker(
      Map<String, String> environment,
      Profiles profiles,
      PrintStream log,
      InstantSource clock,
      Pause pause) {
    Clients clients = Clients.of(environment);
    String partition = Clients.partition(Clients.region(environment));
    this.clock = clock;
    this.journal = new Journal(log, clock);
    Steps steps = Steps.onDaemons();
    Examiner examiner =
        new Examiner(
            profiles,
            partition,
            new Examiner.Sources(
                new S3Artifacts(clients.s3()),
                new StsIdentities(clients.sts()),
                new IamCentralDocuments(clients.iam(), partition, clock)),
            this::judge,
            steps,
            journal);
    this.submissions =
        new Submissions(
            examiner,
            new StsSandboxes(clients, partition, environment.getOrDefault(ROLE, DEFAULT_ROLE)),
            new CodePipelineJobs(clients.codePipeline()),
            pause,
            steps,
            journal);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    switch (JobEvent.read(text)) {
      case JobEvent.Job(var job) ->
          accountOf(context)
              .ifPresentOrElse(
                  account -> submissions.take(job, account, deadline),
                  () ->
                      submissions.refuse(
                          job.claim(),
                          Trouble.configuration(
                              "Lambda does not say in which account the function is"),
                          deadline));
      case JobEvent.Unusable(var claim, var trouble) ->
          submissions.refuse(claim, trouble, deadline);
      case JobEvent.Unclaimed(var jobId, var trouble) ->
          submissions.refuse(jobId, trouble, deadline);
      case JobEvent.Foreign(var problem) -> {
        journal.foreign(problem);
        throw new IllegalArgumentException(problem);
      }
    }
  }

  /** {@code arn:aws:lambda:region:account:function:name} names the account the function is in. */
  static Optional<String> accountOf(Context context) {
    Matcher arn = FUNCTION_ARN.matcher(String.valueOf(context.getInvokedFunctionArn()));
    return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
  }

  private Judgement judge(Profile profile, CentralDenies denies, Bundle bundle) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Gate.of(profile, denies).on(today).judge(bundle.policy(), bundle.metadata());
  }
}
