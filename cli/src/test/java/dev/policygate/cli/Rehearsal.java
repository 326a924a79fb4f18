package dev.policygate.cli;

import dev.policygate.infra.TwoAccounts;
import dev.policygate.local.Blueprint;
import dev.policygate.local.BothAuthorizers;
import dev.policygate.local.Credentials;
import dev.policygate.local.Faults;
import dev.policygate.local.JobInvoker;
import dev.policygate.local.LocalAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A scene as tests play it: they upload as the sandbox's administrator and see how it ends. */
final class Rehearsal implements AutoCloseable {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Recorder recorder = new Recorder();
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final Scene scene;
  private final S3Client s3;
  private final CodePipelineClient pipelines;
  private final GatePolicies policies;
  private JobInvoker function = _ -> {};

  /**
   * With the function in this process, which makes no pauses: the embedded AWS counts reads, not
   * seconds, until it shows a write.
   */
  static Rehearsal create() {
    return create(TwoAccounts.blueprint());
  }

  /** With the function in this process, in accounts of another blueprint. */
  static Rehearsal create(String blueprint) {
    return of(log -> new InProcess(log, _ -> {}), blueprint);
  }

  /** With the function on {@code host}, which is given what takes the function's log. */
  static Rehearsal of(Function<PrintStream, FunctionHost> host) {
    return of(host, TwoAccounts.blueprint());
  }

