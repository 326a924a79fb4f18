package dev.policygate.cli;

import dev.policygate.local.JobInvoker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Runs the function against LocalStack's IAM, STS and S3. Its pipelines alone are the embedded
 * AWS's, as LocalStack's open edition has none: each artifact is copied over, and the job's
 * credentials are those of the same role, from LocalStack's STS.
 */
final class OnLocalStack implements FunctionHost, AutoCloseable {

  private static final Path DENIES = Path.of("..", "infra", "denies", "sandbox.json");
  private static final String FUNCTION_ROLE =
      "arn:aws:iam::%s:role/policy-checker-lambda-role".formatted(Scene.SECURITY);
  private static final String ACTION_ROLE =
      "arn:aws:iam::%s:role/policy-gate-action-role-222222222222".formatted(Scene.SECURITY);
  private static final String ACCOUNT_ROLE =
      "arn:aws:iam::%s:role/central-account-role".formatted(Scene.SANDBOX);

  private final URI localStack;
  private final FunctionHost host;
  private Optional<CodePipelineDoor> door = Optional.empty();

  /**
   * Prepares both accounts in LocalStack.
   *
   * @param host runs the function
   */
  OnLocalStack(URI localStack, FunctionHost host) throws IOException {
    this.localStack = localStack;
    this.host = host;
    String denies = Files.readString(DENIES);
    iam(Scene.SECURITY)
        .createPolicy(
            request -> request.policyName("central-deny-policy-sandbox").policyDocument(denies));
    s3(localStack, account(Scene.SANDBOX)).createBucket(request -> request.bucket(Scene.BUCKET));
  }

  /** LocalStack's IAM, for the administrator of an account. */
  IamClient iam(String account) {
    return client(IamClient.builder(), localStack, account(account));
  }

  @Override
  public JobInvoker start(Deployment deployment) {
    Map<String, String> environment = new HashMap<>(deployment.environment());
    URI embedded = URI.create(environment.get("AWS_ENDPOINT_URL"));
    AwsSessionCredentials own =
        AwsSessionCredentials.create(
            environment.get("AWS_ACCESS_KEY_ID"),
            environment.get("AWS_SECRET_ACCESS_KEY"),
            environment.get("AWS_SESSION_TOKEN"));
    try {
      door =
          Optional.of(
              new CodePipelineDoor(embedded, foreign -> embeddedSession(embedded, own, foreign)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AwsSessionCredentials session =
        assume(localStack, account(Scene.SECURITY), FUNCTION_ROLE, "PolicyChecker");
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL", localStack.toString(),
            "AWS_ENDPOINT_URL_CODEPIPELINE", door.get().endpoint().toString(),
            "AWS_ACCESS_KEY_ID", session.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", session.secretAccessKey(),
            "AWS_SESSION_TOKEN", session.sessionToken()));
    JobInvoker function =
        host.start(new Deployment(deployment.functionArn(), environment, deployment.profiles()));
    return event -> {
      String job = new String(event, StandardCharsets.UTF_8);
      copyArtifact(embedded, job);
      function.invoke(withOurCredentials(job).getBytes(StandardCharsets.UTF_8));
    };
  }

  /** A session of the embedded AWS for the role that LocalStack says the credentials are of. */
  private Optional<AwsSessionCredentials> embeddedSession(
      URI embedded, AwsSessionCredentials own, AwsSessionCredentials foreign) {
    String arn;
    try (StsClient sts = client(StsClient.builder(), localStack, foreign)) {
      arn = sts.getCallerIdentity().arn();
    } catch (StsException e) {
      return Optional.empty();
    }
    if (arn.startsWith(sessionsOf(FUNCTION_ROLE))) {
      return Optional.of(own);
    }
    return arn.equals(sessionsOf(ACCOUNT_ROLE) + "SecurityManageAccountPermissions")
        ? Optional.of(assume(embedded, own, ACCOUNT_ROLE, "SecurityManageAccountPermissions"))
        : Optional.empty();
  }

  private static String sessionsOf(String role) {
    return role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/";
  }

  private void copyArtifact(URI embedded, String job) {
    String bucket = field(job, "bucketName");
    String key = field(job, "objectKey");
    AwsSessionCredentials artifact =
        AwsSessionCredentials.create(
            field(job, "accessKeyId"), field(job, "secretAccessKey"), field(job, "sessionToken"));
    byte[] bytes =
        s3(embedded, artifact)
            .getObjectAsBytes(request -> request.bucket(bucket).key(key))
            .asByteArray();
    s3(localStack, account(Scene.SANDBOX))
        .putObject(
            request ->
                request.bucket(bucket).key(key).serverSideEncryption(ServerSideEncryption.AWS_KMS),
            RequestBody.fromBytes(bytes));
  }

  private String withOurCredentials(String job) {
    AwsSessionCredentials session =
        assume(localStack, account(Scene.SECURITY), ACTION_ROLE, "1234567890123");
    return job.replace(field(job, "accessKeyId"), session.accessKeyId())
        .replace(field(job, "secretAccessKey"), session.secretAccessKey())
        .replace(field(job, "sessionToken"), session.sessionToken());
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(name)).matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("The job has no " + name);
    }
    return matcher.group(1);
  }

  /** A session with a source identity, which the accounts' trusts ask for. */
  private static AwsSessionCredentials assume(
      URI endpoint, AwsCredentials caller, String role, String session) {
    try (StsClient sts = client(StsClient.builder(), endpoint, caller)) {
      var given =
          sts.assumeRole(
                  request -> request.roleArn(role).roleSessionName(session).sourceIdentity(session))
              .credentials();
      return AwsSessionCredentials.create(
          given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    }
  }

  /** LocalStack takes an access key that is an account's number for that account's. */
  private static AwsCredentials account(String id) {
    return AwsBasicCredentials.create(id, "test");
  }

  private static S3Client s3(URI endpoint, AwsCredentials credentials) {
    return client(S3Client.builder().forcePathStyle(true), endpoint, credentials);
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, AwsCredentials credentials) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .endpointOverride(endpoint)
        .build();
  }

  @Override
  public void close() {
    door.ifPresent(CodePipelineDoor::close);
  }
}
