package dev.policygate.cli;

import dev.policygate.local.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Commands that submit, run in this process by the administrator of a sandbox. */
final class Submitting implements AutoCloseable {

  private static final String DENIES =
      "arn:aws:iam::111111111111:policy/central-deny-policy-sandbox";

  private final Rehearsal rehearsal;
  private final AwsAccess administrator;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Hurried pace = new Hurried();
  private String awaited = "";
  private Runnable whenAwaited = () -> {};

  private Submitting(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
    this.administrator = access();
  }

  static Submitting create() {
    return of(Rehearsal.create());
  }

  /** With a function that starts anew for each job, and so reads the central denies each time. */
  static Submitting withAFunctionThatIsCold() {
    return of(
        Rehearsal.of(
            log ->
                deployment ->
                    event -> new InProcess(log, _ -> {}).start(deployment).invoke(event)));
  }

  private static Submitting of(Rehearsal rehearsal) {
    Submitting created = new Submitting(rehearsal);
    created.rehearsal.recorder().forget();
    return created;
  }

  /** How a command ended. */
  record Run(Status status, String out, String err) {

    /** The lines of progress, with V and E for what differs from run to run. */
    List<String> progress() {
      return err.lines()
          .map(line -> line.replaceAll("version \\S+", "version V"))
          .map(line -> line.replaceAll("execution \\S+", "execution E"))
          .toList();
    }
  }

  Rehearsal rehearsal() {
    return rehearsal;
  }

  CodePipelineClient pipelines() {
    return administrator.pipelines();
  }

  AwsAccess administrator() {
    return administrator;
  }

  Run run(String command, String first, String... more) {
    err.reset();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String[] args = Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    Status status;
    try {
      status = commandOf(command, console).run(args);
    } catch (UsageException e) {
      console.err().println("policygate: " + e.getMessage());
      status = Status.UNUSABLE;
    }
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private interface Command {
    Status run(String[] args);
  }

  private Command commandOf(String name, Console console) {
    AwsAccess.Opener opener = (_, _) -> access();
    return switch (name) {
      case "submit" -> new SubmitCommand(console, opener, pace)::run;
      case "reseal" -> new ResealCommand(console, opener, pace)::run;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Does something once when the command has said something, the next time that it waits. */
  void whenSaid(String text, Runnable work) {
    awaited = text;
    whenAwaited = work;
  }

  private AwsAccess access() {
    Credentials credentials = rehearsal.scene().aws().account(Scene.SANDBOX).administrator();
    return AwsAccess.with(
        Region.of(rehearsal.scene().aws().region()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())),
        builder -> builder.endpointOverride(rehearsal.scene().aws().endpoint()));
  }

  /** What was uploaded last. */
  ResponseBytes<GetObjectResponse> upload() {
    return administrator
        .s3()
        .getObjectAsBytes(request -> request.bucket(Scene.BUCKET).key(Scene.SOURCE_KEY));
  }

  String newestExecution() {
    return pipelines()
        .listPipelineExecutions(request -> request.pipelineName(Scene.PIPELINE))
        .pipelineExecutionSummaries()
        .getFirst()
        .pipelineExecutionId();
  }

  /** Changes the central denies that the function reads. */
  void putDenies(String document) {
    try (var iam = rehearsal.iamOf(Scene.SECURITY)) {
      iam.createPolicyVersion(
          request -> request.policyArn(DENIES).policyDocument(document).setAsDefault(true));
    }
  }

  /** A policy that is not the gate's. */
  void createForeignPolicy(String name) {
    rehearsal
        .scene()
        .aws()
        .account(Scene.SANDBOX)
        .createPolicy("/", name, Bundles.statement("", "s3:GetObject"), Map.of());
  }

  /** Has the bucket encrypt with S3's own key what is uploaded without a word about that. */
  void encryptBucketOtherwise() {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                byDefault -> byDefault.sseAlgorithm(ServerSideEncryption.AES256))
            .build();
    administrator
        .s3()
        .putBucketEncryption(
            request ->
                request
                    .bucket(Scene.BUCKET)
                    .serverSideEncryptionConfiguration(configuration -> configuration.rules(rule)));
  }

  /** Takes a permission from everybody in the sandbox. */
  void forbid(String action) {
    rehearsal
        .scene()
        .aws()
        .account(Scene.SANDBOX)
        .serviceControlPolicies(
            List.of(
                List.of(
                    """
                    {"Version": "2012-10-17",
                     "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"},
                                   {"Effect": "Deny", "Action": "%s", "Resource": "*"}]}
                    """
                        .formatted(action))));
  }

  /** Waits a moment in place of a while, but says that the while is over. */
  private final class Hurried implements Pace {
    private static final long MOMENT_MILLIS = 20;
    private Instant now = Instant.EPOCH;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void wait(Duration time) {
      now = now.plus(time);
      if (!awaited.isEmpty() && err.toString(StandardCharsets.UTF_8).contains(awaited)) {
        awaited = "";
        whenAwaited.run();
      }
      try {
        Thread.sleep(MOMENT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    administrator.close();
    rehearsal.close();
  }
}
