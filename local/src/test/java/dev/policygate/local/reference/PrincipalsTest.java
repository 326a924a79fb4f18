package dev.policygate.local.reference;

import static dev.policygate.local.reference.Ask.ALICE;
import static dev.policygate.local.reference.Ask.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.local.Principal;
import dev.policygate.local.reference.ReferenceEvaluator.Grant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the elements Principal and NotPrincipal mean. */
class PrincipalsTest {
  private static final Principal LAMBDA = new Principal.AwsService("lambda.amazonaws.com");

  private static Grant grant(String awsPrincipal, Principal principal) {
    return Principals.of(Map.of("Principal", Map.of("AWS", awsPrincipal))).grant(principal);
  }

  @ParameterizedTest
  @CsvSource({
    "*, DIRECT",
    "arn:aws:iam::111111111111:user/alice, DIRECT",
    "AIDAALICE, DIRECT",
    "111111111111, ACCOUNT",
    "arn:aws:iam::111111111111:root, ACCOUNT",
    "222222222222, NONE",
    "arn:aws:iam::111111111111:user/Alice, NONE",
    "arn:aws:iam::111111111111:user/*, NONE",
    "arn:aws:iam::111111111111:role/alice, NONE",
    "AIDASOMEBODYELSE, NONE"
  })
  void users(String named, Grant grant) {
    assertThat(grant(named, ALICE)).isEqualTo(grant);
  }

  @ParameterizedTest
  @CsvSource({
    "*, DIRECT",
    "arn:aws:sts::111111111111:assumed-role/deployer/tuesday, DIRECT",
    "arn:aws:iam::111111111111:role/team/deployer, ROLE",
    "AROADEPLOYER, ROLE",
    "111111111111, ACCOUNT",
    "arn:aws:iam::111111111111:role/deployer, NONE",
    "arn:aws:sts::111111111111:assumed-role/deployer/*, NONE",
    "arn:aws:sts::111111111111:assumed-role/deployer/friday, NONE",
    "AROAFORMERROLE, NONE"
  })
  void sessions(String named, Grant grant) {
    assertThat(grant(named, SESSION)).isEqualTo(grant);
  }

  @Test
  void servicesAreNamedAsSuch() {
    assertThat(
            Principals.of(Map.of("Principal", Map.of("Service", "lambda.amazonaws.com")))
                .grant(LAMBDA))
        .isEqualTo(Grant.DIRECT);
    assertThat(grant("lambda.amazonaws.com", LAMBDA)).isEqualTo(Grant.NONE);
    assertThat(Principals.of(Map.of("Principal", "*")).grant(LAMBDA)).isEqualTo(Grant.DIRECT);
  }

  @Test
  void federatedAndCanonicalUsersAreNobodyHere() {
    Principals principals =
        Principals.of(Map.of("Principal", Map.of("Federated", "a", "CanonicalUser", "b")));
    assertThat(principals.include(ALICE)).isFalse();
  }

  @Test
  void withoutTheElementEverybodyIsMeant() {
    assertThat(Principals.of(Map.of()).include(ALICE)).isTrue();
  }

  @Test
  void notPrincipalSparesOnlyThoseOfWhomEveryNameIsThere() {
    Object account = "arn:aws:iam::111111111111:root";
    Object role = SESSION.roleArn();
    Object session = SESSION.arn();
    assertThat(spares(SESSION, account, role, session)).isTrue();
    assertThat(spares(SESSION, role, session)).isFalse();
    assertThat(spares(SESSION, account, role)).isFalse();
    assertThat(spares(ALICE, account, ALICE.arn())).isTrue();
    assertThat(spares(ALICE, ALICE.arn())).isFalse();
    assertThat(spares(LAMBDA, account)).isFalse();
  }

  private static boolean spares(Principal principal, Object... named) {
    return !Principals.of(Map.of("NotPrincipal", Map.of("AWS", java.util.List.of(named))))
        .include(principal);
  }
}
