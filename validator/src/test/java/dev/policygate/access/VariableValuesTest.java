package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Within;
import dev.policygate.access.Decision.Allowed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the value of a variable decides: in either case of its letters, and which value it is. */
class VariableValuesTest {

  private static final String ALL = statement("Allow", "*", "");

  @ParameterizedTest
  @CsvSource({
    "StringEqualsIgnoreCase, true",
    "StringNotEqualsIgnoreCase, false",
    "StringEquals, false",
    "StringNotEquals, true"
  })
  void letterCaseOfTheValueIsIgnoredWhereTheOperatorIgnoresIt(String operator, boolean allowed) {
    Request request =
        new Request(
            "s3:ListBucket",
            "arn:aws:s3:::a",
            Map.of("aws:username", List.of("alice"), "s3:prefix", List.of("ALICE")));
    assertThat(
            permissions(condition(operator, "s3:prefix", "${aws:username}")).decide(request)
                instanceof Allowed)
        .isEqualTo(allowed);
  }

  @Test
  void ignoringCaseIsMoreThanNotIgnoringIt() {
    String exact = condition("StringEquals", "s3:prefix", "${aws:username}");
    String folded = condition("StringEqualsIgnoreCase", "s3:prefix", "${aws:username}");
    assertThat(compare(exact, folded)).isInstanceOf(Within.class);
    assertThat(compare(folded, exact)).isInstanceOf(Exceeds.class);
    assertThat(compare(folded, folded)).isInstanceOf(Within.class);
  }

  @Test
  void toBeOtherInAnyCaseIsLessThanToBeOther() {
    String exact = condition("StringNotEquals", "s3:prefix", "${aws:username}");
    String folded = condition("StringNotEqualsIgnoreCase", "s3:prefix", "${aws:username}");
    assertThat(compare(folded, exact)).isInstanceOf(Within.class);
    assertThat(compare(exact, folded)).isInstanceOf(Exceeds.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals | ${aws:PrincipalTag/team} | StringNotEquals | blue",
        "StringLike | ${aws:PrincipalTag/team} | StringNotLike | blue*",
        "StringLike | blue | StringNotEquals | ${aws:PrincipalTag/team}",
        "StringEqualsIgnoreCase | blue* | StringNotEqualsIfExists | ${aws:PrincipalTag/team}",
        "StringEqualsIfExists | ${aws:PrincipalTag/team}/* | StringNotEquals | home/*",
        "StringLike | ${aws:PrincipalTag/team}/* | StringNotLike | home/${aws:username}/*",
      })
  void aValueIsFoundWithWhichAConditionMeetsAnother(
      String operator, String value, String otherOperator, String otherValue) {
    assertThat(
            compare(
                condition(operator, "aws:ResourceTag/team", value),
                condition(otherOperator, "aws:ResourceTag/team", otherValue)))
        .isInstanceOf(Exceeds.class);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::a/${aws:username}/*, arn:aws:s3:::a/b/*",
    "arn:aws:s3:::${aws:PrincipalTag/team}-data/*, arn:aws:s3:::a*",
    "arn:aws:s3:::${aws:PrincipalTag/team}-data/*, arn:aws:s3:::a/*/x",
    "arn:aws:s3:::a/${aws:username}/*, arn:aws:s3:::${aws:PrincipalTag/team}-data/*",
  })
  void aValueIsFoundWithWhichAResourceMeetsADeny(String resource, String denied) {
    assertThat(
            compare(statement("Allow", resource, ""), ALL + ", " + statement("Deny", denied, "")))
        .isInstanceOf(Exceeds.class);
  }

  @Test
  void aResourceOfNobodyMeetsNothing() {
    String own = statement("Deny", "arn:aws:s3:::a/${aws:username}/*", "");
    assertThat(compare(condition("Null", "aws:username", "true"), ALL + ", " + own))
        .isInstanceOf(Within.class);
    assertThat(compare(condition("Null", "aws:username", "false"), ALL + ", " + own))
        .isInstanceOf(Exceeds.class);
  }

  @Test
  void theOrderOfValuesSaysNothing() {
    PatternSet one = PatternSet.of(List.of("a", "${aws:username}"), Glob.Kind.ARN);
    PatternSet turned = PatternSet.of(List.of("${aws:username}", "a"), Glob.Kind.ARN);
    assertThat(one).isEqualTo(turned).hasSameHashCodeAs(turned);
    assertThat(one).isNotEqualTo(PatternSet.of(List.of("a", "${aws:userid}"), Glob.Kind.ARN));
  }

  /** Compares, and has the evaluator confirm what is found. */
  private static Containment compare(String candidate, String envelope) {
    Permissions one = permissions(candidate);
    Permissions other = permissions(envelope);
    Containment answer = Containment.compare(one, other);
    if (answer instanceof Exceeds exceeds) {
      Request request = exceeds.witnesses().getFirst().request();
      assertThat(one.decide(request)).isInstanceOf(Allowed.class);
      assertThat(other.decide(request)).isNotInstanceOf(Allowed.class);
    }
    return answer;
  }

  private static Permissions permissions(String statements) {
    return Permissions.of(PolicyGenerator.parse(PolicyGenerator.documentOf(List.of(statements))));
  }

  private static String condition(String operator, String key, String value) {
    return statement(
        "Allow",
        "*",
        ", \"Condition\": {\"%s\": {\"%s\": \"%s\"}}".formatted(operator, key, value));
  }

  private static String statement(String effect, String resource, String condition) {
    return "{\"Effect\": \"%s\", \"Action\": \"*\", \"Resource\": \"%s\"%s}"
        .formatted(effect, resource, condition);
  }
}
