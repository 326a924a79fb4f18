package dev.policygate.local.reference;

import static dev.policygate.local.reference.Ask.ALICE;
import static dev.policygate.local.reference.Ask.OTHER;
import static dev.policygate.local.reference.Ask.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policygate.local.CallRequest;
import dev.policygate.local.CallRequest.PoliciesInForce;
import dev.policygate.local.Decision;
import dev.policygate.local.PolicyKind;
import dev.policygate.local.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How policies of several kinds come to one decision. */
class ReferenceEvaluatorTest {
  private static final Decision ALLOWED = new Decision.Allowed();
  private static final String ALLOW_ALL =
      """
      {"Effect": "Allow", "Action": "*", "Resource": "*"}
      """;
  private static final String ALLOW_READING =
      """
      {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}
      """;
  private static final String DENY_ALL =
      """
      {"Effect": "Deny", "Action": "*", "Resource": "*"}
      """;
  private static final Ask GET = Ask.about("s3:GetObject", "arn:aws:s3:::bucket/key");
  private static final Ask PUT = Ask.about("s3:PutObject", "arn:aws:s3:::bucket/key");

  private static Decision lacking(PolicyKind kind) {
    return new Decision.ImplicitlyDenied(kind);
  }

  private static Decision deniedBy(PolicyKind kind) {
    return new Decision.ExplicitlyDenied(kind);
  }

  private static String allowOnBucket(String principal) {
    return """
    {"Effect": "Allow", "Principal": %s, "Action": "s3:*", "Resource": "*"}
    """
        .formatted(principal);
  }

  @Nested
  class OfIdentities {
    @Test
    void nothingIsAllowedAtFirst() {
      assertThat(GET.decision()).isEqualTo(lacking(PolicyKind.IDENTITY));
    }

    @Test
    void oneAllowOfManyIsEnough() {
      String other =
          """
          {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}
          """;
      assertThat(GET.identity(other, ALLOW_READING).decision()).isEqualTo(ALLOWED);
      assertThat(PUT.identity(other, ALLOW_READING).decision())
          .isEqualTo(lacking(PolicyKind.IDENTITY));
    }

    @Test
    void aDenialBeatsEveryAllow() {
      assertThat(GET.identity(ALLOW_ALL, DENY_ALL).decision())
          .isEqualTo(deniedBy(PolicyKind.IDENTITY));
    }

    @Test
    void aBoundaryCutsOffWhatItDoesNotAllow() {
      Ask bounded = PUT.identity(ALLOW_ALL).boundary(ALLOW_READING);
      assertThat(bounded.decision()).isEqualTo(lacking(PolicyKind.BOUNDARY));
      assertThat(GET.identity(ALLOW_ALL).boundary(ALLOW_READING).decision()).isEqualTo(ALLOWED);
    }

    @Test
    void aBoundaryAllowsNothingByItself() {
      assertThat(GET.boundary(ALLOW_ALL).decision()).isEqualTo(lacking(PolicyKind.IDENTITY));
    }

    @Test
    void aSessionPolicyCutsOffWhatItDoesNotAllow() {
      Ask ask = PUT.by(SESSION).identity(ALLOW_ALL).session(ALLOW_READING);
      assertThat(ask.decision()).isEqualTo(lacking(PolicyKind.SESSION));
    }

    @Test
    void ofSeveralSessionPoliciesOneIsEnough() {
      String writing =
          """
          {"Effect": "Allow", "Action": "s3:Put*", "Resource": "*"}
          """;
      Ask ask = PUT.by(SESSION).identity(ALLOW_ALL).session(ALLOW_READING, writing);
      assertThat(ask.decision()).isEqualTo(ALLOWED);
    }

    @Test
    void everyLevelOfTheOrganizationHasToAllow() {
      Ask ask = PUT.identity(ALLOW_ALL).serviceControl(ALLOW_ALL);
      assertThat(ask.decision()).isEqualTo(ALLOWED);
      assertThat(ask.serviceControl(ALLOW_READING).decision())
          .isEqualTo(lacking(PolicyKind.SERVICE_CONTROL));
      assertThat(ask.serviceControl(ALLOW_READING, ALLOW_ALL).decision()).isEqualTo(ALLOWED);
    }
  }

