package dev.policygate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a statement has a say in a request: actions, resources, variables. */
class StatementTest {
  private static final String ROLE = "arn:aws:iam::111111111111:role/path/name";

  private static boolean allows(String statement, Ask ask) {
    return ask.identity(statement).allowed();
  }

  private static boolean actionAllows(String action, String asked) {
    return allows(
        "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"*\"}",
        Ask.about(asked, ROLE));
  }

  private static boolean resourceAllows(String resource, String asked) {
    return allows(
        "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"" + resource + "\"}",
        Ask.about("x:Y", asked));
  }

  @ParameterizedTest
  @CsvSource({
    "iam:CreatePolicy, true",
    "IAM:createpolicy, true",
    "iam:Create*, true",
    "iam:*Policy, true",
    "iam:Create?olicy, true",
    "iam:*, true",
    "*, true",
    "*:CreatePolicy, true",
    "i*y, true",
    "iam:CreatePolic?, true",
    "iam:CreatePolicy?, false",
    "iam:CreatePolicyVersion, false",
    "s3:*, false",
    "iam.CreatePolicy, false"
  })
  void actionsAreComparedWithoutCaseAndWithWildcards(String action, boolean allowed) {
    assertThat(actionAllows(action, "iam:CreatePolicy")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111111111111:role/path/name, true",
    "arn:aws:iam::111111111111:role/*, true",
    "arn:aws:iam::111111111111:role/path/nam?, true",
    "arn:aws:iam::*:role/path/name, true",
    "arn:aws:iam::11*:*, true",
    "arn:*:iam:*:*:*, true",
    "*, true",
    "arn:aws:iam::111111111111:ROLE/path/name, false",
    "arn:aws:iam::111111111111:role/path, false",
    "arn:aws:iam:us-east-1:111111111111:role/path/name, false",
    // A star does not reach over a colon before the last part.
    "arn:aws:iam:*:role/path/name, false",
    "arn:aws:iam::111111111111, false",
    "arn:aws:iam*, false",
    "arn:aws:*, false"
  })
  void resourcesAreComparedPartByPart(String resource, boolean allowed) {
    assertThat(resourceAllows(resource, ROLE)).isEqualTo(allowed);
  }

  @Test
  void theLastPartOfAnArnMayHoldColons() {
    String stream = "arn:aws:logs:us-east-1:111111111111:log-group:a:log-stream:b";
    assertThat(resourceAllows("arn:aws:logs:*:*:*", stream)).isTrue();
    assertThat(resourceAllows("arn:aws:logs:*:*:log-group:*:log-stream:b", stream)).isTrue();
    assertThat(resourceAllows("arn:aws:logs:*:*:log-group:a", stream)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"*, true", "arn:aws:s3:::*, false"})
  void actionsWithoutResourcesNeedTheBareStar(String resource, boolean allowed) {
    assertThat(resourceAllows(resource, "*")).isEqualTo(allowed);
  }

  @Test
  void notActionMeansEverythingElse() {
    String statement =
        """
        {"Effect": "Allow", "NotAction": ["iam:*", "sts:*"], "Resource": "*"}
        """;
    assertThat(allows(statement, Ask.about("s3:GetObject", ROLE))).isTrue();
    assertThat(allows(statement, Ask.about("iam:GetRole", ROLE))).isFalse();
  }

  @Test
  void notResourceMeansEverythingElse() {
    String statement =
        """
        {"Effect": "Allow", "Action": "*", "NotResource": ["arn:aws:iam::111111111111:role/path/*"]}
        """;
    assertThat(allows(statement, Ask.about("iam:GetRole", ROLE))).isFalse();
    assertThat(allows(statement, Ask.about("iam:GetRole", ROLE.replace("path", "other")))).isTrue();
    assertThat(allows(statement, Ask.about("iam:ListRoles", "*"))).isTrue();
  }

  @Test
  void listsAndSingleStringsAreTheSame() {
    String list =
        """
        {"Effect": "Allow", "Action": ["iam:GetRole"], "Resource": ["*"]}
        """;
    assertThat(allows(list, Ask.about("iam:GetRole", ROLE))).isTrue();
  }

