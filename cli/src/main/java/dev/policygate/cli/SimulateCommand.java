package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.policygate.local.Credentials;
import dev.policygate.local.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
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

  SimulateCommand(Console console) {
    this.console = console;
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
    Ending ending = new Ending();
    PrintStream log =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (Scene scene = Scene.set(0, event -> tell(event, ending), new InProcess(log))) {
      Result result = submit(scene, archive, ending);
      console.out().print(format == Format.JSON ? result.json() : result.text());
      return result.succeeded() ? Status.YES : Status.NO;
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
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes);
          var files = Files.list(path)) {
        for (Path file : files.sorted().toList()) {
          zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UsageException("%s cannot be read".formatted(path));
    }
  }

  /** Is counted down when the execution of the pipeline has ended. */
  private static final class Ending {
    private final CountDownLatch ended = new CountDownLatch(1);
  }

  private void tell(Timeline.Event event, Ending ending) {
    switch (event) {
      case Timeline.CallAnswered(
              _,
              var service,
              var operation,
              var principal,
              var status,
              var error) ->
          line(
              service,
              "%s%s  %s"
                  .formatted(
                      operation,
                      principal.map(arn -> " by " + shortened(arn)).orElse(""),
                      error.map(code -> status + " " + code).orElse("ok")));
      case Timeline.PipelineStepped(_, _, _, var stage, var action, var step, var summary) -> {
        line(
            "pipeline",
            "%s%s%s"
                .formatted(
                    stage.map(name -> name + "/" + action.orElse("") + " ").orElse(""),
                    step.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    summary.isEmpty() ? "" : ": " + summary.lines().findFirst().orElse("")));
        if (step == Timeline.Step.EXECUTION_SUCCEEDED || step == Timeline.Step.EXECUTION_FAILED) {
          ending.ended.countDown();
        }
      }
    }
  }

  private void line(String what, String text) {
    console.err().println("  %-13s %s".formatted(what, text));
    console.err().flush();
  }

  private static String shortened(String arn) {
    return arn.substring(arn.indexOf("::") < 0 ? 0 : arn.indexOf("::") + 2);
  }

  private static Result submit(Scene scene, byte[] archive, Ending ending)
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
      if (!ending.ended.await(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Result(false, "the pipeline has not ended in time", Map.of(), Optional.empty());
      }
      ActionExecutionDetail invoked =
          pipelines
              .listActionExecutions(request -> request.pipelineName(Scene.PIPELINE))
              .actionExecutionDetails()
              .stream()
              .filter(detail -> "Invoke".equals(detail.actionName()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the function was not invoked"));
      var outcome = invoked.output().executionResult();
      if (invoked.status() != ActionExecutionStatus.SUCCEEDED) {
        return new Result(
            false,
            outcome.errorDetails() == null
                ? String.valueOf(outcome.externalExecutionSummary())
                : outcome.errorDetails().message(),
            Map.of(),
            Optional.empty());
      }
      Map<String, String> variables = invoked.output().outputVariables();
      String document =
          iam.getPolicyVersion(
                  request ->
                      request
                          .policyArn(variables.get("PolicyArn"))
                          .versionId(variables.get("PolicyVersionId")))
              .policyVersion()
              .document();
      return new Result(
          true,
          String.valueOf(outcome.externalExecutionSummary()),
          variables,
          Optional.of(URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8)));
    }
  }

  /**
   * How the submission ended.
   *
   * @param document of the policy, read back from IAM
   */
  private record Result(
      boolean succeeded,
      String message,
      Map<String, String> outputVariables,
      Optional<String> document) {

    String text() {
      StringBuilder text = new StringBuilder();
      text.append(succeeded ? "Succeeded: " : "Failed: ").append(message).append("\n");
      document.ifPresent(found -> text.append("\n").append(Pretty.json(found)).append("\n"));
      return text.toString();
    }

    String json() {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        json.writeStringField("result", succeeded ? "Succeeded" : "Failed");
        json.writeStringField("message", message);
        json.writeObjectFieldStart("outputVariables");
        for (String name : List.of("PolicyArn", "PolicyVersionId", "Outcome")) {
          if (outputVariables.containsKey(name)) {
            json.writeStringField(name, outputVariables.get(name));
          }
        }
        json.writeEndObject();
        json.writeFieldName("document");
        if (document.isPresent()) {
          json.writeRawValue(document.get());
        } else {
          json.writeNull();
        }
        json.writeEndObject();
      } catch (IOException impossible) {
        throw new UncheckedIOException("writing to memory", impossible);
      }
      return text + "\n";
    }
  }
}
