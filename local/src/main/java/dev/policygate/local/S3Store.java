package dev.policygate.local;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All buckets, and what it takes to touch them. */
final class S3Store {
  private final Map<String, Bucket> buckets = new TreeMap<>();
  private final Guard guard;
  private final KmsKeys keys;
  private final String region;

  S3Store(Guard guard, KmsKeys keys, String region) {
    this.guard = guard;
    this.keys = keys;
    this.region = region;
  }

  KmsKeys keys() {
    return keys;
  }

  String region() {
    return region;
  }

  Collection<Bucket> buckets() {
    return buckets.values();
  }

  Optional<Bucket> find(String name) {
    return Optional.ofNullable(buckets.get(name));
  }

  void add(Bucket bucket) {
    buckets.put(bucket.name(), bucket);
  }

  Bucket bucket(String name) {
    return find(name)
        .orElseThrow(
            () -> new AwsError(404, "NoSuchBucket", "The specified bucket does not exist"));
  }

  /** The bucket of a call, if it is whose the caller expects it to be. */
  Bucket bucket(S3Call call) {
    Bucket bucket = bucket(call.bucket());
    if (call.header("x-amz-expected-bucket-owner")
        .filter(owner -> !owner.equals(bucket.account()))
        .isPresent()) {
      throw CommonError.ACCESS_DENIED.because("Access Denied");
    }
    return bucket;
  }

  /**
   * The key called {@code name}, as seen from an account; the one AWS manages if it has no name.
   */
  KmsKeys.Key key(Optional<String> name, String account) {
    return name.map(
            given ->
                keys.find(given, account)
                    .orElseThrow(
                        () ->
                            new AwsError(
                                400,
                                "KMS.NotFoundException",
                                "Key '%s' does not exist".formatted(given))))
        .orElseGet(() -> keys.managedForS3(account));
  }

  void require(Caller caller, Wish wish) {
    guard.require(caller, wish);
  }

  static Wish on(Bucket bucket, String action) {
    return wish(bucket, action, bucket.arn());
  }

  static Wish on(Bucket bucket, String key, String action) {
    return wish(bucket, action, bucket.arn() + "/" + key);
  }

  /** Ends the call unless the caller may use the key of {@code encryption}, if it has one. */
  void requireKey(Caller caller, String action, Bucket bucket, String key, Encryption encryption) {
    if (encryption instanceof Encryption.Kms(var kmsKey, var bucketKey)) {
      guard.require(
          caller,
          Wish.to("kms:" + action, kmsKey.arn(), kmsKey.account())
              .under(new CallRequest.ResourcePolicy(kmsKey.policy(), true))
              .with("kms:CallerAccount", caller.accountId())
              .with("kms:ViaService", "s3.%s.amazonaws.com".formatted(region))
              .with(
                  "kms:EncryptionContext:aws:s3:arn",
                  bucketKey ? bucket.arn() : bucket.arn() + "/" + key)
              .with("kms:EncryptionContextKeys", "aws:s3:arn")
              .with("aws:ViaAWSService", "true"));
    }
  }

  private static Wish wish(Bucket bucket, String action, String arn) {
    Wish wish =
        Wish.to("s3:" + action, arn, bucket.account())
            .shownAs('"' + arn + '"')
            .with("s3:ResourceAccount", bucket.account());
    return bucket
        .policy()
        .map(policy -> wish.under(new CallRequest.ResourcePolicy(policy, false)))
        .orElse(wish);
  }
}
