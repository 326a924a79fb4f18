package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Documents.trust;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * What the gate relies on from IAM, STS and S3, whoever answers. Things get names of their own, so
 * that many tests can share one answerer. What AWS keeps and LocalStack does not is in {@link
 * EmbeddedContractTest}.
 */
abstract class AwsContract {
  static final String DOCUMENT = policy(allow("s3:GetObject", "*"));

  /** The clients of somebody who may do everything in the sandbox, 222222222222. */
  abstract Clients sandbox();

  /** The clients of somebody who may do everything in the security account, 111111111111. */
  abstract Clients security();

  /** A key of KMS in the sandbox, which everybody there may use. */
  abstract String kmsKey();

  IamClient iam() {
    return sandbox().iam();
  }

  static String unique(String name) {
    return name + Ids.artifact();
  }

  String create(String name) {
    return iam()
        .createPolicy(b -> b.path("/gate/").policyName(name).policyDocument(DOCUMENT))
        .policy()
        .arn();
  }

  private static String decoded(String document) {
    return document.startsWith("{")
        ? document
        : URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  String role(String name, String trustedAccount) {
    return iam()
        .createRole(
            b ->
                b.roleName(name)
                    .assumeRolePolicyDocument(trust("\"AWS\": \"" + trustedAccount + "\"")))
        .role()
        .arn();
  }

  @Test
  void createdPoliciesCanBeRead() {
    String name = unique("Readers");
    Tag tag = Tag.builder().key("policy-gate:managed").value("true").build();
    Policy created =
        iam()
            .createPolicy(
                b ->
                    b.path("/gate/")
                        .policyName(name)
                        .policyDocument(DOCUMENT)
                        .description("Who reads")
                        .tags(tag))
            .policy();
    String arn = "arn:aws:iam::222222222222:policy/gate/" + name;
    assertThat(created.arn()).isEqualTo(arn);
    Policy read = iam().getPolicy(b -> b.policyArn(arn)).policy();
    assertThat(read)
        .extracting(
            Policy::policyName,
            Policy::path,
            Policy::defaultVersionId,
            Policy::description,
            Policy::attachmentCount,
            Policy::tags)
        .containsExactly(name, "/gate/", "v1", "Who reads", 0, List.of(tag));
    PolicyVersion version =
        iam().getPolicyVersion(b -> b.policyArn(arn).versionId("v1")).policyVersion();
    assertThat(decoded(version.document())).isEqualTo(DOCUMENT);
    assertThat(version.isDefaultVersion()).isTrue();
    assertThat(iam().listPolicyTags(b -> b.policyArn(arn)).tags()).containsExactly(tag);
  }

  @Test
  void aNameIsTakenOnce() {
    String name = unique("Twice");
    create(name);
    assertError(() -> create(name), 409, "EntityAlreadyExists");
  }

  @Test
  void whatIsMissingIsMissed() {
    String arn = "arn:aws:iam::222222222222:policy/" + unique("Missing");
    assertError(() -> iam().getPolicy(b -> b.policyArn(arn)), 404, "NoSuchEntity");
    assertError(() -> iam().listPolicyVersions(b -> b.policyArn(arn)), 404, "NoSuchEntity");
    assertError(
        () -> iam().getPolicyVersion(b -> b.policyArn(arn).versionId("v1")), 404, "NoSuchEntity");
    assertError(() -> iam().getRole(b -> b.roleName(unique("missing"))), 404, "NoSuchEntity");
    String existing = create(unique("Existing"));
    assertError(
        () -> iam().getPolicyVersion(b -> b.policyArn(existing).versionId("v9")),
        404,
        "NoSuchEntity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "junk",
        "{}",
        "{\"Version\": \"2012-10-17\"}",
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Maybe\", \"Action\": \"*\","
            + " \"Resource\": \"*\"}]}",
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"Get\","
            + " \"Resource\": \"*\"}]}",
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\","
            + " \"Resource\": \"bucket\"}]}"
      })
  void documentsHaveToBePolicies(String document) {
    assertError(
        () -> iam().createPolicy(b -> b.policyName(unique("Bad")).policyDocument(document)),
        400,
        "MalformedPolicyDocument");
    String arn = create(unique("Good"));
    assertError(
        () -> iam().createPolicyVersion(b -> b.policyArn(arn).policyDocument(document)),
        400,
        "MalformedPolicyDocument");
  }

  @Test
  void thereAreFiveVersions() {
    String arn = create(unique("Versions"));
    for (int i = 2; i <= 5; i++) {
      iam().createPolicyVersion(b -> b.policyArn(arn).policyDocument(DOCUMENT).setAsDefault(true));
    }
    assertThat(iam().getPolicy(b -> b.policyArn(arn)).policy().defaultVersionId()).isEqualTo("v5");
    assertError(
        () -> iam().createPolicyVersion(b -> b.policyArn(arn).policyDocument(DOCUMENT)),
        409,
        "LimitExceeded");
    assertError(
        () -> iam().deletePolicyVersion(b -> b.policyArn(arn).versionId("v5")),
        409,
        "DeleteConflict");
    iam().deletePolicyVersion(b -> b.policyArn(arn).versionId("v1"));
    assertThat(
            iam()
                .createPolicyVersion(b -> b.policyArn(arn).policyDocument(DOCUMENT))
                .policyVersion()
                .versionId())
        .isEqualTo("v6");
    iam().setDefaultPolicyVersion(b -> b.policyArn(arn).versionId("v3"));
    assertThat(iam().listPolicyVersions(b -> b.policyArn(arn)).versions())
        .filteredOn(PolicyVersion::isDefaultVersion)
        .extracting(PolicyVersion::versionId)
        .containsExactly("v3");
  }

  @Test
  void policiesAreListedByPath() {
    String path = "/" + unique("path") + "/";
    String name = unique("Listed");
    iam().createPolicy(b -> b.path(path).policyName(name).policyDocument(DOCUMENT));
    assertThat(iam().listPolicies(b -> b.scope(PolicyScopeType.LOCAL).pathPrefix(path)).policies())
        .extracting(Policy::policyName)
        .containsExactly(name);
  }

  @Test
  void policiesCanBeDeleted() {
    String arn = create(unique("Deleted"));
    iam().deletePolicy(b -> b.policyArn(arn));
    assertError(() -> iam().getPolicy(b -> b.policyArn(arn)), 404, "NoSuchEntity");
    assertError(() -> iam().deletePolicy(b -> b.policyArn(arn)), 404, "NoSuchEntity");
  }

  @Test
  void rolesAndWhatTheyHold() {
    String name = unique("builder");
    String arn = role(name, "222222222222");
    assertThat(arn).isEqualTo("arn:aws:iam::222222222222:role/" + name);
    assertThat(decoded(iam().getRole(b -> b.roleName(name)).role().assumeRolePolicyDocument()))
        .isEqualTo(trust("\"AWS\": \"222222222222\""));
    iam().putRolePolicy(b -> b.roleName(name).policyName("inline").policyDocument(DOCUMENT));
    assertThat(
            decoded(
                iam().getRolePolicy(b -> b.roleName(name).policyName("inline")).policyDocument()))
        .isEqualTo(DOCUMENT);
    String policyArn = create(unique("Held"));
    iam().attachRolePolicy(b -> b.roleName(name).policyArn(policyArn));
    assertThat(iam().listAttachedRolePolicies(b -> b.roleName(name)).attachedPolicies())
        .extracting("policyArn")
        .containsExactly(policyArn);
    assertThat(iam().listEntitiesForPolicy(b -> b.policyArn(policyArn)).policyRoles())
        .extracting("roleName")
        .containsExactly(name);
    assertError(() -> iam().deleteRole(b -> b.roleName(name)), 409, "DeleteConflict");
    iam().detachRolePolicy(b -> b.roleName(name).policyArn(policyArn));
    iam().deleteRolePolicy(b -> b.roleName(name).policyName("inline"));
    iam().deleteRole(b -> b.roleName(name));
    assertError(() -> iam().getRole(b -> b.roleName(name)), 404, "NoSuchEntity");
  }

  @Test
  void sessionsBelongToTheRolesAccount() {
    String name = unique("central");
    String arn = role(name, "111111111111");
    iam()
        .putRolePolicy(
            b -> b.roleName(name).policyName("all").policyDocument(policy(allow("*", "*"))));
    Clients session = security().assuming(arn, "gate");
    var identity = session.sts().getCallerIdentity();
    assertThat(identity.account()).isEqualTo("222222222222");
    assertThat(identity.arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/" + name + "/gate");
    String policyName = unique("FromThere");
    assertThat(
            session
                .iam()
                .createPolicy(b -> b.policyName(policyName).policyDocument(DOCUMENT))
                .policy()
                .arn())
        .isEqualTo("arn:aws:iam::222222222222:policy/" + policyName);
    assertThat(security().iam().listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies())
        .extracting(Policy::policyName)
        .doesNotContain(policyName);
  }

  @Test
  void objectsHaveVersions() {
    S3Client s3 = sandbox().s3();
    String bucket = unique("bucket-").toLowerCase(Locale.ROOT);
    s3.createBucket(b -> b.bucket(bucket));
    s3.putBucketVersioning(
        b ->
            b.bucket(bucket)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    assertThat(s3.getBucketVersioning(b -> b.bucket(bucket)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    String one =
        s3.putObject(b -> b.bucket(bucket).key("policy.zip"), RequestBody.fromString("one"))
            .versionId();
    String two =
        s3.putObject(b -> b.bucket(bucket).key("policy.zip"), RequestBody.fromString("two"))
            .versionId();
    assertThat(one).isNotEqualTo(two);
    var current = s3.getObjectAsBytes(b -> b.bucket(bucket).key("policy.zip"));
    assertThat(current.asUtf8String()).isEqualTo("two");
    assertThat(current.response().versionId()).isEqualTo(two);
    assertThat(current.response().eTag()).isEqualTo("\"b8a9f715dbb64fd5c56e7783c6820a61\"");
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket(bucket).key("policy.zip").versionId(one))
                .asUtf8String())
        .isEqualTo("one");
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket(bucket).key("policy.zip").range("bytes=1-"))
                .asUtf8String())
        .isEqualTo("wo");
    assertThat(s3.headObject(b -> b.bucket(bucket).key("policy.zip")).contentLength()).isEqualTo(3);
    assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents())
        .extracting("key")
        .containsExactly("policy.zip");
    assertThat(s3.deleteObject(b -> b.bucket(bucket).key("policy.zip")).deleteMarker()).isTrue();
    assertError(
        () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("policy.zip")), 404, "NoSuchKey");
    assertError(
        () -> s3.getObjectAsBytes(b -> b.bucket(bucket + "-missing").key("policy.zip")),
        404,
        "NoSuchBucket");
  }

  @Test
  void objectsAreEncryptedUnderTheBucketsKey() {
    S3Client s3 = sandbox().s3();
    String bucket = unique("bucket-").toLowerCase(Locale.ROOT);
    s3.createBucket(b -> b.bucket(bucket));
    assertThat(
            s3.putObject(b -> b.bucket(bucket).key("plain"), RequestBody.fromString("x"))
                .serverSideEncryption())
        .isEqualTo(ServerSideEncryption.AES256);
    s3.putBucketEncryption(
        b ->
            b.bucket(bucket)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            ServerSideEncryptionRule.builder()
                                .applyServerSideEncryptionByDefault(
                                    d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID(kmsKey()))
                                .build())));
    s3.putObject(b -> b.bucket(bucket).key("sealed"), RequestBody.fromString("x"));
    var read = s3.getObjectAsBytes(b -> b.bucket(bucket).key("sealed")).response();
    assertThat(read.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(read.ssekmsKeyId()).isEqualTo(kmsKey());
  }
}