  @Test
  void variablesTakeTheirValuesFromTheRequest() {
    String statement =
        """
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${aws:username}/*"}
        """;
    Ask ask = Ask.about("s3:GetObject", "arn:aws:s3:::b/alice/x");
    assertThat(allows(statement, ask.with("aws:username", "alice"))).isTrue();
    assertThat(allows(statement, ask.with("AWS:UserName", "alice"))).isTrue();
    assertThat(allows(statement, ask.with("aws:username", "bob"))).isFalse();
  }

  @Test
  void aValueThatLooksLikeAWildcardIsNone() {
    String statement =
        """
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${aws:username}/*"}
        """;
    Ask ask = Ask.about("s3:GetObject", "arn:aws:s3:::b/alice/x");
    assertThat(allows(statement, ask.with("aws:username", "*"))).isFalse();
    assertThat(
            allows(
                statement,
                Ask.about("s3:GetObject", "arn:aws:s3:::b/*/x").with("aws:username", "*")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${aws:username, 'guest'}", "${ aws:username , 'guest' }"})
  void aDefaultStandsInForAnAbsentValue(String variable) {
    String statement =
        "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::b/"
            + variable
            + "\"}";
    assertThat(allows(statement, Ask.about("s3:GetObject", "arn:aws:s3:::b/guest"))).isTrue();
    assertThat(
            allows(
                statement,
                Ask.about("s3:GetObject", "arn:aws:s3:::b/alice").with("aws:username", "alice")))
        .isTrue();
  }

  @Test
  void aVariableWithoutValueMatchesNothing() {
    Ask ask = Ask.about("s3:GetObject", "arn:aws:s3:::b/key");
    assertThat(
            allows(
                """
                {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/${aws:username}*"}
                """,
                ask))
        .isFalse();
    // What is not like it is everything.
    assertThat(
            allows(
                """
                {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::b/${aws:username}"}
                """,
                ask))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "StringLike, false",
    "ArnLike, false",
    "StringNotEquals, true",
    "StringNotLike, true",
    "ArnNotLike, true"
  })
  void invertedOperatorsHoldAgainstAVariableWithoutValue(String operator, boolean holds) {
    String statement =
        """
        {"Effect": "Allow", "Action": "*", "Resource": "*",
         "Condition": {"%s": {"aws:userid": ["${aws:username}"]}}}
        """
            .formatted(operator);
    assertThat(allows(statement, Ask.about("x:Y", "*").with("aws:userid", "me"))).isEqualTo(holds);
  }

  @Test
  void aKeyWithSeveralValuesIsNoVariable() {
    String statement =
        """
        {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/${aws:TagKeys}"}
        """;
    Ask ask = Ask.about("s3:GetObject", "arn:aws:s3:::b/a");
    assertThat(allows(statement, ask.with("aws:TagKeys", "a", "b"))).isFalse();
    assertThat(allows(statement, ask.with("aws:TagKeys", "a"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "${*}, *, true",
    "${*}, x, false",
    "${?}, ?, true",
    "${?}, x, false",
    "${$}, $, true"
  })
  void specialCharactersCanBeMeant(String written, String asked, boolean allowed) {
    assertThat(resourceAllows("arn:aws:s3:::b/" + written, "arn:aws:s3:::b/" + asked))
        .isEqualTo(allowed);
  }

  @Test
  void olderPoliciesKnowNoVariables() {
    String text =
        """
        {"Version": "2008-10-17", "Statement":
          {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/${aws:username}"}}
        """;
    Document document = Document.parse(text);
    assertThat(document.allows(request("arn:aws:s3:::b/alice"))).isFalse();
    assertThat(document.allows(request("arn:aws:s3:::b/${aws:username}"))).isTrue();
  }

  private static dev.policygate.local.CallRequest request(String resource) {
    Ask ask = Ask.about("s3:GetObject", resource).with("aws:username", "alice");
    return new dev.policygate.local.CallRequest(
        ask.principal(),
        ask.action(),
        ask.resource(),
        ask.resourceAccount(),
        ask.context(),
        ask.policies());
  }
}
