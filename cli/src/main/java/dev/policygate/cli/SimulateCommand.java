package dev.policygate.cli;

import dev.policygate.cli.Executions.Step;
import dev.policygate.lambda.aws.Documents;
import dev.policygate.local.Credentials;
import dev.policygate.local.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code policygate simulate}: one submission, end to end, on an AWS of one process. */
final class SimulateCommand {

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "simulate [OPTION ...] DIR|ZIP",
              "Plays the whole pipeline with one bundle on an embedded AWS: the upload, the"
                  + " pipeline, the function, IAM. Nothing leaves this machine. Status 0: the"
                  + " policy was created, 1: it was not.")
          .value("format", "text|json", "of the result; text unless given");

  private static final Duration MOST = Duration.ofMinutes(2);

  private final Console console;
  private final Progress progress;

  SimulateCommand(Console console) {
    this.console = console;
    this.progress = new Progress(console.err());
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Format format = parsed.get().format(Format.TEXT);
    if (parsed.get().rest().size() != 1) {
      throw new UsageException("usage: policygate simulate [--format text|json] DIR|ZIP");
    }
    byte[] archive = archive(Path.of(parsed.get().rest().getFirst()));
    CountDownLatch ended = new CountDownLatch(1);
    PrintStream log =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (Scene scene = Scene.set(0, event -> tell(event, ended), new InProcess(log))) {
      SubmissionResult result = submit(scene, archive, ended);
      console.out().print(format == Format.JSON ? result.json() : result.text());
      return result.ending().status();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded AWS does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Status.UNKNOWN;
    }
  }

  /** The bundle as it would be uploaded: an archive as it is, the files of a folder zipped. */
  private static byte[] archive(Path path) {
    try {
      if (Files.isRegularFile(path)) {
        return Files.readAllBytes(path);
      }
      return BundleArchive.of(Inputs.filesOf(path.toFile()));
    } catch (IOException e) {
      throw new UsageException("%s cannot be read".formatted(path));
    }
  }

  private void tell(Timeline.Event event, CountDownLatch ended) {
    switch (event) {
      case Timeline.CallAnswered(
              _,
              var service,
              var operation,
              var principal,
              var status,
              var error) ->
          progress.line(
              service,
              "%s%s  %s"
                  .formatted(
                      operation,
                      principal.map(arn -> " by " + shortened(arn)).orElse(""),
                      error.map(code -> status + " " + code).orElse("ok")));
      case Timeline.PipelineStepped(_, _, _, var stage, var action, var step, var summary) -> {
        progress.line(
            "pipeline",
            "%s%s%s"
                .formatted(
                    stage.map(name -> name + "/" + action.orElse("") + " ").orElse(""),
                    step.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    summary.isEmpty() ? "" : ": " + summary.lines().findFirst().orElse("")));
        if (step.isEnd()) {
          ended.countDown();
        }
      }
    }
  }

  private static String shortened(String arn) {
    return arn.substring(arn.indexOf("::") < 0 ? 0 : arn.indexOf("::") + 2);
  }

  private static SubmissionResult submit(Scene scene, byte[] archive, CountDownLatch ended)
      throws InterruptedException {
    Credentials administrator = scene.aws().account(Scene.SANDBOX).administrator();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                administrator.accessKeyId(), administrator.secretAccessKey()));
    Region region = Region.of(scene.aws().region());
    try (var http = UrlConnectionHttpClient.create();
        S3Client s3 =
            S3Client.builder()
                .httpClient(http)
                .region(region)
                .credentialsProvider(credentials)
                .endpointOverride(scene.aws().endpoint())
                .forcePathStyle(true)
                .build();
        CodePipelineClient pipelines =
            CodePipelineClient.builder()
                .httpClient(http)
                .region(region)
                .credentialsProvider(credentials)
                .endpointOverride(scene.aws().endpoint())
                .build();
        IamClient iam =
            IamClient.builder()
                .httpClient(http)
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(credentials)
                .endpointOverride(scene.aws().endpoint())
                .build()) {
      s3.putObject(
          request -> request.bucket(Scene.BUCKET).key(Scene.SOURCE_KEY),
          RequestBody.fromBytes(archive));
      if (!ended.await(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        return new SubmissionResult(
            new Ending.Undecided("the pipeline has not ended in time"), Optional.empty());
      }
      Executions executions = new CodePipelineExecutions(pipelines, Scene.PIPELINE);
      Step invoked = executions.steps(executions.newest().getFirst().id()).getLast();
      if (!invoked.status().equals("Succeeded")) {
        return new SubmissionResult(invoked.failure(), Optional.empty());
      }
      Map<String, String> variables = invoked.variables();
      String document =
          iam.getPolicyVersion(
                  request ->
                      request
                          .policyArn(variables.get("PolicyArn"))
                          .versionId(variables.get("PolicyVersionId")))
              .policyVersion()
              .document();
      return new SubmissionResult(
          new Ending.Published(invoked.message(), variables),
          Optional.of(Documents.decoded(document)));
    }
  }
}
