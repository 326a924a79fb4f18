package dev.policygate.rules.grammar;

import dev.policygate.testing.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smaller rules of grammar, beyond the examples of their pages. */
class GrammarRulesTest {

  private static String statement(String condition) {
    return "{\"Sid\": \"A\", \"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\","
        + " \"Condition\": "
        + condition
        + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DateEquals   | 2026-13-01           | true
          DateEquals   | 2026-02-30           | true
          DateEquals   | tomorrow             | true
          DateEquals   | 2026-12-31T23:59:59Z | false
          DateEquals   | 2026                 | false
          DateEquals   | 1798761599           | false
          IpAddress    | 203.0.113.0/33       | true
          IpAddress    | 203.0.113            | true
          IpAddress    | ::1/129              | true
          NotIpAddress | everywhere           | true
          IpAddress    | 203.0.113.7          | false
          IpAddress    | 2001:db8::/32        | false
          StringEquals | tomorrow             | false
          NumericEquals| tomorrow             | false
          """)
  void datesAndAddressesMustBeSome(String operator, String value, boolean reported) {
    RuleTester.Answer answer =
        RuleTester.of(new InvalidConditionValue())
            .onStatement(statement("{\"%s\": {\"a:b\": \"%s\"}}".formatted(operator, value)));
    if (reported) {
      answer.reportsAt("/Condition/" + operator + "/a:b");
    } else {
      answer.isSilent();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringEquals              | never
          StringNotEquals           | always
          StringLikeIfExists        | only where the key is absent
          ForAllValues:StringEquals | only where the key is absent
          ForAnyValue:StringEquals  | never
          """)
  void saysWhenAConditionWithoutValuesHolds(String operator, String when) {
    RuleTester.of(new EmptyElement())
        .onStatement(statement("{\"%s\": {\"aws:TagKeys\": []}}".formatted(operator)))
        .reports(
            "/Condition/" + operator + "/aws:TagKeys",
            "`%s` compares `aws:TagKeys` with no value, so it holds %s".formatted(operator, when));
  }

  @Test
  void reportsEveryEmptyPart() {
    RuleTester rule = RuleTester.of(new EmptyElement());
    rule.onStatement(statement("{}").replace("\"A\"", "\"\"")).reportsAt("/Sid", "/Condition");
    rule.onStatement(statement("{\"StringEquals\": {}, \"Bool\": {\"a:b\": \"true\"}}"))
        .reports("/Condition/StringEquals", "`StringEquals` is empty and limits nothing");
    rule.onStatement(statement("{\"StringEquals\": {\"a:b\": \"\"}}")).isSilent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "s3:GetObject", "S3:getobject"        | /Action/1
          "s3:GetObject", "s3:*"                | /Action/0
          "s3:*", "s3:**"                       | /Action/1
          "s3:Get*", "s3:GetObject", "s3:Get?*" | /Action/1,/Action/2
          "s3:Get*", "s3:Put*", "ec2:*"         | ''
          """,
      quoteCharacter = '\'')
  void reportsActionsThatOthersHold(String actions, String pointers) {
    RuleTester.Answer answer =
        RuleTester.of(new RedundantEntry())
            .onStatement(
                "{\"Effect\": \"Allow\", \"Action\": [%s], \"Resource\": \"*\"}"
                    .formatted(actions));
    if (pointers.isEmpty()) {
      answer.isSilent();
    } else {
      answer.reportsAt(pointers.split(","));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringLike               | "a*", "ab"    | 1
          StringLike               | "ab", "a*"    | 0
          StringEquals             | "a*", "ab"    |
          StringEquals             | "ab", "ab"    | 1
          NumericLessThan          | 10, 100       | 0
          NumericGreaterThanEquals | 10, 100       | 1
          NumericLessThan          | "many", "100" |
          NumericEquals            | 10, 100       |
          """)
  void reportsValuesThatOthersHold(String operator, String values, Integer index) {
    RuleTester.Answer answer =
        RuleTester.of(new RedundantEntry())
            .onStatement(statement("{\"%s\": {\"a:b\": [%s]}}".formatted(operator, values)));
    if (index == null) {
      answer.isSilent();
    } else {
      answer.reportsAt("/Condition/%s/a:b/%d".formatted(operator, index));
    }
  }

  @Test
  void reportsTheLaterOfTwoStatementsThatSayTheSame() {
    RuleTester rule = RuleTester.of(new RedundantStatement());
    String statement = statement("{\"StringEquals\": {\"aws:PrincipalTag/a\": [\"x\", \"y\"]}}");
    rule.onStatements(
            statement,
            statement
                .replace("\"A\"", "\"B\"")
                .replace("[\"x\", \"y\"]", "[\"y\", \"x\"]")
                .replace("s3:GetObject", "s3:getObject"))
        .reports("/Statement/1", "the statement says what the one in line 1 says");
    rule.onStatements(statement, statement.replace("\"A\"", "\"B\"").replace("\"y\"", "\"z\""))
        .isSilent();
  }

  @Test
  void twoDocumentsMaySayTheSame() {
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [" + statement("{}") + "]}";
    RuleTester.of(new RedundantStatement()).onPolicies(policy, policy).isSilent();
  }
}
