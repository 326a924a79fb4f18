package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** How an object is encrypted at rest, as far as anybody can see. */
sealed interface Encryption {

  /** With keys of S3 itself. */
  record S3Managed() implements Encryption {}

  /**
   * With a key of KMS.
   *
   * @param bucketKey whether S3 asks KMS for the bucket rather than for each object
   */
  record Kms(KmsKeys.Key key, boolean bucketKey) implements Encryption {}

  /** The headers that tell it to a client. */
  default Map<String, String> headers() {
    return switch (this) {
      case S3Managed _ -> Map.of("x-amz-server-side-encryption", "AES256");
      case Kms(var key, var bucketKey) -> {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-server-side-encryption", "aws:kms");
        headers.put("x-amz-server-side-encryption-aws-kms-key-id", key.arn());
        if (bucketKey) {
          headers.put("x-amz-server-side-encryption-bucket-key-enabled", "true");
        }
        yield headers;
      }
    };
  }
}
