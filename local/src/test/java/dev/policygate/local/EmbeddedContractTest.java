package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** The contract, kept by the embedded AWS, and where it is stricter than LocalStack as AWS is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedContractTest extends AwsContract {
  private final TwoAccounts accounts = new TwoAccounts();
  private String key = "";

  @BeforeAll
  void prepare() {
    key =
        accounts
            .sandbox()
            .createKey(
                "artifacts",
                Documents.policy(
                    """
                    {"Effect": "Allow", "Principal": {"AWS": "222222222222"}, "Action": "kms:*",
                     "Resource": "*"}
                    """));
  }

  @AfterAll
  void close() {
    accounts.close();
  }

  @Override
  Clients sandbox() {
    return accounts.administrator();
  }

  @Override
  Clients security() {
    return accounts.securityAdministrator();
  }

  @Override
  String kmsKey() {
    return key;
  }

  @Test
  @StricterThanLocalStack(
      localStack = "sends the document as it is",
      source = "IAM API Reference, GetPolicyVersion: URL-encoded, RFC 3986")
  void documentsComeBackEncoded() {
    String arn = create(unique("Encoded"));
    assertThat(
            iam()
                .getPolicyVersion(b -> b.policyArn(arn).versionId("v1"))
                .policyVersion()
                .document())
        .startsWith("%7B%22Version%22%3A%20%222012-10-17%22%2C%20");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "creates a policy of the same name under another path, or in other letters",
      source = "IAM User Guide, IAM and STS quotas: names are unique in the account, case ignored")
  void aNameIsTakenOverPathsAndCases() {
    String name = unique("Twice");
    create(name);
    assertError(
        () -> iam().createPolicy(b -> b.policyName(name).policyDocument(DOCUMENT)),
        409,
        "EntityAlreadyExists");
    assertError(() -> create(name.toUpperCase(Locale.ROOT)), 409, "EntityAlreadyExists");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "creates policies of 7,000 characters",
      source = "IAM User Guide, IAM and STS quotas: 6,144 characters without white space")
  void policiesHaveAQuota() {
    String document = policy(allow("s3:" + "a".repeat(7000), "*"));
    assertError(
        () -> iam().createPolicy(b -> b.policyName(unique("Long")).policyDocument(document)),
        409,
        "LimitExceeded");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "deletes a policy that is attached",
      source = "IAM API Reference, DeletePolicy: detach it first; DeleteConflict")
  void attachedPoliciesAreNotDeleted() {
    String arn = create(unique("Attached"));
    String name = unique("holder");
    role(name, "222222222222");
    iam().attachRolePolicy(b -> b.roleName(name).policyArn(arn));
    assertError(() -> iam().deletePolicy(b -> b.policyArn(arn)), 409, "DeleteConflict");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "creates a role that trusts principals nobody knows",
      source = "IAM User Guide, Principal: invalid principals are refused when saved")
  void trustedPrincipalsHaveToExist() {
    assertError(() -> role(unique("b"), "no account"), 400, "MalformedPolicyDocument");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "gives a session of a role that does not exist",
      source = "STS API Reference, AssumeRole: AccessDenied")
  void missingRolesAreNotAssumed() {
    assertError(
        () -> security().assuming("arn:aws:iam::222222222222:role/" + unique("missing"), "gate"),
        403,
        "AccessDenied");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "enforces no policies in its open edition",
      source = "LocalStack documentation, IAM policy enforcement: licensed feature")
  void sessionPoliciesLimitTheSession() {
    String name = unique("central");
    String arn = role(name, "111111111111");
    iam()
        .putRolePolicy(
            b -> b.roleName(name).policyName("all").policyDocument(policy(allow("*", "*"))));
    Clients session =
        security()
            .assuming(
                AssumeRoleRequest.builder()
                    .roleArn(arn)
                    .roleSessionName("gate")
                    .policy(policy(allow("iam:ListRoles", "*")))
                    .build());
    session.iam().listRoles();
    assertError(() -> session.iam().listUsers(), 403, "AccessDenied");
  }

  @Test
  @StricterThanLocalStack(
      localStack = "accepts any secret",
      source = "IAM User Guide, Signature Version 4: SignatureDoesNotMatch")
  void secretsMatter() {
    Clients wrong =
        new Clients(
            sandbox().endpoint(),
            AwsBasicCredentials.create(sandbox().credentials().accessKeyId(), "wrong"));
    assertError(() -> wrong.sts().getCallerIdentity(), 403, "SignatureDoesNotMatch");
  }
}
