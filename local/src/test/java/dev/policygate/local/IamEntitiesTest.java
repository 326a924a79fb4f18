package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Documents.trust;
import static dev.policygate.local.Errors.assertDenied;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** Roles, users, and what they hold. */
class IamEntitiesTest {
  private static final String TRUST = trust("\"AWS\": \"222222222222\"");
  private static final String DOCUMENT = policy(allow("s3:GetObject", "*"));
  private static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

  private final TwoAccounts accounts = new TwoAccounts();
  private final IamClient iam = accounts.administrator().iam();

  @AfterEach
  void close() {
    accounts.close();
  }

  private Role createRole(String name) {
    return iam.createRole(b -> b.roleName(name).assumeRolePolicyDocument(TRUST)).role();
  }

  private static String decoded(String document) {
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  @Test
  void createdRolesCanBeRead() {
    String boundary =
        iam.createPolicy(b -> b.policyName("Boundary").policyDocument(DOCUMENT)).policy().arn();
    Role created =
        iam.createRole(
                b ->
                    b.roleName("builder")
                        .path("/team/")
                        .assumeRolePolicyDocument(TRUST)
                        .description("Builds")
                        .maxSessionDuration(7200)
                        .permissionsBoundary(boundary)
                        .tags(Tag.builder().key("k").value("v").build()))
            .role();
    Role read = iam.getRole(b -> b.roleName("builder")).role();
    assertThat(read).isEqualTo(created);
    assertThat(read.arn()).isEqualTo("arn:aws:iam::222222222222:role/team/builder");
    assertThat(read.roleId()).matches("AROA[A-Z2-7]{17}");
    assertThat(read.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%20%22");
    assertThat(decoded(read.assumeRolePolicyDocument())).isEqualTo(TRUST);
    assertThat(read.maxSessionDuration()).isEqualTo(7200);
    assertThat(read.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
    assertThat(iam.listRoles(b -> b.pathPrefix("/team/")).roles())
        .extracting(Role::roleName)
        .containsExactly("builder");
    assertThat(iam.listRoleTags(b -> b.roleName("builder")).tags())
        .extracting(Tag::key)
        .containsExactly("k");
  }

  @Test
  void namesAreUniqueWhateverTheirCase() {
    createRole("builder");
    assertError(
        () -> createRole("Builder"),
        409,
        "EntityAlreadyExists",
        "Role with name Builder already exists.");
    iam.createUser(b -> b.userName("alice"));
    assertError(
        () -> iam.createUser(b -> b.userName("Alice")),
        409,
        "EntityAlreadyExists",
        "User with name Alice already exists.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"AWS\": \"333333333333\"}; 333333333333",
        "{\"AWS\": \"arn:aws:iam::111111111111:role/missing\"};"
            + " arn:aws:iam::111111111111:role/missing",
        "{\"AWS\": [\"111111111111\", \"arn:aws:iam::111111111111:user/missing\"]};"
            + " arn:aws:iam::111111111111:user/missing",
        "{\"AWS\": \"arn:aws:sts::111111111111:assumed-role/missing/session\"};"
            + " arn:aws:sts::111111111111:assumed-role/missing/session",
        "{\"AWS\": \"arn:aws:iam::222222222222:role/*\"}; arn:aws:iam::222222222222:role/*"
      })
  void trustedPrincipalsHaveToExist(String principal, String missing) {
    String trust =
        policy(
            "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"sts:AssumeRole\"}"
                .formatted(principal));
    assertError(
        () -> iam.createRole(b -> b.roleName("r").assumeRolePolicyDocument(trust)),
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy: \"AWS\":\"" + missing + "\"");
  }

  @Test
  void trustPoliciesHaveTheirGrammar() {
    assertError(
        () ->
            iam.createRole(
                b ->
                    b.roleName("r").assumeRolePolicyDocument(policy(allow("sts:AssumeRole", "*")))),
        400,
        "MalformedPolicyDocument",
        "Missing required field Principal");
    String withResource = TRUST.replace("\"Action\"", "\"Resource\": \"*\", \"Action\"");
    assertError(
        () -> iam.createRole(b -> b.roleName("r").assumeRolePolicyDocument(withResource)),
        400,
        "MalformedPolicyDocument",
        "Has prohibited field Resource");
  }

  @Test
  void aDeletedRoleIsRememberedByItsIdAlone() {
    Role trusted = createRole("trusted");
    String namesIt = trust("\"AWS\": \"" + trusted.arn() + "\"");
    iam.createRole(b -> b.roleName("trusting").assumeRolePolicyDocument(namesIt));
    iam.deleteRole(b -> b.roleName("trusted"));
    String after =
        decoded(iam.getRole(b -> b.roleName("trusting")).role().assumeRolePolicyDocument());
    assertThat(after).contains(trusted.roleId()).doesNotContain(trusted.arn());
    Role anew = createRole("trusted");
    assertThat(anew.arn()).isEqualTo(trusted.arn());
    assertThat(anew.roleId()).isNotEqualTo(trusted.roleId());
    assertThat(decoded(iam.getRole(b -> b.roleName("trusting")).role().assumeRolePolicyDocument()))
        .isEqualTo(after);
  }

  @Test
  void trustPoliciesCanBeReplaced() {
    createRole("builder");
    String other = trust("\"AWS\": \"111111111111\"");
    iam.updateAssumeRolePolicy(b -> b.roleName("builder").policyDocument(other));
    assertThat(decoded(iam.getRole(b -> b.roleName("builder")).role().assumeRolePolicyDocument()))
        .isEqualTo(other);
  }

  @Test
  void rolesThatHoldSomethingAreNotDeleted() {
    createRole("builder");
    iam.attachRolePolicy(b -> b.roleName("builder").policyArn(ADMINISTRATOR_ACCESS));
    assertError(
        () -> iam.deleteRole(b -> b.roleName("builder")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.");
    iam.detachRolePolicy(b -> b.roleName("builder").policyArn(ADMINISTRATOR_ACCESS));
    iam.putRolePolicy(b -> b.roleName("builder").policyName("p").policyDocument(DOCUMENT));
    assertError(
        () -> iam.deleteRole(b -> b.roleName("builder")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.");
    iam.deleteRolePolicy(b -> b.roleName("builder").policyName("p"));
    iam.deleteRole(b -> b.roleName("builder"));
    assertError(
        () -> iam.getRole(b -> b.roleName("builder")),
        404,
        "NoSuchEntity",
        "The role with name builder cannot be found.");
  }

  @Test
  void inlinePoliciesCanBePutReadAndDeleted() {
    createRole("builder");
    iam.putRolePolicy(b -> b.roleName("builder").policyName("p").policyDocument(DOCUMENT));
    var read = iam.getRolePolicy(b -> b.roleName("builder").policyName("p"));
    assertThat(read.policyDocument()).startsWith("%7B%22Version");
    assertThat(decoded(read.policyDocument())).isEqualTo(DOCUMENT);
    assertThat(iam.listRolePolicies(b -> b.roleName("builder")).policyNames()).containsExactly("p");
    iam.deleteRolePolicy(b -> b.roleName("builder").policyName("p"));
    assertError(
        () -> iam.getRolePolicy(b -> b.roleName("builder").policyName("p")),
        404,
        "NoSuchEntity",
        "The role policy with name p cannot be found.");
    assertError(
        () -> iam.putRolePolicy(b -> b.roleName("builder").policyName("p").policyDocument("{}")),
        400,
        "MalformedPolicyDocument");
  }

  @Test
  void inlinePoliciesHaveAQuotaTogether() {
    createRole("builder");
    String half = policy(allow("s3:" + "a".repeat(5000), "*"));
    iam.putRolePolicy(b -> b.roleName("builder").policyName("one").policyDocument(half));
    iam.putRolePolicy(b -> b.roleName("builder").policyName("one").policyDocument(half));
    iam.putRolePolicy(b -> b.roleName("builder").policyName("two").policyDocument(half));
    assertError(
        () -> iam.putRolePolicy(b -> b.roleName("builder").policyName("c").policyDocument(half)),
        409,
        "LimitExceeded",
        "Maximum policy size of 10240 bytes exceeded for role builder");
  }

  @Test
  void whatIsNotThereCannotBeAttachedOrDetached() {
    createRole("builder");
    String missing = "arn:aws:iam::222222222222:policy/Missing";
    assertError(
        () -> iam.attachRolePolicy(b -> b.roleName("builder").policyArn(missing)),
        404,
        "NoSuchEntity",
        "Policy " + missing + " does not exist or is not attachable.");
    assertError(
        () -> iam.detachRolePolicy(b -> b.roleName("builder").policyArn(missing)),
        404,
        "NoSuchEntity",
        "Policy " + missing + " was not found.");
  }

  @Test
  void usersHaveKeys() {
    User created = iam.createUser(b -> b.userName("alice").path("/team/")).user();
    assertThat(created.arn()).isEqualTo("arn:aws:iam::222222222222:user/team/alice");
    var key = iam.createAccessKey(b -> b.userName("alice")).accessKey();
    iam.attachUserPolicy(b -> b.userName("alice").policyArn(ADMINISTRATOR_ACCESS));
    Clients alice =
        new Clients(
            accounts.aws().endpoint(),
            AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    assertThat(alice.iam().getUser().user()).isEqualTo(created);
    assertThat(alice.sts().getCallerIdentity().arn()).isEqualTo(created.arn());
    assertThat(iam.listUsers().users())
        .extracting(User::userName)
        .containsExactly("administrator", "alice");
    iam.createAccessKey(b -> b.userName("alice"));
    assertError(
        () -> iam.createAccessKey(b -> b.userName("alice")),
        409,
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2");
  }

  @Test
  void boundariesLimitUsers() {
    iam.createUser(b -> b.userName("alice"));
    iam.attachUserPolicy(b -> b.userName("alice").policyArn(ADMINISTRATOR_ACCESS));
    var key = iam.createAccessKey(b -> b.userName("alice")).accessKey();
    IamClient alice =
        new Clients(
                accounts.aws().endpoint(),
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))
            .iam();
    String boundary =
        iam.createPolicy(b -> b.policyName("Boundary").policyDocument(DOCUMENT)).policy().arn();
    alice.listRoles();
    iam.putUserPermissionsBoundary(b -> b.userName("alice").permissionsBoundary(boundary));
    assertDenied(
        alice::listRoles,
        "arn:aws:iam::222222222222:user/alice",
        "iam:ListRoles",
        "arn:aws:iam::222222222222:role/",
        " because no permissions boundary allows the iam:ListRoles action");
  }

  @Test
  void attachingCanBeLimitedToSomePolicies() {
    createRole("builder");
    String ours =
        iam.createPolicy(b -> b.policyName("Ours").path("/gate/").policyDocument(DOCUMENT))
            .policy()
            .arn();
    IamClient attacher =
        accounts
            .role(
                "attacher",
                allow(
                    "iam:AttachRolePolicy",
                    "*",
                    """
                    {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::222222222222:policy/gate/*"}}
                    """))
            .iam();
    attacher.attachRolePolicy(b -> b.roleName("builder").policyArn(ours));
    assertDenied(
        () -> attacher.attachRolePolicy(b -> b.roleName("builder").policyArn(ADMINISTRATOR_ACCESS)),
        "arn:aws:sts::222222222222:assumed-role/attacher/test",
        "iam:AttachRolePolicy",
        "role builder",
        " because no identity-based policy allows the iam:AttachRolePolicy action");
  }

  @Test
  void creatingCanBeLimitedToRolesWithABoundary() {
    String boundary =
        iam.createPolicy(b -> b.policyName("Boundary").policyDocument(DOCUMENT)).policy().arn();
    String condition =
        """
        {"StringEquals": {"iam:PermissionsBoundary": "%s"}}
        """
            .formatted(boundary);
    IamClient creator =
        accounts
            .role(
                "creator",
                allow("iam:CreateRole", "*", condition),
                allow("iam:PutRolePolicy", "*", condition),
                allow("iam:UpdateAssumeRolePolicy", "*", condition))
            .iam();
    assertError(
        () -> creator.createRole(b -> b.roleName("r").assumeRolePolicyDocument(TRUST)),
        403,
        "AccessDenied");
    creator.createRole(
        b -> b.roleName("r").assumeRolePolicyDocument(TRUST).permissionsBoundary(boundary));
    creator.putRolePolicy(b -> b.roleName("r").policyName("p").policyDocument(DOCUMENT));
    createRole("unlimited");
    assertError(
        () ->
            creator.putRolePolicy(
                b -> b.roleName("unlimited").policyName("p").policyDocument(DOCUMENT)),
        403,
        "AccessDenied");
    // For this action IAM does not tell whose boundary is in force.
    assertError(
        () -> creator.updateAssumeRolePolicy(b -> b.roleName("r").policyDocument(TRUST)),
        403,
        "AccessDenied");
  }

  @Test
  void rolesAndUsersCanBeTagged() {
    createRole("builder");
    iam.tagRole(b -> b.roleName("builder").tags(Tag.builder().key("k").value("v").build()));
    assertThat(iam.getRole(b -> b.roleName("builder")).role().tags())
        .extracting(Tag::key, Tag::value)
        .containsExactly(tuple("k", "v"));
    iam.untagRole(b -> b.roleName("builder").tagKeys("k"));
    assertThat(iam.getRole(b -> b.roleName("builder")).role().tags()).isEmpty();
  }

  @Test
  void anOrganizationLimitsAdministratorsToo() {
    accounts
        .sandbox()
        .serviceControlPolicies(
            List.of(List.of(policy(allow("*", "*"), Documents.deny("iam:PutRolePolicy", "*")))));
    createRole("builder");
    assertDenied(
        () ->
            iam.putRolePolicy(b -> b.roleName("builder").policyName("p").policyDocument(DOCUMENT)),
        "arn:aws:iam::222222222222:user/administrator",
        "iam:PutRolePolicy",
        "role builder",
        " with an explicit deny in a service control policy");
  }
}
