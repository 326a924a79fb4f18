package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertDenied;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Buckets and objects. */
class S3Test {
  private static final String READER = "arn:aws:sts::222222222222:assumed-role/reader/test";

  private final TwoAccounts accounts = new TwoAccounts();
  private final S3Client s3 = accounts.administrator().s3();

  @BeforeEach
  void createBucket() {
    accounts.sandbox().createBucket("bucket", Optional.empty());
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private PutObjectResponse put(String key, String content) {
    return s3.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString(content));
  }

  private ResponseBytes<GetObjectResponse> get(String key) {
    return s3.getObjectAsBytes(b -> b.bucket("bucket").key(key));
  }

  @Test
  void objectsComeBackAsTheyWerePut() {
    PutObjectResponse put =
        s3.putObject(
            b ->
                b.bucket("bucket")
                    .key("a/key")
                    .contentType("application/zip")
                    .cacheControl("no-store")
                    .metadata(Map.of("team", "a")),
            RequestBody.fromString("content"));
    var got = get("a/key");
    assertThat(got.asUtf8String()).isEqualTo("content");
    assertThat(got.response().contentType()).isEqualTo("application/zip");
    assertThat(got.response().cacheControl()).isEqualTo("no-store");
    assertThat(got.response().metadata()).isEqualTo(Map.of("team", "a"));
    assertThat(got.response().eTag()).isEqualTo(put.eTag());
    assertThat(put.eTag()).isEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
    assertThat(got.response().versionId()).isEqualTo(put.versionId());
    assertThat(got.response().serverSideEncryptionAsString()).isEqualTo("AES256");
    var head = s3.headObject(b -> b.bucket("bucket").key("a/key").checksumMode("ENABLED"));
    assertThat(head.checksumCRC32()).isEqualTo(put.checksumCRC32());
    assertThat(head.contentLength()).isEqualTo(7);
    assertThat(head.versionId()).isEqualTo(put.versionId());
    assertThat(head.lastModified()).isEqualTo(got.response().lastModified());
  }

