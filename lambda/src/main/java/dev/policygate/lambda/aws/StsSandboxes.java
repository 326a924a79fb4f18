package dev.policygate.lambda.aws;

import dev.policygate.lambda.Credentials;
import dev.policygate.lambda.JobReporter;
import dev.policygate.lambda.PolicyStore;
import dev.policygate.lambda.Sandboxes;
import dev.policygate.lambda.SessionScope;
import dev.policygate.lambda.Trouble;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Sessions of the role that each account gives to the gate. */
public final class StsSandboxes implements Sandboxes {

  /** The name of every session of the gate, by which CloudTrail and trust policies know it. */
  public static final String SESSION = "SecurityManageAccountPermissions";

  /** The shortest that STS gives, in seconds. */
  private static final int DURATION = 900;

  private final Clients clients;
  private final String partition;
  private final String role;

  /**
   * Prepares to enter accounts.
   *
   * @param role the name of the role, the same in every account
   */
  public StsSandboxes(Clients clients, String partition, String role) {
    this.clients = clients;
    this.partition = partition;
    this.role = role;
  }

  @Override
  public Sandbox enter(String account, String jobId, SessionScope scope) {
    String arn = "arn:%s:iam::%s:role/%s".formatted(partition, account, role);
    try {
      AssumeRoleResponse session =
          clients
              .sts()
              .assumeRole(
                  request ->
                      request
                          .roleArn(arn)
                          .roleSessionName(SESSION)
                          .sourceIdentity(jobId)
                          .policy(scope.policy())
                          .durationSeconds(DURATION));
      Credentials credentials =
          new Credentials(
              session.credentials().accessKeyId(),
              session.credentials().secretAccessKey(),
              session.credentials().sessionToken());
      return new Session(
          new IamPolicies(clients.iam(), clients.writingIam(), credentials),
          new CodePipelineJobs(clients.codePipeline(), Sessions.with(credentials)));
    } catch (SdkException e) {
      if (AwsTrouble.isForbidden(e)) {
        throw Trouble.permission(
            ("cannot assume %s: %s; check that the role exists and trusts the function's role, with"
                    + " sts:AssumeRole and sts:SetSourceIdentity, and that the function's role may both")
                .formatted(arn, AwsTrouble.code(e)));
      }
      throw AwsTrouble.of(e, "assume " + arn, "the role and its trust policy");
    }
  }

  private record Session(PolicyStore policies, JobReporter jobs) implements Sandbox {}
}
