package dev.policygate.lambda.aws;

import dev.policygate.lambda.Artifact;
import dev.policygate.lambda.ArtifactReader;
import dev.policygate.lambda.Credentials;
import java.io.IOException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Bundles in S3. */
public final class S3Artifacts implements ArtifactReader {

  private final S3Client s3;

  public S3Artifacts(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public byte[] read(Artifact artifact, Credentials credentials, int most) {
    try {
      return s3.getObject(
          request ->
              request
                  .bucket(artifact.bucket())
                  .key(artifact.key())
                  .overrideConfiguration(Sessions.with(credentials)),
          bytes(most));
    } catch (SdkException e) {
      throw AwsTrouble.of(
          e,
          "read the artifact s3://%s/%s".formatted(artifact.bucket(), artifact.key()),
          "that the action's role may s3:GetObject there and kms:Decrypt with the bucket's key, in its"
              + " own policy, the bucket's and the key's");
    }
  }

  /** Reads within the call, so that its time-out holds and a connection that breaks is retried. */
  private static ResponseTransformer<GetObjectResponse, byte[]> bytes(int most) {
    return (_, object) -> {
      try {
        byte[] bytes = object.readNBytes(most + 1);
        if (bytes.length > most) {
          object.abort();
        }
        return bytes;
      } catch (IOException e) {
        throw RetryableException.create("the connection broke", e);
      }
    };
  }
}
