package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertDenied;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.Tag;

class IamPoliciesTest {
  private static final String DOCUMENT = policy(allow("s3:GetObject", "*"));
  private static final String ARN = "arn:aws:iam::222222222222:policy/gate/Readers";
  private static final String SESSION = "arn:aws:sts::222222222222:assumed-role/reader/test";

  private final TwoAccounts accounts = new TwoAccounts();
  private final IamClient iam = accounts.administrator().iam();

  @AfterEach
  void close() {
    accounts.close();
  }

  private String create(String path, String name, Tag... tags) {
    return iam.createPolicy(
            b -> b.path(path).policyName(name).policyDocument(DOCUMENT).tags(List.of(tags)))
        .policy()
        .arn();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void createdPoliciesCanBeRead() {
    Policy created =
        iam.createPolicy(
                b ->
                    b.path("/gate/")
                        .policyName("Readers")
                        .policyDocument(DOCUMENT)
                        .description("Who reads")
                        .tags(tag("team", "a"), tag("managed", "")))
            .policy();
    Policy read = iam.getPolicy(b -> b.policyArn(ARN)).policy();
    assertThat(read)
        .isEqualTo(
            Policy.builder()
                .policyName("Readers")
                .policyId(created.policyId())
                .arn(ARN)
                .path("/gate/")
                .defaultVersionId("v1")
                .attachmentCount(0)
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .description("Who reads")
                .createDate(created.createDate())
                .updateDate(created.createDate())
                .tags(tag("team", "a"), tag("managed", ""))
                .build());
    assertThat(created).isEqualTo(read.toBuilder().description(null).build());
    assertThat(created.policyId()).matches("ANPA[A-Z2-7]{17}");
    assertThat(created.createDate()).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void ofManyWhoWantANameAtOnceOneGetsIt() throws Exception {
    AtomicInteger created = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        threads.execute(
            () -> {
              try {
                create("/", "Wanted");
                created.incrementAndGet();
              } catch (EntityAlreadyExistsException e) {
                refused.incrementAndGet();
              }
            });
      }
    }
    assertThat(created).hasValue(1);
    assertThat(refused).hasValue(15);
  }

  @ParameterizedTest
  @CsvSource({"/gate/, Readers", "/, Readers", "/other/, READERS"})
  void namesAreTakenOverPathsAndCases(String path, String name) {
    create("/gate/", "Readers");
    assertError(
        () -> create(path, name),
        409,
        "EntityAlreadyExists",
        "A policy called " + name + " already exists. Duplicate names are not allowed.");
  }

  @Test
  void namesAreFreeInTheOtherAccount() {
    create("/", "Readers");
    String there =
        accounts
            .securityAdministrator()
            .iam()
            .createPolicy(b -> b.policyName("Readers").policyDocument(DOCUMENT))
            .policy()
            .arn();
    assertThat(there).isEqualTo("arn:aws:iam::111111111111:policy/Readers");
  }

