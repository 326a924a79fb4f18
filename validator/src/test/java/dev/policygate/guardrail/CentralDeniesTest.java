package dev.policygate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Located;
import dev.policygate.guardrail.CentralDenies.Fit;
import dev.policygate.guardrail.CentralDenies.Unfit;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.policy.Statement;
import dev.policygate.testing.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CentralDeniesTest {

  private static final String ALLOW =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}";
  private static final String DENY =
      "{\"Sid\": \"Central\", \"Effect\": \"Deny\", \"Action\": [\"iam:Create*\", \"iam:Put*\"],"
          + " \"Resource\": \"*\", \"Condition\": {\"StringNotEquals\": {\"aws:PrincipalAccount\":"
          + " [\"1\", \"2\"]}}}";
  private static final String OTHER_DENY =
      "{\"Effect\": \"Deny\", \"NotAction\": \"s3:*\", \"NotResource\": \"arn:aws:s3:::a\"}";

  private static List<String> problems(String... statements) {
    return switch (CentralDenies.of(Policies.of(statements))) {
      case Fit _ -> List.of();
      case Unfit(var problems) -> problems;
    };
  }

  private static String deny(String resource) {
    return "{\"Sid\": \"A\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"%s\"}"
        .formatted(resource);
  }

  private static List<String> sids(Policy policy) {
    return policy.statements().stream()
        .map(statement -> statement.sid().map(Located::value).orElse("-"))
        .toList();
  }

  private static SealedPolicy seal(String policy, String... denies) {
    return Policies.central(denies).seal(Policies.of(policy));
  }

  @Test
  void areTheStatementsOfTheDocumentInItsOrder() {
    Policy document = Policies.of(DENY, OTHER_DENY);
    assertThat(CentralDenies.of(document))
        .isInstanceOfSatisfying(
            Fit.class,
            fit -> assertThat(fit.denies().statements()).isEqualTo(document.statements()));
  }

  @Test
  void areNoneWhereAStatementAllows() {
    assertThat(problems(ALLOW, DENY, ALLOW.replace("{", "{\"Sid\": \"\", ")))
        .containsExactly(
            "the central statement number 1 allows; only denies may be central",
            "the central statement number 3 allows; only denies may be central");
  }

  @Test
  void areNoneWhereThereIsNoStatement() {
    Policy empty = new Policy(List.of(), Policies.of(DENY).location());
    assertThat(CentralDenies.of(empty))
        .isEqualTo(new Unfit(List.of("the central document has no statement")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:aws:s3:::${aws:PrincipalAccount}-logs",
        "arn:aws:s3:::${AWS:userID}",
        "arn:aws:s3:::${aws:username, 'nobody'}",
        "arn:aws:s3:::${aws:PrincipalTag/a, ''}",
        "arn:aws:s3:::${*}${?}${$}"
      })
  void mayHoldVariablesThatAlwaysHaveAValue(String resource) {
    assertThat(problems(deny(resource))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "${aws:username},aws:username",
    "${aws:PrincipalTag/Team},aws:PrincipalTag/Team",
    "${aws:SourceIp},aws:SourceIp",
    "${aws:PrincipalAccount}/${aws:TokenIssueTime},aws:TokenIssueTime"
  })
  void mayHoldNoVariableThatARequestMayLack(String variables, String key) {
    assertThat(problems(deny("arn:aws:s3:::" + variables)))
        .containsExactly(
            "the central statement A depends on `%s`, which a request may lack".formatted(key));
  }

  @Test
  void mayHoldNoneInConditionsEither() {
    assertThat(
            problems(
                "{\"Effect\": \"Deny\", \"Action\": \"*\", \"NotResource\": \"arn:${a:b}\","
                    + " \"Condition\": {\"StringLike\": {\"aws:userid\": [\"${a:b}\","
                    + " \"${c:d}\"]}}}"))
        .containsExactly(
            "the central statement number 1 depends on `a:b`, which a request may lack",
            "the central statement number 1 depends on `c:d`, which a request may lack");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "${aws:userid;${aws:userid",
        "${};${}",
        "${aws:user id};${aws:user id}",
        "${aws:userid, x};${aws:userid, x}"
      })
  void mayHoldNothingThatOnlyLooksLikeAVariable(String text, String shown) {
    assertThat(problems(deny("arn:aws:s3:::" + text)))
        .containsExactly(
            "the central statement A holds `%s`, which only looks like a variable"
                .formatted(shown));
  }

  @Test
  void areAppendedInTheirOrder() {
    SealedPolicy sealed = seal(ALLOW, DENY, OTHER_DENY);
    assertThat(PolicyWriter.write(sealed.document()))
        .isEqualTo(PolicyWriter.write(Policies.of(ALLOW, DENY, OTHER_DENY)));
    assertThat(sealed.authored()).isEqualTo(Policies.of(ALLOW));
    assertThat(sealed.denies()).hasSize(2);
    assertThat(sealed.document().location()).isEqualTo(sealed.authored().location());
  }

  @Test
  void sealingASealedPolicyChangesNothing() {
    CentralDenies denies = Policies.central(DENY, OTHER_DENY);
    Policy imitated = Policies.of(ALLOW, ALLOW.replace("{", "{\"Sid\": \"Central\", "));
    for (Policy policy : List.of(Policies.of(ALLOW), imitated)) {
      Policy once = denies.seal(policy).document();
      assertThat(denies.seal(once).document()).isEqualTo(once);
      Policy readBack = Policies.parse(PolicyWriter.write(once), "policy.json");
      assertThat(denies.seal(readBack).document()).isEqualTo(readBack);
    }
  }

  /** Sid, order, repetition and case, where IAM ignores it, make no difference. */
  @Test
  void oneThatIsThereAlreadyIsRecognisedByItsValue() {
    String mine =
        "{\"Sid\": \"Mine\", \"Effect\": \"Deny\", \"Action\": [\"IAM:PUT*\", \"iam:create*\","
            + " \"iam:put*\"], \"Resource\": [\"*\"], \"Condition\": {\"StringNotEquals\":"
            + " {\"AWS:principalAccount\": [\"2\", 1]}}}";
    SealedPolicy sealed = Policies.central(DENY).seal(Policies.of(ALLOW, mine));
    assertThat(sids(sealed.document())).containsExactly("-", "Mine");
    assertThat(sealed.denies()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"Deny\";\"Allow\"",
        "\"iam:Create*\";\"iam:Create?\"",
        "\"Action\";\"NotAction\"",
        "\"Resource\";\"NotResource\"",
        "\"*\";\"arn:*\"",
        "StringNotEquals;StringNotLike",
        "StringNotEquals;StringNotEqualsIfExists",
        "PrincipalAccount;PrincipalOrgID",
        "\"1\", ;",
        "StringNotEquals;ForAllValues:StringNotEquals"
      })
  void whatOnlyHasItsSidIsNotTaken(String from, String to) {
    String imitation = DENY.replace(from, to == null ? "" : to);
    assertThat(imitation).isNotEqualTo(DENY);
    SealedPolicy sealed = Policies.central(DENY).seal(Policies.of(imitation));
    assertThat(sids(sealed.document())).containsExactly("Central", "Central2");
    Statement appended = sealed.document().statements().getLast();
    assertThat(appended.withSid(sealed.denies().getFirst().sid()))
        .isEqualTo(sealed.denies().getFirst());
  }

  @Test
  void aKeyThatOnlyJavaTakesForTheSameIsAnother() {
    String deny =
        "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\":"
            + " {\"StringLike\": {\"aws:TagKeys\": \"a\"}}}";
    String kelvin = deny.replace("TagKeys", "Tag\\u212Aeys");
    assertThat(seal(kelvin, deny).document().statements()).hasSize(2);
    assertThat(seal(deny, deny).document().statements()).hasSize(1);
  }

  @Test
  void sidsStayUniqueWhateverIsTaken() {
    String taken = ALLOW.replace("{", "{\"Sid\": \"Central\", ");
    String takenToo = ALLOW.replace("{", "{\"Sid\": \"Central2\", ").replace("s3", "sqs");
    SealedPolicy sealed =
        Policies.central(DENY, DENY.replace("Central", "Central3").replace("iam", "sts"))
            .seal(Policies.of(taken, takenToo));
    assertThat(sids(sealed.document()))
        .containsExactly("Central", "Central2", "Central3", "Central32");
    assertThat(sids(seal(ALLOW, OTHER_DENY).document())).containsExactly("-", "-");
  }

  @Test
  void theProofHoldsWhateverThePolicySays() {
    for (String policy :
        List.of(
            ALLOW,
            ALLOW.replace("s3:*", "*"),
            "{\"Effect\": \"Allow\", \"NotAction\": \"a:b\", \"NotResource\": \"arn:aws:s3:::a\"}",
            "{\"Effect\": \"Allow\", \"Action\": \"iam:*\", \"Resource\": \"*\", \"Condition\":"
                + " {\"StringNotEquals\": {\"aws:PrincipalAccount\": \"1\"}}}")) {
      assertThat(seal(policy, DENY, OTHER_DENY).proven()).as(policy).isTrue();
    }
  }
}
