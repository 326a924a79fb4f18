package dev.policygate.cli;

import dev.policygate.finding.Location;
import dev.policygate.local.Blueprint;
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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two accounts on the embedded AWS, with the roles, policies, key, bucket and pipeline that the
 * templates create in real ones: the security account with the function and the central denies, and
 * a sandbox with its pipeline.
 */
final class Scene implements AutoCloseable {

  static final String SECURITY = "111111111111";
  static final String SANDBOX = "222222222222";
  static final String PIPELINE = "policy-gate";
  static final String BUCKET = "policy-gate-artifacts-222222222222";
  static final String SOURCE_KEY = "policy.zip";

  private static final String FUNCTION = "PolicyChecker";
  private static final String FUNCTION_ROLE = "policy-checker-lambda-role";
  private static final String ACTION_ROLE = "policy-gate-action-role-222222222222";
  private static final String ACCOUNTS = "accounts.json";

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
    return set(settings, blueprint(), host);
  }

  /** Sets the scene with accounts that hold something else than the templates create. */
  static Scene set(LocalAws.Builder settings, Blueprint blueprint, FunctionHost host)
      throws IOException {
    Profile preset =
        Presets.named("sandbox").orElseThrow(() -> new IllegalStateException("no preset"));
    Scene scene = new Scene(settings.start(), preset);
    scene.build(blueprint, host);
    return scene;
  }

  LocalAws aws() {
    return aws;
  }

  private static String roleArn(String account, String name) {
    return "arn:aws:iam::%s:role/%s".formatted(account, name);
  }

  private String functionArn(String function) {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(aws.region(), SECURITY, function);
  }

  private void build(Blueprint blueprint, FunctionHost host) {
    aws.account(SECURITY)
        .createPolicy(
            "/",
            profile.denyPolicy(),
            PolicyWriter.write(new Policy(profile.denies().statements(), Location.of("denies"))),
            Map.of());
    Pipeline pipeline = blueprint.build(aws).get(PIPELINE);
    if (pipeline == null) {
      throw new IllegalArgumentException("the blueprint has no pipeline " + PIPELINE);
    }
    aws.account(SANDBOX).registerPipeline(pipeline, host.start(deployment()));
  }

  private FunctionHost.Deployment deployment() {
    return deployment(FUNCTION, FUNCTION_ROLE);
  }

  /** A function of the security account, with credentials of its role. */
  FunctionHost.Deployment deployment(String function, String role) {
    String arn = functionArn(function);
    Credentials credentials =
        aws.account(SECURITY).functionCredentials(roleArn(SECURITY, role), arn);
    return new FunctionHost.Deployment(
        arn,
        Map.of(
            "AWS_REGION", aws.region(),
            "AWS_ENDPOINT_URL", aws.endpoint().toString(),
            "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
            "AWS_SESSION_TOKEN", credentials.sessionToken().orElseThrow()),
        new Profiles(List.of(profile)));
  }

  /** What the templates create, as {@code infra/} stood when the tests last agreed with it. */
  private static Blueprint blueprint() throws IOException {
    try (InputStream accounts =
        Objects.requireNonNull(Scene.class.getResourceAsStream(ACCOUNTS), ACCOUNTS)) {
      return Blueprint.read(new String(accounts.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    aws.close();
  }
}
