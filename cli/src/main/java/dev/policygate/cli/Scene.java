package dev.policygate.cli;

import dev.policygate.finding.Location;
import dev.policygate.local.Credentials;
import dev.policygate.local.EngineAuthorizer;
import dev.policygate.local.LocalAws;
import dev.policygate.local.Pipeline;
import dev.policygate.local.Timeline;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.profile.Account;
import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Profiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two accounts on the embedded AWS, prepared as the templates prepare real ones: the security
 * account with the function and the central denies, and a sandbox with its pipeline.
 */
final class Scene implements AutoCloseable {

  static final String SECURITY = "111111111111";
  static final String SANDBOX = "222222222222";
  static final String PIPELINE = "policy-gate";
  static final String BUCKET = "policy-gate-artifacts-222222222222";
  static final String SOURCE_KEY = "policy.zip";

  private static final String FUNCTION = "PolicyChecker";
  private static final String FUNCTION_ROLE = "policy-checker-lambda-role";
  private static final String ACCOUNT_ROLE = "central-account-role";
  private static final String PIPELINE_ROLE = "policy-gate-pipeline-role";
  private static final String ACTION_ROLE = "policy-gate-action-role-222222222222";
  private static final String KEY_ALIAS = "codepipeline-policy-crossaccounts";

  private final LocalAws aws;
  private final Profile profile;
  private final String actionRoleArn;

  private Scene(LocalAws aws, Profile preset) {
    this.aws = aws;
    this.actionRoleArn = roleArn(SECURITY, ACTION_ROLE);
    this.profile = preset.forAccounts(List.of(new Account(SANDBOX, Optional.of(actionRoleArn))));
  }

  /**
   * Sets the scene.
   *
   * @param port to listen on; 0 picks one
   */
  static Scene set(int port, Timeline timeline, FunctionHost host) throws IOException {
    return set(LocalAws.builder(new EngineAuthorizer()).port(port).timeline(timeline), host);
  }

  /** Sets the scene on an AWS with settings of its own. */
  static Scene set(LocalAws.Builder settings, FunctionHost host) throws IOException {
    Profile preset =
        Presets.load().named("sandbox").orElseThrow(() -> new IllegalStateException("no preset"));
    Scene scene = new Scene(settings.start(), preset);
    scene.prepareRoles();
    scene.preparePipeline(host);
    return scene;
  }

  LocalAws aws() {
    return aws;
  }

  private static String roleArn(String account, String name) {
    return "arn:aws:iam::%s:role/%s".formatted(account, name);
  }

  private String functionArn() {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(aws.region(), SECURITY, FUNCTION);
  }

  private void prepareRoles() {
    var security = aws.account(SECURITY);
    var sandbox = aws.account(SANDBOX);
    security.createPolicy(
        "/",
        profile.denyPolicy(),
        PolicyWriter.write(new Policy(profile.denies().statements(), Location.of("denies"))),
        Map.of());
    security.createRole(FUNCTION_ROLE, trust("{\"Service\": \"lambda.amazonaws.com\"}"));
    security.putRolePolicy(
        FUNCTION_ROLE,
        "gate",
        policy(
            allow(
                "\"iam:GetPolicy\", \"iam:GetPolicyVersion\"",
                "arn:aws:iam::%s:policy/%s".formatted(SECURITY, profile.denyPolicy())),
            allow(
                "\"sts:AssumeRole\", \"sts:SetSourceIdentity\"",
                "arn:aws:iam::*:role/" + ACCOUNT_ROLE)));
    sandbox.createRole(PIPELINE_ROLE, trust("{\"Service\": \"codepipeline.amazonaws.com\"}"));
    security.createRole(
        ACTION_ROLE, trust("{\"AWS\": \"%s\"}".formatted(roleArn(SANDBOX, PIPELINE_ROLE))));
    sandbox.createRole(
        ACCOUNT_ROLE,
        """
        {"Version": "2012-10-17",
         "Statement": {"Effect": "Allow",
                       "Principal": {"AWS": "arn:aws:iam::%s:root"},
                       "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
                       "Condition": {"ArnEquals": {"aws:PrincipalArn": "%s"}}}}
        """
            .formatted(SECURITY, roleArn(SECURITY, FUNCTION_ROLE)));
    sandbox.putRolePolicy(
        ACCOUNT_ROLE,
        "gate",
        policy(
            allow(
                "\"iam:CreatePolicy\", \"iam:CreatePolicyVersion\", \"iam:DeletePolicyVersion\", \"iam:GetPolicy\","
                    + " \"iam:GetPolicyVersion\", \"iam:ListPolicyVersions\", \"iam:TagPolicy\"",
                "arn:aws:iam::%s:policy%s*".formatted(SANDBOX, profile.path())),
            allow(
                "\"codepipeline:PutJobFailureResult\", \"codepipeline:PutJobSuccessResult\"",
                "*")));
  }

