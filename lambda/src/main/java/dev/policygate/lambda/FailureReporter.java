package dev.policygate.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.policygate.lambda.aws.Clients;
import dev.policygate.lambda.aws.StsIdentities;
import dev.policygate.lambda.aws.StsSandboxes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * The Lambda function that hears of it when {@link PolicyChecker} has failed for good: it tells
 * CodePipeline, so that no pipeline waits for a dead function.
 *
 * <p>It ends without an exception only when CodePipeline has been told, or when there is nobody to
 * tell; whatever else happens is an error of the invocation, so that Lambda tries again and an
 * alarm is raised.
 */
public final class FailureReporter implements RequestStreamHandler {

  /** The name of the role to assume in every account. */
  private static final String ROLE = "POLICY_GATE_REPORT_ROLE";

  private static final String DEFAULT_ROLE = "central-account-report-role";

  /** What the names of the accounts' action roles begin with. */
  private static final String ACTION_ROLES = "POLICY_GATE_ACTION_ROLE_PREFIX";

  private static final String DEFAULT_ACTION_ROLES = "policy-gate-action-role-";

  private final FailedJobs failedJobs;
  private final Journal journal;
  private final InstantSource clock;

  /** As Lambda creates it: settings from the environment. */
  public FailureReporter() {
    this(System.getenv(), System.out, InstantSource.system());
  }

  /**
   * For a surrounding of its own.
   *
   * @param environment as Lambda sets it
   * @param log takes the lines that the function writes
   */
  public FailureReporter(Map<String, String> environment, PrintStream log, InstantSource clock) {
    Clients clients = Clients.of(environment);
    String partition = Clients.partition(Clients.region(environment));
    this.clock = clock;
    this.journal = new Journal(log, clock);
    this.failedJobs =
        new FailedJobs(
            partition,
            environment.getOrDefault(ACTION_ROLES, DEFAULT_ACTION_ROLES),
            new StsIdentities(clients.sts()),
            new StsSandboxes(clients, partition, environment.getOrDefault(ROLE, DEFAULT_ROLE)),
            Steps.onDaemons(),
            journal);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    FailedInvocation failed =
        FailedInvocation.read(text)
            .orElseThrow(
                () -> {
                  String problem =
                      "the event tells of no failed invocation: only Lambda invokes this function";
                  journal.foreign(problem);
                  return new IllegalArgumentException(problem);
                });
    String account =
        PolicyChecker.accountOf(context)
            .orElseThrow(
                () ->
                    Trouble.configuration("Lambda does not say in which account the function is"));
    failedJobs.report(failed, account, deadline);
  }
}
