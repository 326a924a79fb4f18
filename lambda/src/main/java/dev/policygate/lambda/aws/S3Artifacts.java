package dev.policygate.lambda.aws;

import dev.policygate.lambda.ArtifactReader;
import dev.policygate.lambda.PipelineJob;
import dev.policygate.lambda.Trouble;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Bundles in S3. */
public final class S3Artifacts implements ArtifactReader {

  private final S3Client s3;

  public S3Artifacts(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public byte[] read(PipelineJob job, int most) {
    String what = "read the artifact s3://%s/%s".formatted(job.bucket(), job.key());
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(
            request ->
                request
                    .bucket(job.bucket())
                    .key(job.key())
                    .overrideConfiguration(Sessions.with(job.credentials())))) {
      byte[] bytes = object.readNBytes(most + 1);
      if (bytes.length > most) {
        object.abort();
      }
      return bytes;
    } catch (SdkException e) {
      throw AwsTrouble.of(
          e,
          what,
          "that the action's role may s3:GetObject there and kms:Decrypt with the bucket's key, in its"
              + " own policy, the bucket's and the key's");
    } catch (IOException e) {
      throw Trouble.unavailable(
          "cannot %s for now: the connection broke; start the pipeline again".formatted(what), e);
    }
  }
}
