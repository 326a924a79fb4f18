package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Documents.trust;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** How an embedder prepares accounts. */
class AccountTest {
  private static final String DOCUMENT = policy(allow("s3:GetObject", "*"));

  private final TwoAccounts accounts = new TwoAccounts();
  private final Account sandbox = accounts.sandbox();

  @AfterEach
  void close() {
    accounts.close();
  }

  private static void assertRefused(ThrowingCallable preparation, String message) {
    assertThatThrownBy(preparation)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsPreparedIsThere() {
    sandbox.createRole("role", trust("\"AWS\": \"111111111111\""));
    String policyArn = sandbox.createPolicy("/gate/", "P", DOCUMENT, Map.of("k", "v"));
    sandbox.attachRolePolicy("role", policyArn);
    sandbox.putRolePermissionsBoundary("role", policyArn);
    sandbox.putRolePolicy("role", "inline", DOCUMENT);
    var iam = accounts.administrator().iam();
    assertThat(iam.getPolicy(b -> b.policyArn(policyArn)).policy())
        .satisfies(
            found -> {
              assertThat(found.path()).isEqualTo("/gate/");
              assertThat(found.attachmentCount()).isEqualTo(1);
              assertThat(found.permissionsBoundaryUsageCount()).isEqualTo(1);
              assertThat(found.tags()).hasSize(1);
            });
    assertThat(iam.listRolePolicies(b -> b.roleName("role")).policyNames())
        .containsExactly("inline");
  }

  @Test
  void theAdministratorIsOneAndTheSame() {
    assertThat(sandbox.administrator()).isEqualTo(accounts.sandbox().administrator());
    assertThat(sandbox.administrator()).isNotEqualTo(accounts.security().administrator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678901", "1234567890123", "sandbox", "12345678901a"})
  void accountsHaveTwelveDigits(String id) {
    assertRefused(() -> accounts.aws().account(id), "An account's id has 12 digits: " + id);
  }

  @Test
  void whatIsMalformedIsRefusedInTheWordsOfAws() {
    assertRefused(
        () -> sandbox.createPolicy("/", "P", "{}", Map.of()),
        "Policy document must be version 2012-10-17 or greater.");
    assertRefused(
        () -> sandbox.createRole("role", trust("\"AWS\": \"333333333333\"")),
        "Invalid principal in policy: \"AWS\":\"333333333333\"");
    assertRefused(
        () -> sandbox.createKey("key", policy(allow("kms:*", "*"))),
        "Missing required field Principal");
    assertRefused(
        () ->
            sandbox.createKey(
                "key",
                policy(
                    """
                    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:role/no"},
                     "Action": "kms:*", "Resource": "*"}
                    """)),
        "Policy contains an invalid principal: arn:aws:iam::222222222222:role/no");
    assertRefused(
        () -> sandbox.serviceControlPolicies(List.of(List.of("junk"))), "Syntax errors in policy.");
  }

  @Test
  void whatIsTakenIsRefused() {
    sandbox.createPolicy("/", "P", DOCUMENT, Map.of());
    assertRefused(
        () -> sandbox.createPolicy("/gate/", "p", DOCUMENT, Map.of()),
        "A policy called p already exists. Duplicate names are not allowed.");
    sandbox.createBucket("bucket", Optional.empty());
    assertRefused(
        () -> accounts.security().createBucket("bucket", Optional.empty()),
        "The requested bucket name is not available.");
  }

  @Test
  void whatIsMissingIsRefused() {
    assertRefused(() -> sandbox.putRolePolicy("no", "inline", DOCUMENT), "There is no role no");
    sandbox.createRole("role", trust("\"AWS\": \"222222222222\""));
    assertRefused(
        () -> sandbox.attachRolePolicy("role", "arn:aws:iam::222222222222:policy/no"),
        "There is no policy arn:aws:iam::222222222222:policy/no");
    assertRefused(
        () -> sandbox.putBucketPolicy("no-bucket", DOCUMENT),
        "The specified bucket does not exist");
    assertRefused(
        () -> sandbox.createBucket("bucket", Optional.of("alias/no")),
        "Key 'alias/no' does not exist");
  }

  @Test
  void aBucketsPolicyIsItsOwnersMatter() {
    sandbox.createBucket("bucket", Optional.empty());
    assertRefused(
        () -> accounts.security().putBucketPolicy("bucket", DOCUMENT),
        "The bucket is not of account 111111111111");
  }

  @Test
  void twoOfThemKnowNothingOfEachOther() {
    try (TwoAccounts others = new TwoAccounts()) {
      sandbox.createBucket("bucket", Optional.empty());
      others.sandbox().createBucket("bucket", Optional.empty());
      Clients stranger =
          new Clients(others.aws().endpoint(), accounts.administrator().credentials());
      Errors.assertError(() -> stranger.sts().getCallerIdentity(), 403, "InvalidClientTokenId");
    }
  }

  @Test
  void aPortIsTakenUntilItIsClosed() throws Exception {
    int port = accounts.aws().endpoint().getPort();
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> LocalAws.builder(_ -> new Decision.Allowed()).port(port).start());
    Clients administrator = accounts.administrator();
    accounts.close();
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> administrator.sts().getCallerIdentity());
    try (LocalAws next = LocalAws.builder(_ -> new Decision.Allowed()).port(port).start()) {
      assertThat(next.endpoint()).hasToString("http://127.0.0.1:" + port);
    }
  }

  @Test
  void itMayBeInAnotherRegionAndAnOrganization() {
    try (TwoAccounts others =
        new TwoAccounts(b -> b.region("eu-central-1").organization("o-example"))) {
      String key =
          others
              .sandbox()
              .createKey(
                  "key",
                  policy(
                      """
                      {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:*",
                       "Resource": "*",
                       "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example"}}}
                      """));
      assertThat(key).startsWith("arn:aws:kms:eu-central-1:222222222222:key/");
      others
          .sandbox()
          .createRole(
              "role",
              policy(
                  """
                  {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole",
                   "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-example"}}}
                  """));
      Clients session =
          others.securityAdministrator().assuming("arn:aws:iam::222222222222:role/role", "test");
      assertThat(session.sts().getCallerIdentity().account()).isEqualTo("222222222222");
    }
  }
}