  @Test
  void theQuotaCountsNoWhiteSpace() {
    String action = "s3:" + "a".repeat(6144 - policy(allow("s3:", "*")).replace(" ", "").length());
    String exact = policy(allow(action, "*")).replace(",", ",\n\t  ");
    iam.createPolicy(b -> b.policyName("Exact").policyDocument(exact));
    assertError(
        () ->
            iam.createPolicy(
                b -> b.policyName("Over").policyDocument(policy(allow(action + "a", "*")))),
        409,
        "LimitExceeded",
        "Cannot exceed quota for PolicySize: 6144");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "ä", "a/b", "a:b"})
  void namesHaveTheirCharacters(String name) {
    assertError(
        () -> create("/", name),
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + name
            + "' at 'policyName' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [\\w+=,.@-]+");
  }

  @Test
  void namesPathsDescriptionsAndDocumentsHaveTheirLengths() {
    create("/", "n".repeat(128));
    assertError(
        () -> create("/", "n".repeat(129)),
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + "n".repeat(129)
            + "' at 'policyName' failed to satisfy constraint: Member must have length less than"
            + " or equal to 128");
    assertError(() -> create("gate/", "A"), 400, "ValidationError");
    assertError(() -> create("/" + "p".repeat(511) + "/", "A"), 400, "ValidationError");
    assertError(
        () ->
            iam.createPolicy(
                b -> b.policyName("A").policyDocument(DOCUMENT).description("d".repeat(1001))),
        400,
        "ValidationError");
    assertError(
        () -> iam.createPolicy(b -> b.policyName("A").policyDocument(" ".repeat(131_073))),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'policyDocument' failed to satisfy constraint:"
            + " Member must have length less than or equal to 131072");
    assertError(
        () -> iam.createPolicy(b -> b.policyName("A")),
        400,
        "ValidationError",
        "1 validation error detected: Value null at 'policyDocument' failed to satisfy constraint:"
            + " Member must not be null");
  }

  @Test
  void documentsAreLatin1() {
    assertError(
        () -> iam.createPolicy(b -> b.policyName("A").policyDocument(DOCUMENT + "\u2019")),
        400,
        "ValidationError");
  }

  @Test
  void documentsHaveToBePolicies() {
    assertError(
        () -> iam.createPolicy(b -> b.policyName("A").policyDocument("{}")),
        400,
        "MalformedPolicyDocument",
        "Policy document must be version 2012-10-17 or greater.");
  }

  @Test
  void aCheckerOfItsOwnMayJudgeDocuments() {
    try (TwoAccounts strict = new TwoAccounts(b -> b.policyChecker(_ -> Optional.of("Never")))) {
      assertError(
          () ->
              strict
                  .administrator()
                  .iam()
                  .createPolicy(b -> b.policyName("A").policyDocument(DOCUMENT)),
          400,
          "MalformedPolicyDocument",
          "Never");
    }
  }

  @Test
  void tagsHaveTheirRules() {
    assertError(() -> create("/", "A", tag("k", "v"), tag("k", "w")), 400, "InvalidInput");
    assertError(
        () -> create("/", "A", tag("aws:k", "v")),
        400,
        "InvalidInput",
        "aws: prefixed tag key names are not allowed for external use.");
    assertError(() -> create("/", "A", tag("k".repeat(129), "v")), 400, "ValidationError");
    assertError(() -> create("/", "A", tag("k", "v".repeat(257))), 400, "ValidationError");
    assertError(() -> create("/", "A", tag("k#", "v")), 400, "ValidationError");
    Tag[] many = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "")).toArray(Tag[]::new);
    assertError(() -> create("/", "A", many), 400, "ValidationError");
    create("/", "A", tag("k", "v"), tag("K", "w"));
    assertThat(iam.listPolicyTags(b -> b.policyArn(arn("A"))).tags())
        .containsExactly(tag("k", "v"), tag("K", "w"));
  }

  @Test
  void tagsCanBeAddedReplacedAndRemoved() {
    String arn = create("/", "A", tag("k", "v"), tag("l", "v"));
    iam.tagPolicy(b -> b.policyArn(arn).tags(tag("k", "new"), tag("m", "v")));
    iam.untagPolicy(b -> b.policyArn(arn).tagKeys("l", "unknown"));
    assertThat(iam.listPolicyTags(b -> b.policyArn(arn)).tags())
        .containsExactly(tag("k", "new"), tag("m", "v"));
    Tag[] many = IntStream.range(0, 49).mapToObj(i -> tag("t" + i, "")).toArray(Tag[]::new);
    assertError(
        () -> iam.tagPolicy(b -> b.policyArn(arn).tags(many)),
        409,
        "LimitExceeded",
        "Cannot exceed quota for TagsPerPolicy: 50");
  }

  @Test
  void missingPoliciesAreMissed() {
    String missing = arn("Missing");
    String message = "Policy " + missing + " was not found.";
    assertError(() -> iam.getPolicy(b -> b.policyArn(missing)), 404, "NoSuchEntity", message);
    assertError(() -> iam.deletePolicy(b -> b.policyArn(missing)), 404, "NoSuchEntity", message);
    assertError(() -> iam.listPolicyTags(b -> b.policyArn(missing)), 404, "NoSuchEntity", message);
    assertError(
        () -> iam.getPolicy(b -> b.policyArn("arn:aws:iam::12:policy")),
        400,
        "InvalidInput",
        "ARN arn:aws:iam::12:policy is not valid.");
  }

  @Test
  void attachedPoliciesAreNotDeleted() {
    String arn = create("/", "A");
    accounts.sandbox().createRole("user", Documents.trust("\"AWS\": \"222222222222\""));
    iam.attachRolePolicy(b -> b.roleName("user").policyArn(arn));
    assertError(
        () -> iam.deletePolicy(b -> b.policyArn(arn)),
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.");
    iam.detachRolePolicy(b -> b.roleName("user").policyArn(arn));
    iam.putRolePermissionsBoundary(b -> b.roleName("user").permissionsBoundary(arn));
    assertError(() -> iam.deletePolicy(b -> b.policyArn(arn)), 409, "DeleteConflict");
    iam.deleteRolePermissionsBoundary(b -> b.roleName("user"));
    iam.deletePolicy(b -> b.policyArn(arn));
    assertError(() -> iam.getPolicy(b -> b.policyArn(arn)), 404, "NoSuchEntity");
  }

  @Test
  void policiesWithVersionsAreNotDeleted() {
    String arn = create("/", "A");
    iam.createPolicyVersion(b -> b.policyArn(arn).policyDocument(DOCUMENT));
    assertError(
        () -> iam.deletePolicy(b -> b.policyArn(arn)),
        409,
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the"
            + " policy's versions. The default version is deleted with the policy.");
  }

  @Test
  void listsCanBeNarrowed() {
    String boundary = create("/gate/", "Boundary");
    String attached = create("/gate/", "Attached");
    create("/other/", "Loose");
    accounts.sandbox().createRole("user", Documents.trust("\"AWS\": \"222222222222\""));
    iam.attachRolePolicy(b -> b.roleName("user").policyArn(attached));
    iam.putRolePermissionsBoundary(b -> b.roleName("user").permissionsBoundary(boundary));
    assertThat(
            iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies().stream()
                .map(Policy::policyName))
        .containsExactly("Boundary", "Attached", "Loose");
    assertThat(
            iam
                .listPolicies(b -> b.scope(PolicyScopeType.LOCAL).pathPrefix("/gate/"))
                .policies()
                .stream()
                .map(Policy::policyName))
        .containsExactly("Boundary", "Attached");
    assertThat(
            iam
                .listPolicies(b -> b.scope(PolicyScopeType.LOCAL).onlyAttached(true))
                .policies()
                .stream()
                .map(Policy::policyName))
        .containsExactly("Attached");
    assertThat(
            iam
                .listPolicies(b -> b.policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY))
                .policies()
                .stream()
                .map(Policy::policyName))
        .containsExactly("Boundary");
    assertThat(
            iam
                .listPolicies(b -> b.policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY))
                .policies()
                .stream()
                .map(Policy::policyName))
        .containsExactly("Attached", "AdministratorAccess");
    assertThat(
            iam.listPolicies(b -> b.scope(PolicyScopeType.AWS)).policies().stream()
                .map(Policy::arn))
        .containsExactly(
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
  }

  @Test
  void longListsComeInPages() {
    for (int i = 1; i <= 5; i++) {
      create("/", "P" + i);
    }
    var first = iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL).maxItems(2));
    assertThat(first.isTruncated()).isTrue();
    assertThat(
            iam
                .listPoliciesPaginator(b -> b.scope(PolicyScopeType.LOCAL).maxItems(2))
                .policies()
                .stream()
                .map(Policy::policyName))
        .containsExactly("P1", "P2", "P3", "P4", "P5");
    assertError(() -> iam.listPolicies(b -> b.marker("nowhere")), 400, "ValidationError");
    assertError(() -> iam.listPolicies(b -> b.maxItems(0)), 400, "ValidationError");
  }

  @Test
  void entitiesOfAPolicyAreTold() {
    String arn = create("/", "A");
    accounts.sandbox().createRole("limited", Documents.trust("\"AWS\": \"222222222222\""));
    accounts.sandbox().createRole("holder", Documents.trust("\"AWS\": \"222222222222\""));
    iam.createUser(b -> b.userName("alice"));
    iam.putRolePermissionsBoundary(b -> b.roleName("limited").permissionsBoundary(arn));
    iam.attachRolePolicy(b -> b.roleName("holder").policyArn(arn));
    iam.attachUserPolicy(b -> b.userName("alice").policyArn(arn));
    var all = iam.listEntitiesForPolicy(b -> b.policyArn(arn));
    assertThat(all.policyRoles()).extracting("roleName").containsExactly("limited", "holder");
    assertThat(all.policyUsers()).extracting("userName").containsExactly("alice");
    assertThat(all.policyGroups()).isEmpty();
    var limited =
        iam.listEntitiesForPolicy(
            b -> b.policyArn(arn).policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY));
    assertThat(limited.policyRoles()).extracting("roleName").containsExactly("limited");
    assertThat(limited.policyUsers()).isEmpty();
    assertThat(iam.getPolicy(b -> b.policyArn(arn)).policy())
        .extracting(Policy::attachmentCount, Policy::permissionsBoundaryUsageCount)
        .containsExactly(2, 1);
  }

  @Test
  void policiesOfAwsCanBeReadAndNotChanged() {
    String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    assertThat(iam.getPolicy(b -> b.policyArn(arn)).policy().policyName())
        .isEqualTo("AdministratorAccess");
    assertError(
        () -> iam.deletePolicy(b -> b.policyArn(arn)),
        403,
        "AccessDenied",
        "Policy is outside your own account.");
  }

  @Test
  void permissionIsAskedForEverything() {
    String arn = create("/gate/", "Readers");
    IamClient reader = accounts.role("reader", allow("iam:GetPolicy", ARN)).iam();
    assertThat(reader.getPolicy(b -> b.policyArn(arn)).policy().arn()).isEqualTo(ARN);
    String reason = " because no identity-based policy allows the %s action";
    assertDenied(
        () -> reader.deletePolicy(b -> b.policyArn(arn)),
        SESSION,
        "iam:DeletePolicy",
        "policy " + ARN,
        reason.formatted("iam:DeletePolicy"));
    assertDenied(
        () -> reader.createPolicy(b -> b.policyName("A").policyDocument(DOCUMENT)),
        SESSION,
        "iam:CreatePolicy",
        "policy A",
        reason.formatted("iam:CreatePolicy"));
    assertDenied(
        () -> reader.listPolicies(b -> b.pathPrefix("/gate/")),
        SESSION,
        "iam:ListPolicies",
        "policy path /gate/",
        reason.formatted("iam:ListPolicies"));
    assertDenied(
        () -> reader.getPolicy(b -> b.policyArn(arn("Other"))),
        SESSION,
        "iam:GetPolicy",
        "policy " + arn("Other"),
        reason.formatted("iam:GetPolicy"));
  }

  @Test
  void theOtherAccountsPoliciesAreOutOfReach() {
    String there =
        accounts
            .securityAdministrator()
            .iam()
            .createPolicy(b -> b.policyName("Secret").policyDocument(DOCUMENT))
            .policy()
            .arn();
    assertDenied(
        () -> iam.getPolicy(b -> b.policyArn(there)),
        "arn:aws:iam::222222222222:user/administrator",
        "iam:GetPolicy",
        "policy " + there,
        " because no resource-based policy allows the iam:GetPolicy action");
  }

  @Test
  void tagsOfRequestAndPolicyAreConditions() {
    String managed =
        """
        {"StringEquals": {"aws:%s/managed": "true"}}
        """;
    IamClient gate =
        accounts
            .role(
                "gate",
                allow("iam:CreatePolicy", "*", managed.formatted("RequestTag")),
                allow("iam:TagPolicy", "*"),
                allow("iam:DeletePolicy", "*", managed.formatted("ResourceTag")))
            .iam();
    String theirs = create("/", "Theirs");
    gate.createPolicy(
        b -> b.policyName("Ours").policyDocument(DOCUMENT).tags(tag("managed", "true")));
    assertError(
        () -> gate.createPolicy(b -> b.policyName("B").policyDocument(DOCUMENT)),
        403,
        "AccessDenied");
    assertError(() -> gate.deletePolicy(b -> b.policyArn(theirs)), 403, "AccessDenied");
    gate.deletePolicy(b -> b.policyArn(arn("Ours")));
    assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies())
        .extracting(Policy::policyName, Policy::path)
        .containsExactly(tuple("Theirs", "/"));
  }

  @Test
  void tagsAtCreationNeedPermissionToTag() {
    IamClient creator = accounts.role("reader", allow("iam:CreatePolicy", "*")).iam();
    assertDenied(
        () ->
            creator.createPolicy(
                b -> b.policyName("A").policyDocument(DOCUMENT).tags(tag("k", "v"))),
        SESSION,
        "iam:TagPolicy",
        "policy A",
        " because no identity-based policy allows the iam:TagPolicy action");
    creator.createPolicy(b -> b.policyName("A").policyDocument(DOCUMENT));
  }

  @Test
  void keysOfTagsAreAConditionOfUntagging() {
    String arn = create("/", "A", tag("k", "v"), tag("l", "v"));
    IamClient untagger =
        accounts
            .role(
                "untagger",
                allow(
                    "iam:UntagPolicy",
                    "*",
                    """
                    {"ForAllValues:StringEquals": {"aws:TagKeys": ["k"]}}
                    """))
            .iam();
    assertError(
        () -> untagger.untagPolicy(b -> b.policyArn(arn).tagKeys("k", "l")), 403, "AccessDenied");
    untagger.untagPolicy(b -> b.policyArn(arn).tagKeys("k"));
    assertThat(iam.listPolicyTags(b -> b.policyArn(arn)).tags()).containsExactly(tag("l", "v"));
  }

  @Test
  void attachedPoliciesAreListed() {
    String arn = create("/gate/", "A");
    accounts.sandbox().createRole("user", Documents.trust("\"AWS\": \"222222222222\""));
    iam.attachRolePolicy(b -> b.roleName("user").policyArn(arn));
    iam.attachRolePolicy(b -> b.roleName("user").policyArn(arn));
    assertThat(iam.listAttachedRolePolicies(b -> b.roleName("user")).attachedPolicies())
        .containsExactly(AttachedPolicy.builder().policyName("A").policyArn(arn).build());
    assertThat(
            iam.listAttachedRolePolicies(b -> b.roleName("user").pathPrefix("/other/"))
                .attachedPolicies())
        .isEmpty();
  }

  private static String arn(String name) {
    return "arn:aws:iam::222222222222:policy/" + name;
  }
}
