package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertDenied;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

class IamPolicyVersionsTest {
  private static final String ARN = "arn:aws:iam::222222222222:policy/Readers";

  private final TwoAccounts accounts = new TwoAccounts();
  private final IamClient iam = accounts.administrator().iam();

  @BeforeEach
  void createPolicy() {
    iam.createPolicy(b -> b.policyName("Readers").policyDocument(document(1)));
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private static String document(int number) {
    return policy(allow("s3:GetObject", "arn:aws:s3:::bucket/" + number + "/ä~ b"));
  }

  private PolicyVersion create(int number, boolean asDefault) {
    return iam.createPolicyVersion(
            b -> b.policyArn(ARN).policyDocument(document(number)).setAsDefault(asDefault))
        .policyVersion();
  }

  private String defaultVersion() {
    return iam.getPolicy(b -> b.policyArn(ARN)).policy().defaultVersionId();
  }

  @Test
  void documentsComeBackEncodedAsRfc3986HasIt() {
    PolicyVersion version =
        iam.getPolicyVersion(b -> b.policyArn(ARN).versionId("v1")).policyVersion();
    assertThat(version.document())
        .isEqualTo(
            "%7B%22Version%22%3A%20%222012-10-17%22%2C%20%22Statement%22%3A%20%5B%7B%22Effect%22"
                + "%3A%20%22Allow%22%2C%20%22Action%22%3A%20%22s3%3AGetObject%22%2C%20%22Resource"
                + "%22%3A%20%22arn%3Aaws%3As3%3A%3A%3Abucket%2F1%2F%C3%A4~%20b%22%7D%5D%7D");
    assertThat(version.isDefaultVersion()).isTrue();
    assertThat(version.versionId()).isEqualTo("v1");
  }

  @Test
  void newVersionsAreTheDefaultWhenAsked() {
    assertThat(create(2, false))
        .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
        .containsExactly("v2", false);
    assertThat(defaultVersion()).isEqualTo("v1");
    assertThat(create(3, true))
        .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
        .containsExactly("v3", true);
    assertThat(defaultVersion()).isEqualTo("v3");
    iam.setDefaultPolicyVersion(b -> b.policyArn(ARN).versionId("v2"));
    assertThat(iam.listPolicyVersions(b -> b.policyArn(ARN)).versions())
        .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
        .containsExactly(tuple("v3", false), tuple("v2", true), tuple("v1", false));
  }

  @Test
  void thereAreFiveVersionsAtMost() {
    for (int i = 2; i <= 5; i++) {
      create(i, false);
    }
    assertError(
        () -> create(6, true),
        409,
        "LimitExceeded",
        "A managed policy can have up to 5 versions. Before you create a new version, you must"
            + " delete an existing version.");
    assertThat(defaultVersion()).isEqualTo("v1");
  }

  @Test
  void numbersAreNeverUsedAgain() {
    create(2, false);
    iam.deletePolicyVersion(b -> b.policyArn(ARN).versionId("v2"));
    assertThat(create(3, false).versionId()).isEqualTo("v3");
  }

  @Test
  void theDefaultVersionIsNotDeleted() {
    assertError(
        () -> iam.deletePolicyVersion(b -> b.policyArn(ARN).versionId("v1")),
        409,
        "DeleteConflict",
        "Cannot delete the default version of a policy.");
  }

  @Test
  void missingVersionsAreMissed() {
    String message = "Policy " + ARN + " version v2 does not exist or is not attachable.";
    assertError(
        () -> iam.getPolicyVersion(b -> b.policyArn(ARN).versionId("v2")),
        404,
        "NoSuchEntity",
        message);
    assertError(
        () -> iam.deletePolicyVersion(b -> b.policyArn(ARN).versionId("v2")),
        404,
        "NoSuchEntity",
        message);
    assertError(
        () -> iam.setDefaultPolicyVersion(b -> b.policyArn(ARN).versionId("v2")),
        404,
        "NoSuchEntity",
        message);
    assertError(
        () -> iam.getPolicyVersion(b -> b.policyArn(ARN).versionId("2")), 400, "ValidationError");
  }

  @Test
  void versionsAreJudgedAsPoliciesAre() {
    assertError(
        () -> iam.createPolicyVersion(b -> b.policyArn(ARN).policyDocument("[]")),
        400,
        "MalformedPolicyDocument",
        "Syntax errors in policy.");
    String long7000 = policy(allow("s3:" + "a".repeat(7000), "*"));
    assertError(
        () -> iam.createPolicyVersion(b -> b.policyArn(ARN).policyDocument(long7000)),
        409,
        "LimitExceeded",
        "Cannot exceed quota for PolicySize: 6144");
  }

  @Test
  void listsComeInPages() {
    create(2, false);
    create(3, false);
    assertThat(
            iam.listPolicyVersionsPaginator(b -> b.policyArn(ARN).maxItems(2)).versions().stream()
                .map(PolicyVersion::versionId))
        .containsExactly("v3", "v2", "v1");
  }

  @Test
  void permissionIsAskedForEverything() {
    IamClient reader = accounts.role("reader", allow("iam:GetPolicyVersion", ARN)).iam();
    reader.getPolicyVersion(b -> b.policyArn(ARN).versionId("v1"));
    assertDenied(
        () -> reader.createPolicyVersion(b -> b.policyArn(ARN).policyDocument(document(2))),
        "arn:aws:sts::222222222222:assumed-role/reader/test",
        "iam:CreatePolicyVersion",
        "policy " + ARN,
        " because no identity-based policy allows the iam:CreatePolicyVersion action");
    assertError(
        () -> reader.deletePolicyVersion(b -> b.policyArn(ARN).versionId("v1")),
        403,
        "AccessDenied");
    assertError(
        () -> reader.setDefaultPolicyVersion(b -> b.policyArn(ARN).versionId("v1")),
        403,
        "AccessDenied");
    assertError(() -> reader.listPolicyVersions(b -> b.policyArn(ARN)), 403, "AccessDenied");
  }
}