  @ParameterizedTest
  @EnumSource(PolicyKind.class)
  void aDenialOfAnyKindBeatsEverything(PolicyKind kind) {
    Ask ask =
        GET.by(SESSION)
            .identity(ALLOW_ALL)
            .boundary(ALLOW_ALL)
            .session(ALLOW_ALL)
            .serviceControl(ALLOW_ALL)
            .resourcePolicy(allowOnBucket("\"*\""));
    assertThat(ask.decision()).isEqualTo(ALLOWED);
    Ask denied =
        switch (kind) {
          case IDENTITY -> ask.identity(ALLOW_ALL, DENY_ALL);
          case BOUNDARY -> ask.boundary(ALLOW_ALL + "," + DENY_ALL);
          case SESSION -> ask.session(ALLOW_ALL, DENY_ALL);
          case SERVICE_CONTROL -> ask.serviceControl(ALLOW_ALL, DENY_ALL);
          case RESOURCE ->
              ask.resourcePolicy(
                  allowOnBucket("\"*\"")
                      + """
                      , {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}
                      """);
        };
    assertThat(denied.decision()).isEqualTo(deniedBy(kind));
  }

  @Nested
  class OfResourcesInTheSameAccount {
    @Test
    void eitherSideIsEnough() {
      Ask ask = GET.resourcePolicy(allowOnBucket("{\"AWS\": \"" + ALICE.arn() + "\"}"));
      assertThat(ask.decision()).isEqualTo(ALLOWED);
      assertThat(GET.identity(ALLOW_ALL).decision()).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"111111111111", "arn:aws:iam::111111111111:root"})
    void anAccountThatIsNamedHasToPassItOn(String account) {
      Ask ask = GET.resourcePolicy(allowOnBucket("{\"AWS\": \"" + account + "\"}"));
      assertThat(ask.decision()).isEqualTo(lacking(PolicyKind.IDENTITY));
      assertThat(ask.identity(ALLOW_READING).decision()).isEqualTo(ALLOWED);
    }

    @Test
    void aUserWhoIsNamedIsNotLimitedByItsBoundary() {
      Ask ask =
          PUT.resourcePolicy(allowOnBucket("{\"AWS\": \"" + ALICE.arn() + "\"}"))
              .boundary(ALLOW_READING);
      assertThat(ask.decision()).isEqualTo(ALLOWED);
    }