  private static Rehearsal of(Function<PrintStream, FunctionHost> host, String blueprint) {
    try {
      return new Rehearsal(host, Blueprint.read(blueprint));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Rehearsal(Function<PrintStream, FunctionHost> host, Blueprint blueprint)
      throws IOException {
    FunctionHost chosen = host.apply(new PrintStream(log, true, StandardCharsets.UTF_8));
    scene =
        Scene.set(
            LocalAws.builder(new BothAuthorizers()).timeline(recorder),
            blueprint,
            deployment -> {
              function = chosen.start(deployment);
              return event -> invocations.add(invoke(new String(event, StandardCharsets.UTF_8)));
            });
    var credentials = provider(scene.aws().account(Scene.SANDBOX).administrator());
    var http = UrlConnectionHttpClient.create();
    var endpoint = scene.aws().endpoint();
    s3 =
        S3Client.builder()
            .httpClient(http)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .build();
    pipelines =
        CodePipelineClient.builder()
            .httpClient(http)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .endpointOverride(endpoint)
            .build();
    policies = new GatePolicies(iamOf(Scene.SANDBOX));
  }

  /** IAM, for the administrator of an account. */
  IamClient iamOf(String account) {
    return IamClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(provider(scene.aws().account(account).administrator()))
        .endpointOverride(scene.aws().endpoint())
        .build();
  }

  /**
   * One delivery of a job to the function.
   *
   * @param death what left the handler, if anything did
   */
  record Invocation(String event, Optional<Throwable> death) {}

  /**
   * How a job ended.
   *
   * @param status {@code Succeeded}, {@code Failed}, or {@code InProgress} where nobody was told
   * @param type of a failure, such as {@code JobFailed}
   * @param message of a failure, or the summary of a success
   */
  record Ending(
      Invocation invocation,
      String status,
      String type,
      String message,
      Map<String, String> outputVariables) {

    String outcome() {
      return outputVariables.getOrDefault("Outcome", "");
    }
  }

  Scene scene() {
    return scene;
  }

  Faults faults() {
    return scene.aws().faults();
  }

  /** IAM, for the sandbox's administrator. */
  IamClient iam() {
    return policies.iam();
  }

  /** The gate's policies in the sandbox. */
  GatePolicies policies() {
    return policies;
  }

  /** What happened in the embedded AWS. */
  Recorder recorder() {
    return recorder;
  }

  /** What the function wrote. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /** Uploads a bundle without waiting for anything. */
  void upload(byte[] archive) {
    s3.putObject(
        request -> request.bucket(Scene.BUCKET).key(Scene.SOURCE_KEY),
        RequestBody.fromBytes(archive));
  }

  /** Uploads a bundle and waits until the function has done what it does. */
  Ending submit(byte[] archive) throws InterruptedException {
    int ended = recorder.ended();
    recorder.forget();
    upload(archive);
    return ending(nextInvocation(), ended + 1);
  }

  /**
   * Uploads a bundle and says how that ends, even where the function is given no job: the outcome
   * of a success, such as {@code Created}; the type of a failure, such as {@code JobFailed}; {@code
   * died} or {@code not invoked}.
   */
  String outcome(byte[] archive) throws InterruptedException {
    int over = recorder.over();
    recorder.forget();
    upload(archive);
    recorder.awaitOver(over + 1);
    return newestOutcome();
  }

  /** How the newest execution has ended, in the words of {@link #outcome}. */
  String newestOutcome() {
    List<ActionExecutionDetail> actions = actions();
    String newest = actions.getFirst().pipelineExecutionId();
    return actions.stream()
        .filter(action -> action.pipelineExecutionId().equals(newest))
        .filter(action -> "Invoke".equals(action.actionName()))
        .findFirst()
        .map(Rehearsal::outcome)
        .orElse("not invoked");
  }

  private static String outcome(ActionExecutionDetail action) {
    return switch (action.status()) {
      case SUCCEEDED -> action.output().outputVariables().getOrDefault("Outcome", "");
      case FAILED -> action.output().executionResult().errorDetails().code();
      default -> "died";
    };
  }

  /** Hands a job to the function once more, as Lambda does after an error. */
  Ending redeliver(Invocation earlier) throws InterruptedException {
    int ended = recorder.ended();
    boolean waits = newest().status().toString().equals("InProgress");
    recorder.forget();
    return ending(invoke(earlier.event()), waits ? ended + 1 : ended);
  }

  /** Hands an event to the function, whatever it is. */
  Invocation invoke(String event) {
    try {
      function.invoke(event.getBytes(StandardCharsets.UTF_8));
      return new Invocation(event, Optional.empty());
    } catch (Exception | Error death) {
      recorder.died();
      return new Invocation(event, Optional.of(death));
    }
  }

  Invocation nextInvocation() throws InterruptedException {
    Invocation invocation = invocations.poll(60, TimeUnit.SECONDS);
    if (invocation == null) {
      throw new AssertionError("The function is not invoked: " + recorder.calls());
    }
    return invocation;
  }

  /** The latest that the function was given. */
  Invocation lastInvocation() {
    return List.copyOf(invocations).getLast();
  }

  /**
   * What CodePipeline was told of jobs since the last upload, and what it answered, such as {@code
   * PutJobSuccessResult 200}.
   */
  List<String> reports() {
    return recorder.calls().stream()
        .filter(call -> call.startsWith("codepipeline:PutJob"))
        .map(call -> call.substring("codepipeline:".length()))
        .toList();
  }

  private Ending ending(Invocation invocation, int executions) throws InterruptedException {
    if (invocation.death().isEmpty()) {
      recorder.await(executions);
    }
    ActionExecutionDetail action = newest();
    var result = action.output() == null ? null : action.output().executionResult();
    var error = result == null ? null : result.errorDetails();
    return new Ending(
        invocation,
        action.statusAsString(),
        error == null ? "" : error.code(),
        error != null
            ? error.message()
            : result == null ? "" : String.valueOf(result.externalExecutionSummary()),
        action.output() == null ? Map.of() : action.output().outputVariables());
  }

  private ActionExecutionDetail newest() {
    return actions().stream()
        .filter(detail -> "Invoke".equals(detail.actionName()))
        .findFirst()
        .orElseThrow();
  }

  /** What the pipeline's actions did, the newest first. */
  private List<ActionExecutionDetail> actions() {
    return pipelines
        .listActionExecutions(request -> request.pipelineName(Scene.PIPELINE))
        .actionExecutionDetails();
  }

  private static StaticCredentialsProvider provider(Credentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }

  @Override
  public void close() {
    scene.close();
  }
}
