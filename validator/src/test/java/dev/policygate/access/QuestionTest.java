package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Question.Assumption;
import dev.policygate.access.Question.No;
import dev.policygate.access.Question.Yes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What permissions allow of what is asked about. */
class QuestionTest {

  private static final String GATED = "arn:aws:iam::*:policy/policy-gate/*";

  private static Permissions permissions(String... statements) {
    return Permissions.of(
        PolicyGenerator.parse(
            "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
                .formatted(String.join(",", statements))));
  }

  private static Question attaching() {
    return Question.of(List.of("iam:AttachRolePolicy"), List.of("arn:aws:iam::*:role/*"));
  }

  @Test
  void assumesThatAKeyMatchesNoneOfSomePatterns() {
    Question elsewhere =
        attaching().assuming(List.of(Assumption.noneLike("iam:PolicyARN", List.of(GATED))));
    assertThat(
            elsewhere.askOf(
                permissions(
                    """
                    {"Effect": "Allow", "Action": "iam:*", "Resource": "*",
                     "Condition": {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::*:policy/policy-gate/*"}}}
                    """)))
        .isInstanceOf(No.class);
    assertThat(
            elsewhere.askOf(
                permissions(
                    """
                    {"Effect": "Allow", "Action": "iam:*", "Resource": "*",
                     "Condition": {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::*:policy/*"}}}
                    """)))
        .isInstanceOfSatisfying(
            Yes.class,
            yes ->
                assertThat(yes.witness().request().values("iam:policyarn"))
                    .singleElement()
                    .asString()
                    .startsWith("arn:aws:iam::")
                    .doesNotContain("policy/policy-gate/"));
    assertThat(elsewhere.askOf(permissions(allow("iam:*", "*")))).isInstanceOf(Yes.class);
  }

  @Test
  void assumesThatAKeyIsThereAndMatches() {
    Question gated =
        attaching().assuming(List.of(Assumption.like("iam:PolicyARN", List.of(GATED))));
    assertThat(
            gated.askOf(
                permissions(
                    allow("iam:*", "*"),
                    """
                    {"Effect": "Deny", "Action": "iam:Attach*", "Resource": "*",
                     "Condition": {"Null": {"iam:PolicyARN": "false"}}}
                    """)))
        .isInstanceOf(No.class);
    assertThat(gated.askOf(permissions(allow("iam:*", "*")))).isInstanceOf(Yes.class);
  }

  @Test
  void assumesThatAKeyHasNoneOfSomeValues() {
    Question question =
        Question.of(List.of("s3:GetObject"), List.of("arn:aws:s3:::a/b"))
            .assuming(List.of(Assumption.noneOf("aws:username", List.of("bob"))));
    assertThat(question.askOf(permissions(only("bob")))).isInstanceOf(No.class);
    assertThat(question.askOf(permissions(only("alice")))).isInstanceOf(Yes.class);
  }

  @Test
  void assumesThatAKeyIsAbsentOrHasOneOfSomeValues() {
    Question question =
        Question.of(List.of("s3:GetObject"), List.of("arn:aws:s3:::a/b"))
            .assuming(List.of(Assumption.absentOr("aws:username", List.of("bob", "b*b"))));
    assertThat(question.askOf(permissions(only("bob")))).isInstanceOf(Yes.class);
    assertThat(question.askOf(permissions(only("bab")))).isInstanceOf(No.class);
    assertThat(question.askOf(permissions(allow("*", "*")))).isInstanceOf(Yes.class);
  }

  @Test
  void aVariableIsBoundByWhatIsAssumedOfItsKey() {
    Question question =
        Question.of(List.of("s3:GetObject"), List.of("arn:aws:s3:::a/bob"))
            .assuming(List.of(Assumption.noneOf("aws:username", List.of("bob"))));
    assertThat(question.askOf(permissions(allow("s3:*", "arn:aws:s3:::a/${aws:username}"))))
        .isNotInstanceOf(Yes.class);
  }

  @Test
  void leavesOutResources() {
    Question elsewhere =
        Question.of(List.of("s3:PutObject"), List.of("arn:aws:s3:::*/*"))
            .withoutResources(List.of("arn:aws:s3:::mine/*"));
    assertThat(elsewhere.askOf(permissions(allow("s3:*", "arn:aws:s3:::mine/a*"))))
        .isInstanceOf(No.class);
    assertThat(elsewhere.askOf(permissions(allow("s3:*", "arn:aws:s3:::mine*"))))
        .isInstanceOfSatisfying(
            Yes.class,
            yes -> assertThat(yes.witness().request().resource()).doesNotContain(":mine/"));
  }

  @Test
  void leavesOutActions() {
    Question others =
        Question.of(List.of("iam:*"), List.of("*")).withoutActions(List.of("iam:Get*"));
    assertThat(others.askOf(permissions(allow("iam:GetRole", "*")))).isInstanceOf(No.class);
    assertThat(others.askOf(permissions(allow("iam:G*", "*")))).isInstanceOf(Yes.class);
  }

  @Test
  void joinsQuestions() {
    Question both =
        Question.of(List.of("s3:*"), List.of("arn:aws:s3:::a/*"))
            .and(Question.of(List.of("*:PutObject"), List.of("arn:aws:s3:::*/b")));
    assertThat(both.askOf(permissions(allow("s3:Put*", "arn:aws:s3:::?/?"))))
        .isInstanceOfSatisfying(
            Yes.class,
            yes -> assertThat(yes.witness().request().resource()).isEqualTo("arn:aws:s3:::a/b"));
    assertThat(both.askOf(permissions(allow("s3:Get*", "arn:aws:s3:::a/b"))))
        .isInstanceOf(No.class);
  }

  private static String allow(String action, String resource) {
    return "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}"
        .formatted(action, resource);
  }

  private static String only(String user) {
    return """
    {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
     "Condition": {"StringEquals": {"aws:username": "%s"}}}
    """
        .formatted(user);
  }
}
