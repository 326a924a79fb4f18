package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the event with which CodePipeline hands a job to a function. */
final class JobEvent {
  private JobEvent() {}

  /**
   * The event's JSON.
   *
   * @param continuationToken what the function gave when it asked to be called again
   */
  static byte[] write(
      Job job,
      Pipeline pipeline,
      Execution.Artifact input,
      Credentials artifactCredentials,
      Optional<String> continuationToken) {
    Map<String, String> configuration = new LinkedHashMap<>();
    configuration.put("FunctionName", pipeline.invoke().function());
    pipeline
        .invoke()
        .userParameters()
        .ifPresent(parameters -> configuration.put("UserParameters", parameters));
    JsonFields artifact =
        new JsonFields()
            .text("name", input.name())
            .nothing("revision")
            .object(
                "location",
                new JsonFields()
                    .text("type", "S3")
                    .object(
                        "s3Location",
                        new JsonFields()
                            .text("bucketName", input.bucket())
                            .text("objectKey", input.key())));
    JsonFields data =
        new JsonFields()
            .object("actionConfiguration", new JsonFields().texts("configuration", configuration))
            .list("inputArtifacts", List.of(artifact))
            .list("outputArtifacts", List.of())
            .object(
                "artifactCredentials",
                new JsonFields()
                    .text("accessKeyId", artifactCredentials.accessKeyId())
                    .text("secretAccessKey", artifactCredentials.secretAccessKey())
                    .text("sessionToken", artifactCredentials.sessionToken()))
            .text("continuationToken", continuationToken)
            .object(
                "encryptionKey",
                pipeline
                    .artifactKey()
                    .map(key -> new JsonFields().text("id", key).text("type", "KMS")));
    Json.Struct event =
        new JsonFields()
            .object(
                "CodePipeline.job",
                new JsonFields()
                    .text("id", job.id())
                    .text("accountId", job.account())
                    .object("data", data))
            .build();
    return Bytes.of(event.write()).copy();
  }
}
