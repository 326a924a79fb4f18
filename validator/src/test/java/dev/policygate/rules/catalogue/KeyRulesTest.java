package dev.policygate.rules.catalogue;

import dev.policygate.catalog.Catalog;
import dev.policygate.testing.Report;
import dev.policygate.testing.RuleTester;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about condition keys and Regions, beyond the examples of their pages. */
class KeyRulesTest {

  private static final Catalog CATALOG = Catalog.bundled();

  private final RuleTester keys = RuleTester.of(new UnknownConditionKey(CATALOG));
  private final RuleTester regions = RuleTester.of(new UnknownRegion(CATALOG));
  private final RuleTester carried = RuleTester.of(new ConditionKeyNotCarried(CATALOG));

  private static String statement(String action, String operator, String key, String value) {
    return """
        {"Effect": "Allow", "Action": ["%s"], "Resource": "*",
         "Condition": {"%s": {"%s": "%s"}}}
        """
        .formatted(action.replace(", ", "\", \""), operator, key, value);
  }

  private RuleTester.Answer onKey(String key) {
    return keys.onStatement(statement("s3:GetObject", "StringEquals", key, "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws:PrincpalOrgID   | AWS has no condition key `aws:PrincpalOrgID` (catalogue of DATE)         | did you mean `aws:PrincipalOrgID`?
          s3:prefixx          | AWS has no condition key `s3:prefixx` (catalogue of DATE)                | did you mean `s3:prefix`?
          unheard:key         | AWS has no service `unheard`, so no request carries `unheard:key` (catalogue of DATE) | correct it, or leave it out
          AWS:arn             | `AWS:arn` is the old name of `aws:PrincipalArn`                          | write `aws:PrincipalArn`
          aws:ResourceTag     | `aws:ResourceTag` names no tag                                           | write the name of the tag, as in `aws:ResourceTag/team`
          ec2:ResourceTag/    | `ec2:ResourceTag/` names no tag                                          | write the name of the tag, as in `ec2:ResourceTag/team`
          aws:Nothing         | AWS has no condition key `aws:Nothing` (catalogue of DATE)               | correct it, or leave it out
          """)
  void saysWhichKeyIsMeant(String key, String message, String fix) {
    Report expected =
        new Report(
            "/Condition/StringEquals/" + key.replace("/", "~1"),
            message.replace("DATE", CATALOG.date()),
            Optional.of(fix));
    Assertions.assertThat(onKey(key).reports()).isEqualTo(List.of(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:principalorgid",
        "AWS:RequestedRegion",
        "aws:PrincipalTag/a b",
        "s3:prefix",
        "kms:EncryptionContext:any",
        "saml:aud",
        "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub",
        "token.actions.githubusercontent.com:sub",
        "ec2:ResourceTag/a"
      })
  void isSilentOnKeysThatThereAre(String key) {
    onKey(key).isSilent();
  }

  @Test
  void looksAtVariablesInValuesAndResources() {
    keys.onStatement(statement("s3:GetObject", "StringEquals", "aws:username", "${aws:usrname}"))
        .reports(
            "/Condition/StringEquals/aws:username",
            "AWS has no condition key `aws:usrname` (catalogue of %s)".formatted(CATALOG.date()));
    keys.onStatement(
            "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::${user}\"}")
        .reports("/Resource", "AWS has no condition key `user`");
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:RequestedRegion, eu-centrall-1, true",
    "StringNotLike, aws:RequestedRegion, europe-*, true",
    "StringEquals, ec2:Region, Frankfurt, true",
    "StringEquals, aws:RequestedRegion, eu-central-1, false",
    "StringLike, aws:RequestedRegion, ??-central-1, false",
    "StringEquals, aws:RequestedRegion, ${aws:PrincipalTag/region}, false",
    "Null, aws:RequestedRegion, false, false",
    "StringEquals, aws:PrincipalTag/region, Frankfurt, false",
    "StringEquals, aws:RequestedRegion, us-gov-west-1, false"
  })
  void knowsTheRegions(String operator, String key, String value, boolean reported) {
    RuleTester.Answer answer = regions.onStatement(statement("s3:*", operator, key, value));
    if (reported) {
      answer.reportsAt("/Condition/" + operator + "/" + key);
    } else {
      answer.isSilent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:eu-centrall-1:111122223333:a, true",
    "arn:aws:sqs:eu-*:111122223333:a, false",
    "arn:aws:sqs:*:111122223333:a, false",
    "arn:aws:s3:::a, false"
  })
  void knowsTheRegionsOfArns(String resource, boolean reported) {
    RuleTester.Answer answer =
        regions.onStatement(
            "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"%s\"}".formatted(resource));
    if (reported) {
      answer.reports(
          "/Resource",
          "AWS has no Region `eu-centrall-1` (catalogue of %s)".formatted(CATALOG.date()));
    } else {
      answer.isSilent();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3:GetObject                  | StringEquals         | s3:prefix            | never
          ec2:DescribeInstances         | StringLike           | aws:ResourceTag/team | never
          iam:PassRole, s3:GetObject    | StringEquals         | iam:PassedToService  | never
          s3:GetObject                  | StringNotEquals      | s3:prefix            | always
          s3:GetObject                  | StringEqualsIfExists | iam:PassedToService  | always
          s3:ListBucket                 | StringEquals         | s3:prefix            | -
          iam:PassRole, s3:GetObject    | StringEqualsIfExists | iam:PassedToService  | -
          s3:*                          | StringEquals         | iam:PassedToService  | -
          s3:GetNewThing                | StringEquals         | iam:PassedToService  | -
          s3:GetObject                  | StringEquals         | aws:PrincipalTag/a   | -
          s3:GetObject                  | StringEquals         | lambda:SourceFunctionArn | -
          s3:GetObject                  | StringEquals         | unheard:key          | -
          """)
  void asksWhetherRequestsCarryTheKey(String action, String operator, String key, String when) {
    RuleTester.Answer answer = carried.onStatement(statement(action, operator, key, "a"));
    if (when.equals("-")) {
      answer.isSilent();
    } else {
      answer.reportsAt("/Condition/%s/%s".formatted(operator, key.replace("/", "~1")));
      Assertions.assertThat(answer.reports().getFirst().message()).contains(" " + when + " ");
    }
  }

  @Test
  void namesSomeOfManyActions() {
    carried
        .onStatement(
            statement(
                "ec2:DescribeVpcs, ec2:DescribeTags, ec2:DescribeInstances, ec2:DescribeImages, ec2:StopInstances",
                "StringEquals",
                "aws:ResourceTag/team",
                "a"))
        .reports(
            "/Condition/StringEquals/aws:ResourceTag~1team",
            "no request for `ec2:DescribeVpcs`, `ec2:DescribeTags`, `ec2:DescribeInstances` and 1 more"
                + " carries `aws:ResourceTag/team`, so this never allows it (catalogue of "
                + CATALOG.date()
                + ")");
  }

  @Test
  void aDenyOfAllButAFewLetsThroughWhatHasNoTags() {
    String deny =
        statement("s3:*", "StringNotEquals", "aws:ResourceTag/team", "a")
            .replace("Allow", "Deny")
            .replace("Action", "NotAction");
    carried.onStatement(deny).isSilent();
    carried
        .onStatement(deny.replace("StringNotEquals", "StringEquals"))
        .reportsAt("/Condition/StringEquals/aws:ResourceTag~1team");
    carried
        .onStatement(deny.replace("StringNotEquals", "StringEquals").replace("Deny", "Allow"))
        .isSilent();
  }
}
