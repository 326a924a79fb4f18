package dev.policygate.cli;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Where the pipeline waits for uploads.
 *
 * @param key that encrypts them; the bucket's own when empty
 */
record Destination(String bucket, String object, Optional<String> key) {

  private static final String PIPELINES =
      "that the account, the Region (--region) and the pipeline (--pipeline) are the gate's, and that you may"
          + " codepipeline:GetPipeline";

  /**
   * What the pipeline itself says: the object of its source, and the key of its artifacts.
   *
   * @param expected the bucket that is meant; another one is refused
   */
  static Destination of(AwsAccess aws, String pipeline, Optional<String> expected) {
    PipelineDeclaration declaration = declaration(aws, pipeline);
    Map<String, String> source =
        declaration.stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(Destination::isUpload)
            .map(ActionDeclaration::configuration)
            .findFirst()
            .orElseThrow(
                () ->
                    AwsFailure.missing(
                        "the pipeline %s has no source in S3; name the gate's pipeline with --pipeline"
                            .formatted(pipeline)));
    String bucket = source.getOrDefault("S3Bucket", "");
    expected
        .filter(name -> !name.equals(bucket))
        .ifPresent(
            name -> {
              throw AwsFailure.setting(
                  "the pipeline %s takes uploads from the bucket %s, not from %s; leave --bucket out, or name the other's pipeline"
                      .formatted(pipeline, bucket, name));
            });
    return new Destination(
        bucket,
        source.getOrDefault("S3ObjectKey", ""),
        Optional.ofNullable(declaration.artifactStore())
            .flatMap(store -> Optional.ofNullable(store.encryptionKey()))
            .map(EncryptionKey::id));
  }

  private static PipelineDeclaration declaration(AwsAccess aws, String pipeline) {
    try {
      return aws.pipelines().getPipeline(request -> request.name(pipeline)).pipeline();
    } catch (PipelineNotFoundException e) {
      throw AwsFailure.missing(
          "there is no pipeline %s in %s of the account %s; check %s"
              .formatted(pipeline, aws.region(), aws.caller().account(), PIPELINES));
    } catch (SdkException e) {
      throw AwsFailure.of(e, "read the pipeline " + pipeline, PIPELINES);
    }
  }

  private static boolean isUpload(ActionDeclaration action) {
    return action.actionTypeId().category() == ActionCategory.SOURCE
        && "S3".equals(action.actionTypeId().provider());
  }

  /**
   * Uploads an archive.
   *
   * @return its version
   */
  String upload(AwsAccess aws, byte[] archive) {
    String doing = "upload to " + this;
    String check =
        "that you may s3:PutObject there%s"
            .formatted(key.map(arn -> ", and kms:GenerateDataKey with " + arn).orElse(""));
    PutObjectResponse stored;
    try {
      stored =
          aws.s3()
              .putObject(
                  request -> {
                    request
                        .bucket(bucket)
                        .key(object)
                        .contentType("application/zip")
                        // A bucket of that name in another account would get to see the policy.
                        .expectedBucketOwner(aws.caller().account());
                    key.ifPresent(
                        arn ->
                            request
                                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(arn));
                  },
                  RequestBody.fromBytes(archive));
    } catch (NoSuchBucketException e) {
      throw AwsFailure.missing(
          "cannot %s: there is no such bucket; deploy the stack Sandbox-Prerequisites again"
              .formatted(doing));
    } catch (SdkException e) {
      throw AwsFailure.of(e, doing, check);
    }
    if (stored.versionId() == null) {
      throw AwsFailure.missing(
          "the bucket %s keeps no versions, so the execution of an upload cannot be told from others; enable its versioning"
              .formatted(bucket));
    }
    return stored.versionId();
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + object;
  }
}
