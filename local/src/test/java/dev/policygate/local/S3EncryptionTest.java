package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertDenied;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Objects under keys of KMS, and who may use the keys. */
class S3EncryptionTest {
  private static final String READER = "arn:aws:sts::222222222222:assumed-role/reader/test";
  private static final String SECURITY_READER = "arn:aws:iam::111111111111:role/reader";

  private final TwoAccounts accounts = new TwoAccounts();
  private final S3Client s3 = accounts.administrator().s3();
  private String key = "";

  @BeforeEach
  void createBucketWithKey() {
    accounts.security().createRole("reader", Documents.trust("\"AWS\": \"111111111111\""));
    key =
        accounts
            .sandbox()
            .createKey(
                "artifacts",
                policy(
                    """
                    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
                     "Action": "kms:*", "Resource": "*"}
                    """,
                    """
                    {"Effect": "Allow", "Principal": {"AWS": "%s"},
                     "Action": "kms:Decrypt", "Resource": "*"}
                    """
                        .formatted(SECURITY_READER)));
    accounts.sandbox().createBucket("bucket", Optional.of(key));
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private static PutObjectRequest.Builder toBucket() {
    return PutObjectRequest.builder().bucket("bucket").key("key");
  }

  private void put() {
    s3.putObject(toBucket().build(), RequestBody.fromString("content"));
  }

  @Test
  void theBucketsKeyIsTheDefault() {
    var put = s3.putObject(toBucket().build(), RequestBody.fromString("content"));
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(put.ssekmsKeyId())
        .isEqualTo(key)
        .startsWith("arn:aws:kms:us-east-1:222222222222:key/");
    var got = s3.getObjectAsBytes(b -> b.bucket("bucket").key("key"));
    assertThat(got.asUtf8String()).isEqualTo("content");
    assertThat(got.response().ssekmsKeyId()).isEqualTo(key);
    assertThat(got.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    var rule =
        s3.getBucketEncryption(b -> b.bucket("bucket"))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst()
            .applyServerSideEncryptionByDefault();
    assertThat(rule.kmsMasterKeyID()).isEqualTo(key);
  }

  @Test
  void keysAreNamedInFourWays() {
    String id = key.substring(key.lastIndexOf('/') + 1);
    String alias = "alias/artifacts";
    for (String name :
        new String[] {key, id, alias, "arn:aws:kms:us-east-1:222222222222:" + alias}) {
      var put =
          s3.putObject(
              toBucket()
                  .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                  .ssekmsKeyId(name)
                  .build(),
              RequestBody.fromString("content"));
      assertThat(put.ssekmsKeyId()).isEqualTo(key);
    }
    assertError(
        () ->
            s3.putObject(
                toBucket()
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId("alias/missing")
                    .build(),
                RequestBody.empty()),
        400,
        "KMS.NotFoundException",
        "Key 'alias/missing' does not exist");
  }

  @Test
  void aRequestMayAskForAnotherEncryption() {
    var put =
        s3.putObject(
            toBucket().serverSideEncryption(ServerSideEncryption.AES256).build(),
            RequestBody.fromString("content"));
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    assertThat(put.ssekmsKeyId()).isNull();
    assertError(
        () ->
            s3.putObject(
                toBucket()
                    .serverSideEncryption(ServerSideEncryption.AES256)
                    .ssekmsKeyId(key)
                    .build(),
                RequestBody.empty()),
        400,
        "InvalidArgument");
  }

  @Test
  void withoutTheKeyNothingIsReadOrWritten() {
    S3Client reader = accounts.role("reader", allow("s3:*", "*")).s3();
    put();
    assertDenied(
        () -> reader.getObjectAsBytes(b -> b.bucket("bucket").key("key")),
        READER,
        "kms:Decrypt",
        key,
        " because no identity-based policy allows the kms:Decrypt action");
    assertDenied(
        () -> reader.putObject(toBucket().build(), RequestBody.empty()),
        READER,
        "kms:GenerateDataKey",
        key,
        " because no identity-based policy allows the kms:GenerateDataKey action");
    assertThat(s3.listObjectVersions(b -> b.bucket("bucket")).versions()).hasSize(1);
  }

  @Test
  void whatIsKnownAboutAnObjectIsNotEncrypted() {
    S3Client reader = accounts.role("reader", allow("s3:*", "*")).s3();
    put();
    assertThat(reader.headObject(b -> b.bucket("bucket").key("key")).ssekmsKeyId()).isEqualTo(key);
    // An answer to HEAD has no body, and so no code.
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () -> reader.headObject(b -> b.bucket("bucket").key("key").checksumMode("ENABLED")))
        .extracting(S3Exception::statusCode)
        .isEqualTo(403);
  }

  @Test
  void aDeletedRoleIsForgottenByBucketAndKey() {
    put();
    accounts
        .sandbox()
        .putBucketPolicy(
            "bucket",
            policy(
                """
                {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "s3:GetObject",
                 "Resource": "arn:aws:s3:::bucket/*"}
                """
                    .formatted(SECURITY_READER)));
    var iam = accounts.securityAdministrator().iam();
    String id = iam.getRole(b -> b.roleName("reader")).role().roleId();
    iam.deleteRole(b -> b.roleName("reader"));
    assertThat(s3.getBucketPolicy(b -> b.bucket("bucket")).policy())
        .contains("\"AWS\":\"" + id + "\"")
        .doesNotContain(SECURITY_READER);
    accounts.security().createRole("reader", Documents.trust("\"AWS\": \"111111111111\""));
    accounts.security().putRolePolicy("reader", "all", policy(allow("*", "*")));
    S3Client anew = accounts.securityAdministrator().assuming(SECURITY_READER, "test").s3();
    assertError(
        () -> anew.getObjectAsBytes(b -> b.bucket("bucket").key("key")), 403, "AccessDenied");
  }

  @Test
  void theKeyMayBeLimitedToS3AndToOneObject() {
    S3Client reader =
        accounts
            .role(
                "reader",
                allow("s3:*", "*"),
                allow(
                    "kms:*",
                    key,
                    """
                    {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com",
                                      "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::bucket/key"},
                     "Bool": {"aws:ViaAWSService": "true"}}
                    """))
            .s3();
    put();
    reader.getObjectAsBytes(b -> b.bucket("bucket").key("key"));
    assertError(
        () -> reader.putObject(toBucket().key("other").build(), RequestBody.empty()),
        403,
        "AccessDenied");
  }

  @Test
  void withABucketKeyItIsAboutTheBucket() {
    s3.putBucketEncryption(
        b ->
            b.bucket("bucket")
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            ServerSideEncryptionRule.builder()
                                .bucketKeyEnabled(true)
                                .applyServerSideEncryptionByDefault(
                                    d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID(key))
                                .build())));
    S3Client reader =
        accounts
            .role(
                "reader",
                allow("s3:*", "*"),
                allow(
                    "kms:*",
                    key,
                    """
                    {"StringEquals": {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::bucket"}}
                    """))
            .s3();
    assertThat(reader.putObject(toBucket().build(), RequestBody.empty()).bucketKeyEnabled())
        .isTrue();
    reader.getObjectAsBytes(b -> b.bucket("bucket").key("key"));
  }

  @Test
  void acrossAccountsTheKeyHasToAllowToo() {
    put();
    accounts
        .sandbox()
        .putBucketPolicy(
            "bucket",
            policy(
                """
                {"Effect": "Allow", "Principal": {"AWS": "111111111111"},
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}
                """));
    accounts
        .security()
        .putRolePolicy(
            "reader", "read", policy(allow("s3:GetObject", "*"), allow("kms:Decrypt", key)));
    S3Client named = accounts.securityAdministrator().assuming(SECURITY_READER, "test").s3();
    assertThat(named.getObjectAsBytes(b -> b.bucket("bucket").key("key")).asUtf8String())
        .isEqualTo("content");
    S3Client administrator = accounts.securityAdministrator().s3();
    assertDenied(
        () -> administrator.getObjectAsBytes(b -> b.bucket("bucket").key("key")),
        "arn:aws:iam::111111111111:user/administrator",
        "kms:Decrypt",
        key,
        " because no resource-based policy allows the kms:Decrypt action");
  }

  @Test
  void theManagedKeyIsForTheAccountAlone() {
    accounts.sandbox().createBucket("plain", Optional.empty());
    var put =
        s3.putObject(
            b -> b.bucket("plain").key("key").serverSideEncryption(ServerSideEncryption.AWS_KMS),
            RequestBody.fromString("content"));
    assertThat(put.ssekmsKeyId()).startsWith("arn:aws:kms:us-east-1:222222222222:key/");
    S3Client reader = accounts.role("reader", allow("s3:*", "*")).s3();
    reader.getObjectAsBytes(b -> b.bucket("plain").key("key"));
    accounts
        .sandbox()
        .putBucketPolicy(
            "plain",
            policy(
                """
                {"Effect": "Allow", "Principal": {"AWS": "111111111111"},
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::plain/*"}
                """));
    assertError(
        () ->
            accounts
                .securityAdministrator()
                .s3()
                .getObjectAsBytes(b -> b.bucket("plain").key("key")),
        403,
        "AccessDenied");
  }

  @Test
  void uploadsCanBeLimitedToOneKey() {
    accounts
        .sandbox()
        .putBucketPolicy(
            "bucket",
            policy(
                """
                {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject",
                 "Resource": "arn:aws:s3:::bucket/*",
                 "Condition": {"StringNotEqualsIfExists":
                   {"s3:x-amz-server-side-encryption-aws-kms-key-id": "%s"}}}
                """
                    .formatted(key)));
    String other =
        accounts
            .sandbox()
            .createKey(
                "other",
                policy(
                    """
                    {"Effect": "Allow", "Principal": {"AWS": "222222222222"},
                     "Action": "kms:*", "Resource": "*"}
                    """));
    PutObjectRequest.Builder underKms =
        toBucket().serverSideEncryption(ServerSideEncryption.AWS_KMS);
    s3.putObject(underKms.ssekmsKeyId("alias/artifacts").build(), RequestBody.empty());
    assertDenied(
        () -> s3.putObject(underKms.ssekmsKeyId(other).build(), RequestBody.empty()),
        "arn:aws:iam::222222222222:user/administrator",
        "s3:PutObject",
        "\"arn:aws:s3:::bucket/key\"",
        " with an explicit deny in a resource-based policy");
    // IfExists or not, a negated operator holds where no key is named.
    assertError(() -> s3.putObject(toBucket().build(), RequestBody.empty()), 403, "AccessDenied");
  }
}
