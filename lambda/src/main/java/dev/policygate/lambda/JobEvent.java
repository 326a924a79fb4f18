package dev.policygate.lambda;

import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The event by which CodePipeline invokes a function. It holds live credentials, so nothing of it
 * is ever put into a message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html">CodePipeline
 *     User Guide, invoke a Lambda function</a>
 */
final class JobEvent {

  private static final String ROOT = "CodePipeline.job";
  private static final Pattern JOB_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

  private JobEvent() {}

  /** What an event turned out to be. */
  sealed interface Read {}

  /** A job. */
  record Job(PipelineJob job) implements Read {}

  /** A job that cannot be done as it is, of somebody who can prove it. */
  record Unusable(Claim claim, Trouble trouble) implements Read {}

  /**
   * A job of nobody knows whom.
   *
   * @param jobId for which a failure can be reported
   */
  record Unclaimed(String jobId, Trouble trouble) implements Read {}

  /** No job of CodePipeline's: there is nobody to report to. */
  record Foreign(String problem) implements Read {}

  /** Reads an event; members that it does not know it ignores. */
  static Read read(String text) {
    return JsonText.read(text, "event") instanceof JsonText.Read(JsonObject root)
        ? read(root)
        : noJob();
  }

  /** Reads an event that is part of another one. */
  static Read read(JsonObject root) {
    if (!(root.get(ROOT).orElse(null) instanceof JsonObject job)) {
      return noJob();
    }
    Optional<String> id = string(job, "id").filter(value -> JOB_ID.matcher(value).matches());
    return id.isEmpty()
        ? new Foreign("the job in the event has no id of CodePipeline's form")
        : read(id.get(), job);
  }

  private static Foreign noJob() {
    return new Foreign(
        "the event has no `%s`: only CodePipeline invokes this function".formatted(ROOT));
  }

  private static Read read(String jobId, JsonObject job) {
    Optional<String> account =
        string(job, "accountId").filter(value -> ACCOUNT_ID.matcher(value).matches());
    if (account.isEmpty()) {
      return new Unclaimed(
          jobId, Trouble.configuration("the job does not say of which account it is"));
    }
    Optional<JsonObject> data = object(job, "data");
    Optional<Credentials> credentials =
        data.flatMap(d -> object(d, "artifactCredentials")).flatMap(JobEvent::credentials);
    if (credentials.isEmpty()) {
      return new Unclaimed(
          jobId, Trouble.configuration("the job brings no credentials for its artifacts"));
    }
    Claim claim = new Claim(jobId, account.get(), credentials.get());
    List<Json> artifacts = data.map(d -> elements(d, "inputArtifacts")).orElse(List.of());
    if (artifacts.size() != 1) {
      return new Unusable(
          claim,
          Trouble.configuration(
              "the job has %d input artifacts; check that the action in the pipeline has one, the source's"
                  .formatted(artifacts.size())));
    }
    return artifact(artifacts.getFirst())
        .<Read>map(artifact -> new Job(new PipelineJob(claim, artifact)))
        .orElseGet(
            () ->
                new Unusable(
                    claim,
                    Trouble.configuration(
                        "the job does not say where in S3 its input artifact is")));
  }

  private static Optional<Artifact> artifact(Json json) {
    if (!(json instanceof JsonObject input)) {
      return Optional.empty();
    }
    Optional<JsonObject> place =
        object(input, "location")
            .filter(location -> string(location, "type").filter("S3"::equals).isPresent())
            .flatMap(location -> object(location, "s3Location"));
    Optional<String> bucket = place.flatMap(p -> string(p, "bucketName"));
    Optional<String> key = place.flatMap(p -> string(p, "objectKey"));
    return bucket.isPresent() && key.isPresent()
        ? Optional.of(new Artifact(bucket.get(), key.get()))
        : Optional.empty();
  }

  private static Optional<Credentials> credentials(JsonObject object) {
    Optional<String> id = string(object, "accessKeyId");
    Optional<String> secret = string(object, "secretAccessKey");
    Optional<String> token = string(object, "sessionToken");
    return id.isPresent() && secret.isPresent() && token.isPresent()
        ? Optional.of(new Credentials(id.get(), secret.get(), token.get()))
        : Optional.empty();
  }

  /** A string that says something. */
  private static Optional<String> string(JsonObject object, String name) {
    return object.get(name).orElse(null) instanceof JsonString(var value, _) && !value.isBlank()
        ? Optional.of(value)
        : Optional.empty();
  }

  private static Optional<JsonObject> object(JsonObject object, String name) {
    return object.get(name).orElse(null) instanceof JsonObject value
        ? Optional.of(value)
        : Optional.empty();
  }

  private static List<Json> elements(JsonObject object, String name) {
    return object.get(name).orElse(null) instanceof JsonArray(var elements, _)
        ? elements
        : List.of();
  }
}
