package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.deny;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Documents.trust;
import static dev.policygate.local.Errors.assertDenied;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

class StsTest {
  private static final String FUNCTION = "arn:aws:iam::111111111111:role/function";
  private static final String CENTRAL = "arn:aws:iam::222222222222:role/central";
  private static final String FUNCTION_ARN =
      "arn:aws:lambda:us-east-1:111111111111:function:PolicyChecker";
  private static final String FUNCTION_SESSION =
      "arn:aws:sts::111111111111:assumed-role/function/PolicyChecker";

  private final TwoAccounts accounts = new TwoAccounts();

  @BeforeEach
  void createRoles() {
    accounts.security().createRole("function", trust("\"Service\": \"lambda.amazonaws.com\""));
    accounts.security().putRolePolicy("function", "assume", policy(allow("sts:*", CENTRAL)));
    accounts.sandbox().createRole("central", trusting("sts:*", "{}"));
    accounts.sandbox().putRolePolicy("central", "gate", policy(allow("iam:*", "*")));
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private static String trusting(String action, String condition) {
    return policy(
        """
        {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "%s", "Condition": %s}
        """
            .formatted(FUNCTION, action, condition));
  }

  private void trustFor(String action, String condition) {
    accounts
        .administrator()
        .iam()
        .updateAssumeRolePolicy(
            b -> b.roleName("central").policyDocument(trusting(action, condition)));
  }

  private Clients function() {
    return Clients.of(
        accounts.aws(), accounts.security().functionCredentials(FUNCTION, FUNCTION_ARN));
  }

  private static AssumeRoleRequest.Builder central() {
    return AssumeRoleRequest.builder().roleArn(CENTRAL).roleSessionName("gate");
  }

  @Test
  void everybodyMayAskWhoTheyAre() {
    var administrator = accounts.administrator().sts().getCallerIdentity();
    assertThat(administrator.account()).isEqualTo("222222222222");
    assertThat(administrator.arn()).isEqualTo("arn:aws:iam::222222222222:user/administrator");
    assertThat(administrator.userId()).matches("AIDA[A-Z2-7]{17}");
    accounts.security().putRolePolicy("function", "nothing", policy(deny("*", "*")));
    var function = function().sts().getCallerIdentity();
    assertThat(function.account()).isEqualTo("111111111111");
    assertThat(function.arn()).isEqualTo(FUNCTION_SESSION);
    assertThat(function.userId()).matches("AROA[A-Z2-7]{17}:PolicyChecker");
  }

  @Test
  void rolesAreAssumedAcrossAccounts() {
    Instant before = Instant.now();
    AssumeRoleResponse response = function().sts().assumeRole(central().build());
    assertThat(response.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/central/gate");
    assertThat(response.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:gate");
    assertThat(response.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(response.credentials().expiration())
        .isBetween(before.plusSeconds(3598), Instant.now().plusSeconds(3600));
    assertThat(response.packedPolicySize()).isNull();
    assertThat(response.sourceIdentity()).isNull();
    IamClient iam = function().of(response).iam();
    assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies()).isEmpty();
  }

  @Test
  void missingRolesAndClosedOnesLookTheSame() {
    String missing = "arn:aws:iam::222222222222:role/missing";
    accounts.security().putRolePolicy("function", "more", policy(allow("sts:AssumeRole", "*")));
    assertDenied(
        () -> function().sts().assumeRole(b -> b.roleArn(missing).roleSessionName("gate")),
        FUNCTION_SESSION,
        "sts:AssumeRole",
        missing,
        "");
    accounts.sandbox().createRole("closed", Documents.trust("\"AWS\": \"222222222222\""));
    String closed = "arn:aws:iam::222222222222:role/closed";
    assertDenied(
        () -> function().sts().assumeRole(b -> b.roleArn(closed).roleSessionName("gate")),
        FUNCTION_SESSION,
        "sts:AssumeRole",
        closed,
        "");
  }

  @Test
  void acrossAccountsTheCallerNeedsPermissionToo() {
    accounts
        .security()
        .putRolePolicy("function", "assume", policy(allow("sts:AssumeRole", CENTRAL + "2")));
    assertError(() -> function().sts().assumeRole(central().build()), 403, "AccessDenied");
  }

  @Test
  void withinAnAccountTrustByNameIsEnough() {
    accounts.sandbox().createRole("first", Documents.trust("\"AWS\": \"222222222222\""));
    String first = "arn:aws:iam::222222222222:role/first";
    accounts.sandbox().createRole("second", Documents.trust("\"AWS\": \"" + first + "\""));
    accounts.sandbox().createRole("third", Documents.trust("\"AWS\": \"222222222222\""));
    Clients session = accounts.administrator().assuming(first, "one");
    Clients second = session.assuming("arn:aws:iam::222222222222:role/second", "two");
    assertThat(second.sts().getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/second/two");
    assertError(
        () -> session.assuming("arn:aws:iam::222222222222:role/third", "three"),
        403,
        "AccessDenied");
  }

  @Test
  void sessionPoliciesNarrowTheSession() {
    String narrow = policy(allow("iam:ListRoles", "*"));
    Clients gate = function().assuming(central().policy(narrow).build());
    assertThat(gate.iam().listRoles().roles()).hasSize(1);
    assertDenied(
        () -> gate.iam().listUsers(),
        "arn:aws:sts::222222222222:assumed-role/central/gate",
        "iam:ListUsers",
        "arn:aws:iam::222222222222:user/",
        " because no session policy allows the iam:ListUsers action");
  }

  @Test
  void sessionPoliciesMayBeManagedOnes() {
    String arn =
        accounts
            .sandbox()
            .createPolicy("/", "Narrow", policy(allow("iam:ListRoles", "*")), Map.of());
    Clients gate =
        function()
            .assuming(
                central().policyArns(PolicyDescriptorType.builder().arn(arn).build()).build());
    gate.iam().listRoles();
    assertError(() -> gate.iam().listUsers(), 403, "AccessDenied");
  }

  @Test
  void sessionPoliciesHaveToBePolicies() {
    StsClient sts = function().sts();
    assertError(
        () -> sts.assumeRole(central().policy("{}").build()), 400, "MalformedPolicyDocument");
    assertError(
        () -> sts.assumeRole(central().policy(" ".repeat(2049)).build()), 400, "ValidationError");
    var response = sts.assumeRole(central().policy(policy(allow("iam:ListRoles", "*"))).build());
    assertThat(response.packedPolicySize()).isBetween(1, 100);
  }

  @Test
  void sourceIdentitiesNeedPermissionOnBothSides() {
    trustFor("sts:AssumeRole", "{}");
    StsClient sts = function().sts();
    sts.assumeRole(central().build());
    AssumeRoleRequest withIdentity = central().sourceIdentity("job-1").build();
    assertDenied(
        () -> sts.assumeRole(withIdentity), FUNCTION_SESSION, "sts:SetSourceIdentity", CENTRAL, "");
    trustFor("sts:*", "{}");
    assertThat(sts.assumeRole(withIdentity).sourceIdentity()).isEqualTo("job-1");
    accounts
        .security()
        .putRolePolicy("function", "assume", policy(allow("sts:AssumeRole", CENTRAL)));
    assertDenied(
        () -> sts.assumeRole(withIdentity), FUNCTION_SESSION, "sts:SetSourceIdentity", CENTRAL, "");
  }

  @Test
  void sourceIdentitiesAreHandedOnAndNotChanged() {
    accounts
        .sandbox()
        .createRole(
            "next",
            policy(
                """
                {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:*",
                 "Condition": {"StringEquals": {"aws:SourceIdentity": "job-1",
                                                "sts:SourceIdentity": "job-1"}}}
                """
                    .formatted(CENTRAL)));
    String next = "arn:aws:iam::222222222222:role/next";
    Clients gate = function().assuming(central().sourceIdentity("job-1").build());
    var response = gate.sts().assumeRole(b -> b.roleArn(next).roleSessionName("next"));
    assertThat(response.sourceIdentity()).isEqualTo("job-1");
    assertError(
        () ->
            gate.sts()
                .assumeRole(b -> b.roleArn(next).roleSessionName("next").sourceIdentity("job-2")),
        403,
        "AccessDenied");
    Clients other = function().assuming(central().sourceIdentity("job-2").build());
    assertError(() -> other.assuming(next, "next"), 403, "AccessDenied");
  }

  @Test
  void trustMayLookAtNamesAndExternalIds() {
    trustFor(
        "sts:AssumeRole",
        """
        {"StringEquals": {"sts:RoleSessionName": "gate", "sts:ExternalId": "secret-handshake"}}
        """);
    StsClient sts = function().sts();
    sts.assumeRole(central().externalId("secret-handshake").build());
    assertError(() -> sts.assumeRole(central().build()), 403, "AccessDenied");
    assertError(
        () ->
            sts.assumeRole(
                central().externalId("secret-handshake").roleSessionName("other").build()),
        403,
        "AccessDenied");
  }

  @Test
  void trustInTheRootMayBeNarrowedToOneRole() {
    String narrowed =
        policy(
            """
            {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
             "Action": "sts:AssumeRole",
             "Condition": {"ArnEquals": {"aws:PrincipalArn": "%s"}}}
            """
                .formatted(FUNCTION));
    accounts
        .administrator()
        .iam()
        .updateAssumeRolePolicy(b -> b.roleName("central").policyDocument(narrowed));
    function().sts().assumeRole(central().build());
    assertError(
        () -> accounts.securityAdministrator().sts().assumeRole(central().build()),
        403,
        "AccessDenied");
  }

  @Test
  void onlyTheFunctionItselfHasTheFunctionsArn() {
    accounts
        .security()
        .putRolePolicy(
            "function",
            "assume",
            policy(
                allow(
                    "sts:AssumeRole",
                    CENTRAL,
                    """
                    {"ArnEquals": {"lambda:SourceFunctionArn": "%s"}}
                    """
                        .formatted(FUNCTION_ARN))));
    function().sts().assumeRole(central().build());
    Clients other =
        Clients.of(
            accounts.aws(),
            accounts.security().functionCredentials(FUNCTION, FUNCTION_ARN + "Copy"));
    assertError(() -> other.sts().assumeRole(central().build()), 403, "AccessDenied");
  }

  @Test
  void rolesThatDoNotTrustLambdaAreNotForFunctions() {
    assertThatThrownBy(() -> accounts.sandbox().functionCredentials(CENTRAL, FUNCTION_ARN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: "
                + CENTRAL);
  }

  @Test
  void aRoleThatIsCreatedAnewIsNotTrustedAnyMore() {
    IamClient iam = accounts.securityAdministrator().iam();
    Clients before = function();
    before.sts().assumeRole(central().build());
    iam.deleteRolePolicy(b -> b.roleName("function").policyName("assume"));
    iam.deleteRole(b -> b.roleName("function"));
    assertError(() -> before.sts().getCallerIdentity(), 403, "InvalidClientTokenId");
    accounts.security().createRole("function", trust("\"Service\": \"lambda.amazonaws.com\""));
    accounts.security().putRolePolicy("function", "assume", policy(allow("sts:*", CENTRAL)));
    assertError(() -> before.sts().getCallerIdentity(), 403, "InvalidClientTokenId");
    assertError(() -> function().sts().assumeRole(central().build()), 403, "AccessDenied");
  }

  @Test
  void durationsHaveTheirLimits() {
    StsClient sts = accounts.securityAdministrator().sts();
    accounts.security().createRole("own", trust("\"AWS\": \"111111111111\""));
    AssumeRoleRequest own =
        AssumeRoleRequest.builder()
            .roleArn("arn:aws:iam::111111111111:role/own")
            .roleSessionName("long")
            .build();
    assertError(
        () -> sts.assumeRole(own.toBuilder().durationSeconds(899).build()), 400, "ValidationError");
    assertError(
        () -> sts.assumeRole(own.toBuilder().durationSeconds(3601).build()),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    assertError(
        () -> function().sts().assumeRole(central().durationSeconds(3601).build()),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.");
    var response = sts.assumeRole(own.toBuilder().durationSeconds(900).build());
    assertThat(Duration.between(Instant.now(), response.credentials().expiration()))
        .isBetween(Duration.ofSeconds(880), Duration.ofSeconds(900));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "has space", "colon:name"})
  void sessionNamesHaveTheirCharacters(String name) {
    assertError(
        () -> function().sts().assumeRole(central().roleSessionName(name).build()),
        400,
        "ValidationError");
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertError(
        () ->
            function()
                .sts()
                .assumeRole(central().tags(Tag.builder().key("k").value("v").build()).build()),
        400,
        "ValidationError",
        "The embedded AWS does not know the parameter Tags of AssumeRole");
    assertError(
        () -> function().sts().getSessionToken(),
        400,
        "InvalidAction",
        "Could not find operation GetSessionToken for version 2011-06-15: the embedded AWS does"
            + " not know it");
  }
}
