package dev.policygate.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.policygate.lambda.aws.Clients;
import dev.policygate.lambda.aws.CodePipelineJobs;
import dev.policygate.lambda.aws.IamCentralDocuments;
import dev.policygate.lambda.aws.S3Artifacts;
import dev.policygate.lambda.aws.StsIdentities;
import dev.policygate.lambda.aws.StsSandboxes;
import dev.policygate.profile.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;

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
  private static final int READS_AT_ONCE = 3;

  private final Submissions submissions;
  private final Journal journal;

  /** As Lambda creates it: settings from the environment, profiles from the package. */
  public PolicyChecker() {
    this(System.getenv(), PackagedProfiles.load(), System.out, InstantSource.system());
  }

  /**
   * For a surrounding of its own.
   *
   * @param environment as Lambda sets it
   * @param log takes the lines that the function writes
   */
  public PolicyChecker(
      Map<String, String> environment, Profiles profiles, PrintStream log, InstantSource clock) {
    Clients clients = Clients.of(environment);
    String partition = Clients.partition(Clients.region(environment));
    this.journal = new Journal(log, clock);
    this.submissions =
        new Submissions(
            profiles,
            partition,
            new S3Artifacts(clients.s3()),
            new StsIdentities(clients.sts()),
            new IamCentralDocuments(clients.iam(), partition, clock),
            new StsSandboxes(clients, partition, environment.getOrDefault(ROLE, DEFAULT_ROLE)),
            new CodePipelineJobs(clients.codePipeline()),
            PolicyChecker::sleep,
            Executors.newFixedThreadPool(READS_AT_ONCE, PolicyChecker::daemon),
            journal);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    switch (JobEvent.read(text)) {
      case JobEvent.Job(var job) -> submissions.take(job, accountOf(context));
      case JobEvent.Unusable(var jobId, var trouble) -> submissions.refuse(jobId, trouble);
      case JobEvent.Foreign(var problem) -> {
        journal.foreign(problem);
        throw new IllegalArgumentException(problem);
      }
    }
  }

  /** {@code arn:aws:lambda:region:account:function:name} names the account the function is in. */
  private static String accountOf(Context context) {
    String[] parts = context.getInvokedFunctionArn().split(":", -1);
    if (parts.length < 7) {
      throw new IllegalStateException(
          "Lambda gave no function ARN, which tells the security account");
    }
    return parts[4];
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "read");
    thread.setDaemon(true);
    return thread;
  }

  private static void sleep(int attempt) {
    try {
      Thread.sleep(Math.min(4_000L, 250L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.unavailable("the function was stopped while it waited", e);
    }
  }
}