  private void preparePipeline(FunctionHost host) {
    var security = aws.account(SECURITY);
    var sandbox = aws.account(SANDBOX);
    String objects = "arn:aws:s3:::" + BUCKET + "/*";
    String key =
        sandbox.createKey(
            KEY_ALIAS,
            policy(
                allowTo(SANDBOX, "\"kms:*\"", "*"),
                allowTo(actionRoleArn, "\"kms:Decrypt\"", "*")));
    sandbox.createBucket(BUCKET, Optional.of(key));
    sandbox.putBucketPolicy(
        BUCKET,
        policy(allowTo(actionRoleArn, "\"s3:GetObject\", \"s3:GetObjectVersion\"", objects)));
    sandbox.putRolePolicy(
        PIPELINE_ROLE,
        "run",
        policy(
            allow("\"s3:GetBucketVersioning\"", "arn:aws:s3:::" + BUCKET),
            allow("\"s3:GetObject\", \"s3:GetObjectVersion\", \"s3:PutObject\"", objects),
            allow("\"kms:Decrypt\", \"kms:GenerateDataKey\"", key),
            allow("\"sts:AssumeRole\"", actionRoleArn)));
    security.putRolePolicy(
        ACTION_ROLE,
        "invoke",
        policy(
            allow("\"lambda:InvokeFunction\"", functionArn()),
            allow("\"s3:GetObject\", \"s3:GetObjectVersion\"", objects),
            allow("\"kms:Decrypt\"", key)));
    sandbox.registerPipeline(
        Pipeline.of(
                PIPELINE,
                roleArn(SANDBOX, PIPELINE_ROLE),
                Pipeline.Source.of(BUCKET, SOURCE_KEY),
                BUCKET,
                Pipeline.Invoke.of(FUNCTION).as(actionRoleArn))
            .encryptedWith(key),
        host.start(deployment()));
  }

  private FunctionHost.Deployment deployment() {
    Credentials credentials =
        aws.account(SECURITY).functionCredentials(roleArn(SECURITY, FUNCTION_ROLE), functionArn());
    return new FunctionHost.Deployment(
        functionArn(),
        Map.of(
            "AWS_REGION", aws.region(),
            "AWS_ENDPOINT_URL", aws.endpoint().toString(),
            "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
            "AWS_SESSION_TOKEN", credentials.sessionToken().orElseThrow()),
        new Profiles(List.of(profile)));
  }

  private static String trust(String principal) {
    return """
    {"Version": "2012-10-17",
     "Statement": {"Effect": "Allow", "Principal": %s, "Action": "sts:AssumeRole"}}
    """
        .formatted(principal);
  }

  private static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
        .formatted(String.join(", ", statements));
  }

  private static String allow(String actions, String resource) {
    return "{\"Effect\": \"Allow\", \"Action\": [%s], \"Resource\": \"%s\"}"
        .formatted(actions, resource);
  }

  private static String allowTo(String principal, String actions, String resource) {
    return "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"%s\"}, \"Action\": [%s], \"Resource\": \"%s\"}"
        .formatted(principal, actions, resource);
  }

  @Override
  public void close() {
    aws.close();
  }
}