    @Test
    void aRoleThatIsNamedIsLimitedByBoundaryAndSession() {
      Ask ask =
          PUT.by(SESSION).resourcePolicy(allowOnBucket("{\"AWS\": \"" + SESSION.roleArn() + "\"}"));
      assertThat(ask.decision()).isEqualTo(ALLOWED);
      assertThat(ask.boundary(ALLOW_READING).decision()).isEqualTo(lacking(PolicyKind.BOUNDARY));
      assertThat(ask.session(ALLOW_READING).decision()).isEqualTo(lacking(PolicyKind.SESSION));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"*\"",
          "{\"AWS\": \"*\"}",
          "{\"AWS\": \"arn:aws:sts::111111111111:assumed-role/deployer/tuesday\"}"
        })
    void aSessionThatIsNamedAndEverybodyAreLimitedByNothing(String principal) {
      Ask ask =
          PUT.by(SESSION)
              .resourcePolicy(allowOnBucket(principal))
              .boundary(ALLOW_READING)
              .session(ALLOW_READING);
      assertThat(ask.decision()).isEqualTo(ALLOWED);
    }

    @Test
    void everythingIsLimitedByTheOrganization() {
      Ask ask = PUT.resourcePolicy(allowOnBucket("\"*\"")).serviceControl(ALLOW_READING);
      assertThat(ask.decision()).isEqualTo(lacking(PolicyKind.SERVICE_CONTROL));
    }

    @Test
    void keysAndRolesHaveToAllowThemselves() {
      Ask ask =
          GET.identity(ALLOW_ALL)
              .decisivePolicy(allowOnBucket("{\"AWS\": \"arn:aws:iam::111111111111:user/bob\"}"));
      assertThat(ask.decision()).isEqualTo(lacking(PolicyKind.RESOURCE));
    }

    @Test
    void keysAndRolesMayLeaveItToTheAccount() {
      Ask ask = GET.decisivePolicy(allowOnBucket("{\"AWS\": \"111111111111\"}"));
      assertThat(ask.decision()).isEqualTo(lacking(PolicyKind.IDENTITY));
      assertThat(ask.identity(ALLOW_READING).decision()).isEqualTo(ALLOWED);
    }
  }

  @Nested
  class AcrossAccounts {
    private final Ask get = GET.ownedBy(OTHER);

    @Test
    void bothSidesHaveToAllow() {
      Ask there = get.resourcePolicy(allowOnBucket("{\"AWS\": \"" + ALICE.arn() + "\"}"));
      assertThat(get.identity(ALLOW_ALL).decision()).isEqualTo(lacking(PolicyKind.RESOURCE));
      assertThat(there.decision()).isEqualTo(lacking(PolicyKind.IDENTITY));
      assertThat(there.identity(ALLOW_READING).decision()).isEqualTo(ALLOWED);
    }

    @Test
    void theAccountMayBeNamedInsteadOfThePrincipal() {
      Ask ask =
          get.resourcePolicy(allowOnBucket("{\"AWS\": \"arn:aws:iam::111111111111:root\"}"))
              .identity(ALLOW_READING);
      assertThat(ask.decision()).isEqualTo(ALLOWED);
    }

    @Test
    void theResourcesOwnAccountIsNotTheCallers() {
      Ask ask =
          get.resourcePolicy(allowOnBucket("{\"AWS\": \"arn:aws:iam::222222222222:root\"}"))
              .identity(ALLOW_READING);
      assertThat(ask.decision()).isEqualTo(lacking(PolicyKind.RESOURCE));
    }

    @Test
    void boundaryAndSessionLimitWhoeverIsNamed() {
      Ask ask =
          PUT.ownedBy(OTHER)
              .by(SESSION)
              .identity(ALLOW_ALL)
              .resourcePolicy(allowOnBucket("{\"AWS\": \"" + SESSION.arn() + "\"}"));
      assertThat(ask.decision()).isEqualTo(ALLOWED);
      assertThat(ask.boundary(ALLOW_READING).decision()).isEqualTo(lacking(PolicyKind.BOUNDARY));
      assertThat(ask.session(ALLOW_READING).decision()).isEqualTo(lacking(PolicyKind.SESSION));
    }
  }

  @Nested
  class OfServices {
    private final Ask assume =
        Ask.about("sts:AssumeRole", "arn:aws:iam::111111111111:role/function")
            .by(new Principal.AwsService("lambda.amazonaws.com"));

    @Test
    void theyAreAllowedWhereTheyAreNamed() {
      Ask named =
          assume.decisivePolicy(
              """
              {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com",
               "lambda.amazonaws.com"]}, "Action": "sts:AssumeRole"}
              """);
      assertThat(named.decision()).isEqualTo(ALLOWED);
    }

    @Test
    void theyAreNotAnAccount() {
      Ask named =
          assume.decisivePolicy(
              """
              {"Effect": "Allow", "Principal": {"AWS": "111111111111",
               "Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
              """);
      assertThat(named.decision()).isEqualTo(lacking(PolicyKind.RESOURCE));
    }
  }

  @Nested
  class OfUnreadablePolicies {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"Effect\": \"allow\", \"Action\": \"*\", \"Resource\": \"*\"}",
          "{\"Action\": \"*\", \"Resource\": \"*\"}",
          "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Extra\": \"\"}",
          "{\"Effect\": \"Allow\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}",
          "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\","
              + " \"Condition\": {\"StringIs\": {\"a\": \"b\"}}}"
        })
    void theyDecideNothing(String statement) {
      assertThatThrownBy(() -> GET.identity(statement).decision())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void namesOfKeysIgnoreCase() {
    var policies =
        new PoliciesInForce(
            List.of(),
            List.of(
                Ask.document(
                    """
                    {"Effect": "Allow", "Action": "*", "Resource": "*",
                     "Condition": {"StringEquals": {"AWS:principaltag/Team": "a"}}}
                    """)),
            Optional.empty(),
            List.of(),
            Optional.empty());
    var request =
        new CallRequest(
            ALICE,
            "s3:GetObject",
            "*",
            Ask.OWN,
            Map.of("aws:PrincipalTag/team", List.of("a")),
            policies);
    assertThat(new ReferenceEvaluator().decide(request)).isEqualTo(ALLOWED);
  }
}