  @Test
  void everyVersionIsKept() {
    String first = put("key", "one").versionId();
    String second = put("key", "two").versionId();
    assertThat(first).isNotEqualTo(second).matches("[A-Za-z0-9]{32}");
    assertThat(get("key").asUtf8String()).isEqualTo("two");
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket("bucket").key("key").versionId(first)).asUtf8String())
        .isEqualTo("one");
    assertError(
        () -> s3.getObjectAsBytes(b -> b.bucket("bucket").key("key").versionId("none")),
        404,
        "NoSuchVersion");
  }

  @Test
  void deletedObjectsLeaveAMarker() {
    String version = put("key", "one").versionId();
    var deleted = s3.deleteObject(b -> b.bucket("bucket").key("key"));
    assertThat(deleted.deleteMarker()).isTrue();
    assertError(() -> get("key"), 404, "NoSuchKey", "The specified key does not exist.");
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket("bucket").key("key").versionId(version))
                .asUtf8String())
        .isEqualTo("one");
    assertError(
        () ->
            s3.getObjectAsBytes(b -> b.bucket("bucket").key("key").versionId(deleted.versionId())),
        405,
        "MethodNotAllowed");
    var versions = s3.listObjectVersions(b -> b.bucket("bucket"));
    assertThat(versions.versions())
        .extracting("key", "versionId", "isLatest")
        .containsExactly(tuple("key", version, false));
    assertThat(versions.deleteMarkers())
        .extracting("key", "versionId", "isLatest")
        .containsExactly(tuple("key", deleted.versionId(), true));
    s3.deleteObject(b -> b.bucket("bucket").key("key").versionId(deleted.versionId()));
    assertThat(get("key").asUtf8String()).isEqualTo("one");
  }

  @Test
  void withoutVersionsThereIsOneOfEach() {
    s3.createBucket(b -> b.bucket("plain"));
    assertThat(s3.getBucketVersioning(b -> b.bucket("plain")).status()).isNull();
    var put = s3.putObject(b -> b.bucket("plain").key("key"), RequestBody.fromString("one"));
    assertThat(put.versionId()).isNull();
    s3.putObject(b -> b.bucket("plain").key("key"), RequestBody.fromString("two"));
    assertThat(s3.listObjectVersions(b -> b.bucket("plain")).versions())
        .extracting("versionId")
        .containsExactly("null");
    s3.deleteObject(b -> b.bucket("plain").key("key"));
    assertThat(s3.listObjectVersions(b -> b.bucket("plain")).versions()).isEmpty();
  }

  @Test
  void versioningCanBeSwitchedOnAndSuspended() {
    s3.createBucket(b -> b.bucket("plain"));
    for (BucketVersioningStatus status :
        List.of(BucketVersioningStatus.ENABLED, BucketVersioningStatus.SUSPENDED)) {
      s3.putBucketVersioning(b -> b.bucket("plain").versioningConfiguration(v -> v.status(status)));
      assertThat(s3.getBucketVersioning(b -> b.bucket("plain")).status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 0123, bytes 0-3/10",
    "bytes=8-, 89, bytes 8-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=5-99, 56789, bytes 5-9/10",
    "bytes=-99, 0123456789, bytes 0-9/10"
  })
  void partsCanBeRead(String range, String content, String contentRange) {
    put("key", "0123456789");
    var part = s3.getObjectAsBytes(b -> b.bucket("bucket").key("key").range(range));
    assertThat(part.asUtf8String()).isEqualTo(content);
    assertThat(part.response().contentRange()).isEqualTo(contentRange);
  }

  @Test
  void partsThatAreNotThereAreRefused() {
    put("key", "0123456789");
    assertError(
        () -> s3.getObjectAsBytes(b -> b.bucket("bucket").key("key").range("bytes=10-")),
        416,
        "InvalidRange");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void checksumsAreVerifiedAndComeBack(ChecksumAlgorithm algorithm) {
    s3.putObject(
        b -> b.bucket("bucket").key("key").checksumAlgorithm(algorithm),
        RequestBody.fromString("content"));
    var head = s3.headObject(b -> b.bucket("bucket").key("key").checksumMode("ENABLED"));
    assertThat(
            new String[] {
              head.checksumCRC32(),
              head.checksumCRC32C(),
              head.checksumSHA1(),
              head.checksumSHA256()
            })
        .filteredOn(Objects::nonNull)
        .hasSize(1);
    assertThat(get("key").asUtf8String()).isEqualTo("content");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32, AAAAAA==",
    "x-amz-checksum-crc32c, AAAAAA==",
    "x-amz-checksum-crc64nvme, AAAAAAAAAAA=",
    "x-amz-checksum-sha1, AAAA",
    "x-amz-checksum-sha256, AAAA",
    "content-md5, AAAA"
  })
  void wrongChecksumsAreRefused(String header, String value) {
    var answered =
        RawClient.of(accounts.administrator(), "s3")
            .call("PUT", "/bucket/key", Map.of(header, value), "content");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body()).contains("<Code>BadDigest</Code>");
  }

  @Test
  void theLongChecksumIsThatOfNvme() {
    // The check value of the CRC catalogue for "123456789".
    var answered =
        RawClient.of(accounts.administrator(), "s3")
            .call(
                "PUT",
                "/bucket/key",
                Map.of("x-amz-checksum-crc64nvme", "rosUhgp5mIg="),
                "123456789");
    assertThat(answered.status()).isEqualTo(200);
  }

  @Test
  void objectsAreListedByPrefixAndDelimiter() {
    for (String key : List.of("a", "b/1", "b/2", "b/c/3", "d")) {
      put(key, "x");
    }
    var all = s3.listObjectsV2(b -> b.bucket("bucket"));
    assertThat(all.contents()).extracting("key").containsExactly("a", "b/1", "b/2", "b/c/3", "d");
    assertThat(all.isTruncated()).isFalse();
    assertThat(all.keyCount()).isEqualTo(5);
    var top = s3.listObjectsV2(b -> b.bucket("bucket").delimiter("/"));
    assertThat(top.contents()).extracting("key").containsExactly("a", "d");
    assertThat(top.commonPrefixes()).extracting("prefix").containsExactly("b/");
    var inB = s3.listObjectsV2(b -> b.bucket("bucket").delimiter("/").prefix("b/"));
    assertThat(inB.contents()).extracting("key").containsExactly("b/1", "b/2");
    assertThat(inB.commonPrefixes()).extracting("prefix").containsExactly("b/c/");
    var pages = s3.listObjectsV2Paginator(b -> b.bucket("bucket").maxKeys(2));
    assertThat(pages.stream().map(page -> page.contents().size())).containsExactly(2, 2, 1);
    assertThat(pages.contents()).extracting("key").containsExactly("a", "b/1", "b/2", "b/c/3", "d");
  }

  @Test
  void bucketsAreEverybodysNamesAndTheirOwnersBuckets() {
    S3Client security = accounts.securityAdministrator().s3();
    assertError(() -> s3.createBucket(b -> b.bucket("bucket")), 409, "BucketAlreadyOwnedByYou");
    assertError(() -> security.createBucket(b -> b.bucket("bucket")), 409, "BucketAlreadyExists");
    assertThat(RawClient.of(accounts.administrator(), "s3").call("PUT", "/No", Map.of(), "").body())
        .contains("<Code>InvalidBucketName</Code>");
    security.createBucket(b -> b.bucket("theirs"));
    assertThat(security.listBuckets().buckets()).extracting("name").containsExactly("theirs");
    assertThat(s3.listBuckets().buckets()).extracting("name").containsExactly("bucket");
    assertThat(s3.headBucket(b -> b.bucket("bucket")).bucketRegion()).isEqualTo("us-east-1");
    assertError(() -> get2("missing"), 404, "NoSuchBucket");
  }

  private void get2(String bucket) {
    s3.getObjectAsBytes(b -> b.bucket(bucket).key("key"));
  }

  @Test
  void acrossAccountsBothSidesHaveToAllow() {
    put("key", "content");
    S3Client security = accounts.securityAdministrator().s3();
    assertDenied(
        () -> security.getObjectAsBytes(b -> b.bucket("bucket").key("key")),
        "arn:aws:iam::111111111111:user/administrator",
        "s3:GetObject",
        "\"arn:aws:s3:::bucket/key\"",
        " because no resource-based policy allows the s3:GetObject action");
    accounts
        .sandbox()
        .putBucketPolicy(
            "bucket",
            policy(
                """
                {"Effect": "Allow", "Principal": {"AWS": "111111111111"},
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}
                """));
    assertThat(security.getObjectAsBytes(b -> b.bucket("bucket").key("key")).asUtf8String())
        .isEqualTo("content");
    assertError(
        () -> security.putObject(b -> b.bucket("bucket").key("key"), RequestBody.empty()),
        403,
        "AccessDenied");
  }

  @Test
  void onlyWhoMayListIsToldWhatIsMissing() {
    S3Client reader = accounts.role("reader", allow("s3:GetObject", "*")).s3();
    put("key", "content");
    assertThat(reader.getObjectAsBytes(b -> b.bucket("bucket").key("key")).asUtf8String())
        .isEqualTo("content");
    assertDenied(
        () -> reader.getObjectAsBytes(b -> b.bucket("bucket").key("missing")),
        READER,
        "s3:ListBucket",
        "\"arn:aws:s3:::bucket\"",
        " because no identity-based policy allows the s3:ListBucket action");
    assertError(() -> get("missing"), 404, "NoSuchKey", "The specified key does not exist.");
  }

  @Test
  void versionsAreReadWithTheirOwnPermission() {
    S3Client reader = accounts.role("reader", allow("s3:GetObject", "*")).s3();
    String version = put("key", "content").versionId();
    assertDenied(
        () -> reader.getObjectAsBytes(b -> b.bucket("bucket").key("key").versionId(version)),
        READER,
        "s3:GetObjectVersion",
        "\"arn:aws:s3:::bucket/key\"",
        " because no identity-based policy allows the s3:GetObjectVersion action");
  }

  @Test
  void policiesCanDenyWhatIsNotSecure() {
    String tlsOnly =
        policy(
            """
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
             "Resource": ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"],
             "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
            """);
    s3.putBucketPolicy(b -> b.bucket("bucket").policy(tlsOnly));
    assertThat(s3.getBucketPolicy(b -> b.bucket("bucket")).policy()).isEqualTo(tlsOnly);
    put("key", "content");
    try (TwoAccounts insecure = new TwoAccounts(b -> b.secureTransport(false))) {
      insecure.sandbox().createBucket("bucket", Optional.empty());
      insecure.sandbox().putBucketPolicy("bucket", tlsOnly);
      assertError(
          () ->
              insecure
                  .administrator()
                  .s3()
                  .putObject(b -> b.bucket("bucket").key("key"), RequestBody.empty()),
          403,
          "AccessDenied");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"AWS\": \"*\"}; arn:aws:s3:::other/*; Policy has invalid resource",
        "{\"AWS\": \"*\"}; *; Policy has invalid resource",
        "{\"AWS\": \"arn:aws:iam::222222222222:role/missing\"}; arn:aws:s3:::bucket/*;"
            + " Invalid principal in policy",
        "{\"AWS\": \"444444444444\"}; arn:aws:s3:::bucket/*; Invalid principal in policy"
      })
  void policiesHaveToFitTheBucket(String principal, String resource, String message) {
    String document =
        policy(
            "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"s3:*\", \"Resource\": \"%s\"}"
                .formatted(principal, resource));
    assertError(
        () -> s3.putBucketPolicy(b -> b.bucket("bucket").policy(document)),
        400,
        "MalformedPolicy",
        message);
    assertError(() -> s3.getBucketPolicy(b -> b.bucket("bucket")), 404, "NoSuchBucketPolicy");
  }

  @Test
  void whoseBucketItIsCanBeMadeSure() {
    put("key", "content");
    s3.getObjectAsBytes(
        b -> b.bucket("bucket").key("key").expectedBucketOwner(TwoAccounts.SANDBOX));
    assertError(
        () ->
            s3.getObjectAsBytes(
                b -> b.bucket("bucket").key("key").expectedBucketOwner(TwoAccounts.SECURITY)),
        403,
        "AccessDenied",
        "Access Denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-acl", "x-amz-tagging", "x-amz-copy-source", "if-none-match"})
  void headersOfUnknownMeaningAreRefused(String header) {
    var answered =
        RawClient.of(accounts.administrator(), "s3")
            .call("PUT", "/bucket/key", Map.of(header, "x"), "content");
    assertThat(answered.status()).isEqualTo(501);
    assertThat(answered.body())
        .contains("<Code>NotImplemented</Code>")
        .contains("implies functionality that is not implemented: " + header);
    assertThat(s3.listObjectsV2(b -> b.bucket("bucket")).contents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /bucket?acl",
    "GET, /bucket",
    "PUT, /bucket?lifecycle",
    "POST, /bucket/key?uploads",
    "PUT, /bucket/key?partNumber=1&uploadId=2",
    "GET, /bucket/key?torrent",
    "DELETE, /bucket",
    "PATCH, /bucket/key"
  })
  void unknownOperationsAreRefused(String method, String path) {
    var answered = RawClient.of(accounts.administrator(), "s3").call(method, path, Map.of(), "");
    assertThat(answered.status()).isEqualTo(501);
    assertThat(answered.body())
        .contains("<Code>NotImplemented</Code>")
        .contains("The embedded AWS does not know this operation of S3");
  }

  @Test
  void bucketsMayBeInTheHostsName() {
    put("key", "content");
    var virtual =
        new HttpRequest(
            "GET",
            "/a/key",
            List.of(),
            Map.of("host", List.of("my.bucket.localhost:4566")),
            Bytes.NONE);
    assertThat(S3Address.of(virtual)).isEqualTo(new S3Address("my.bucket", "a/key"));
    for (String host : List.of("localhost:80", "127.0.0.1:80", "s3.localhost")) {
      var byPath =
          new HttpRequest(
              "GET", "/bucket/a/key", List.of(), Map.of("host", List.of(host)), Bytes.NONE);
      assertThat(S3Address.of(byPath)).isEqualTo(new S3Address("bucket", "a/key"));
    }
  }
}
