package dev.policygate.rules.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.Catalog;
import dev.policygate.testing.RuleTester;
import dev.policygate.validation.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about conditions, beyond the examples of their pages. */
class ConditionRulesTest {

  private static final Catalog CATALOG = Catalog.bundled();

  private static String statement(String operator, String key, String values) {
    return """
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"%s": {"%s": [%s]}}}
        """
        .formatted(operator, key, values);
  }

  private static Rule rule(String id) {
    return ConditionRules.all(CATALOG).stream()
        .filter(each -> each.info().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the rule speaks, wherever. */
  private static boolean speaks(String id, String statement) {
    return !RuleTester.of(rule(id)).onStatement(statement).reports().isEmpty();
  }

  /** For which requests a condition holds, as rules say it: always, never, presence or nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringLike                | aws:PrincipalArn    | "*"               | ConditionAlwaysHolds
          StringLike                | aws:PrincipalArn    | "a", "**"         | ConditionAlwaysHolds
          ArnLike                   | aws:PrincipalArn    | "arn:*:*:*:*:*"   | ConditionAlwaysHolds
          ArnEquals                 | aws:PrincipalArn    | "*"               | ConditionAlwaysHolds
          StringLikeIfExists        | aws:username        | "*"               | ConditionAlwaysHolds
          ForAllValues:StringLike   | aws:TagKeys         | "*"               | ConditionAlwaysHolds
          Bool                      | aws:SecureTransport | "true", "false"   | ConditionAlwaysHolds
          Null                      | aws:PrincipalArn    | "false"           | ConditionAlwaysHolds
          Null                      | aws:username        | "true", "false"   | ConditionAlwaysHolds
          NumericNotEquals          | s3:max-keys         | "many"            | ConditionAlwaysHolds
          IpAddressIfExists         | aws:SourceIp        | "0.0.0.0/0", "::/0" | ConditionAlwaysHolds
          StringNotLike             | aws:PrincipalArn    | "*"               | ConditionNeverHolds
          StringEquals              | aws:username        |                   | ConditionNeverHolds
          Bool                      | aws:SecureTransport | "yes"             | ConditionNeverHolds
          Null                      | aws:PrincipalArn    | "true"            | ConditionNeverHolds
          NumericEquals             | s3:max-keys         | "many"            | ConditionNeverHolds
          StringLike                | aws:username        | "*"               | PresenceInDisguise
          StringNotLike             | aws:username        | "*"               | PresenceInDisguise
          ForAnyValue:StringLike    | aws:TagKeys         | "*"               | PresenceInDisguise
          Bool                      | aws:MultiFactorAuthPresent | "true", "false" | PresenceInDisguise
          StringEquals              | aws:username        | "*"               | -
          StringLike                | aws:username        | "?"               | -
          StringLike                | aws:username        | ""                | -
          ArnLike                   | aws:PrincipalArn    | "arn:aws:iam::*:*" | -
          Null                      | aws:username        | "true"            | -
          Bool                      | aws:SecureTransport | "true"            | -
          IpAddress                 | aws:SourceIp        | "0.0.0.0/0"       | -
          NumericEquals             | s3:max-keys         | "many", "1"       | -
          """)
  void knowsWhatDoesNotDependOnValues(String operator, String key, String values, String id) {
    String statement = statement(operator, key, values == null ? "" : values);
    assertThat(
            List.of("ConditionAlwaysHolds", "ConditionNeverHolds", "PresenceInDisguise").stream()
                .filter(each -> speaks(each, statement))
                .toList())
        .isEqualTo(id.equals("-") ? List.of() : List.of(id));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, b, true",
    "StringLike, b*, true",
    "StringNotLike, ?1, true",
    "ForAnyValue:StringEquals, b, true",
    "StringEqualsIfExists, b, true",
    "Null, true, true",
    "StringLike, a*, false",
    "StringNotEquals, b, false",
    "Null, false, false",
    "StringLike, ${aws:username}, false"
  })
  void findsConditionsOfOneKeyThatContradictEachOther(
      String operator, String value, boolean reported) {
    String statement =
        """
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {
          "StringEqualsIgnoreCase": {"aws:PrincipalTag/team": "a1"},
          "%s": {"AWS:PrincipalTag/team": "%s"}}}
        """
            .formatted(operator, value);
    RuleTester.Answer answer = RuleTester.of(rule("ConditionNeverHolds")).onStatement(statement);
    if (reported) {
      answer.reports(
          "/Condition/" + operator,
          ("what `%s` asks of `AWS:PrincipalTag/team` never holds with what"
                  + " `StringEqualsIgnoreCase` asks, so the statement allows nothing")
              .formatted(operator));
    } else {
      answer.isSilent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BoolIfExists, aws:MultiFactorAuthPresent, true, true",
    "NumericLessThanIfExists, aws:MultiFactorAuthAge, 3600, true",
    "StringEqualsIfExists, aws:ResourceTag/team, a, true",
    "StringEqualsIfExists, ec2:ResourceTag/team, a, true",
    "StringEqualsIfExists, iam:PermissionsBoundary, a, true",
    "ForAllValues:StringEquals, aws:PrincipalTag/team, a, true",
    "ForAllValues:StringEquals, aws:CalledVia, athena.amazonaws.com, true",
    "ForAllValues:StringEquals, aws:TagKeys, team, false",
    "StringEqualsIfExists, ec2:InstanceType, t3.micro, false",
    "StringEqualsIfExists, aws:RequestedRegion, eu-central-1, false",
    "StringNotEquals, aws:ResourceTag/team, a, false",
    "StringEquals, aws:ResourceTag/team, a, false"
  })
  void reportsKeysThatMayBeAbsent(String operator, String key, String value, boolean reported) {
    String allow = statement(operator, key, "\"" + value + "\"");
    assertThat(speaks("KeyMayBeAbsent", allow)).isEqualTo(reported);
    assertThat(speaks("KeyMayBeAbsent", allow.replace("Allow", "Deny"))).isFalse();
  }

  @Test
  void aKeyThatAnotherConditionAsksForIsThere() {
    String both =
        """
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": {
          "ForAllValues:StringEquals": {"aws:PrincipalTag/team": "a"},
          "%s": {"AWS:principaltag/team": "%s"}}}
        """;
    assertThat(speaks("KeyMayBeAbsent", both.formatted("Null", "false"))).isFalse();
    assertThat(speaks("KeyMayBeAbsent", both.formatted("StringLike", "*"))).isFalse();
    assertThat(speaks("KeyMayBeAbsent", both.formatted("Null", "true"))).isTrue();
    assertThat(speaks("KeyMayBeAbsent", both.formatted("StringNotEquals", "b"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringEquals             | aws:SourceIp          | true
          Bool                     | aws:username          | true
          NumericLessThan          | aws:CurrentTime       | true
          ArnLike                  | aws:username          | true
          ArnLike                  | aws:PrincipalTag/a    | false
          ArnLike                  | kms:EncryptionContext:aws:s3:arn | false
          IpAddress                | aws:SourceVpc         | true
          StringEquals             | aws:PrincipalArn      | false
          StringLike               | aws:PrincipalArn      | false
          ArnLike                  | aws:PrincipalArn      | false
          DateLessThan             | aws:EpochTime         | false
          NumericLessThan          | aws:EpochTime         | false
          Null                     | aws:SourceIp          | false
          StringEquals             | unheard:key           | false
          """)
  void comparesTypes(String operator, String key, boolean reported) {
    assertThat(speaks("MistypedCondition", statement(operator, key, "\"1\""))).isEqualTo(reported);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringEquals              | aws:TagKeys  | true
          StringNotLikeIfExists     | aws:TagKeys  | true
          ForAnyValue:StringEquals  | aws:TagKeys  | false
          ForAllValues:StringEquals | aws:TagKeys  | false
          Null                      | aws:TagKeys  | false
          StringEquals              | aws:username | false
          StringEquals              | unheard:key  | false
          """)
  void asksHowManyValuesMustCompare(String operator, String key, boolean reported) {
    assertThat(speaks("MissingQualifier", statement(operator, key, "\"a\""))).isEqualTo(reported);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringLike              | aws:PrincipalArn       | arn:aws:iam::*:role/a | ArnLike
          StringNotLikeIfExists   | aws:PrincipalArn       | arn:aws:iam::*:role/a | ArnNotLikeIfExists
          ForAnyValue:StringLike  | aws:PrincipalArn       | arn:aws:iam::?:role/a | ForAnyValue:ArnLike
          StringLike              | aws:PrincipalArn       | *                     |
          StringLike              | aws:PrincipalArn       | arn:aws:iam::111122223333:role/a |
          StringEquals            | aws:PrincipalArn       | arn:aws:iam::*:role/a |
          StringLike              | aws:PrincipalTag/a     | a*                    |
          StringLike              | aws:FederatedProvider  | a*                    |
          """)
  void saysHowArnsAreMatched(String operator, String key, String value, String better) {
    RuleTester.Answer answer =
        RuleTester.of(rule("StringLikeOnArn"))
            .onStatement(statement(operator, key, "\"" + value + "\""));
    if (better == null) {
      answer.isSilent();
    } else {
      assertThat(answer.reports().getFirst().fix()).contains("write `%s`".formatted(better));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringEquals              | a*      | StringLike
          StringNotEqualsIfExists   | a?      | StringNotLikeIfExists
          ForAnyValue:StringEquals  | *       | ForAnyValue:StringLike
          StringEqualsIgnoreCase    | a*      | StringLike
          StringLike                | a*      |
          ArnEquals                 | a*      |
          StringEquals              | a${*}   |
          StringEquals              | ${aws:username} |
          """)
  void findsWildcardsThatAreNone(String operator, String value, String better) {
    RuleTester.Answer answer =
        RuleTester.of(rule("WildcardWithoutLike"))
            .onStatement(statement(operator, "aws:PrincipalTag/a", "\"" + value + "\""));
    if (better == null) {
      answer.isSilent();
    } else {
      assertThat(answer.reports().getFirst().fix()).contains("write `%s`".formatted(better));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike, aws:PrincipalOrgID, o-*, true",
    "StringNotLike, aws:SourceVpc, vpc-0?, true",
    "StringLike, aws:userid, AROA*, true",
    "StringLike, aws:userid, *:alice, true",
    "StringLike, aws:userid, AROA12:*, false",
    "StringLike, aws:userid, ${aws:PrincipalTag/a}*, false",
    "StringLike, aws:PrincipalOrgID, o-a1b2c3d4e5, false",
    "StringEquals, aws:PrincipalOrgID, o-*, false",
    "StringLike, aws:PrincipalTag/a, o-*, false"
  })
  void findsWildcardsInSensitiveKeys(String operator, String key, String value, boolean reported) {
    assertThat(speaks("WildcardInSensitiveKey", statement(operator, key, "\"" + value + "\"")))
        .isEqualTo(reported);
  }

  @ParameterizedTest
  @CsvSource({
    "aws:SourceVpc, vpc-1, true",
    "aws:SourceVpc, vpc-0a1b2c3d, false",
    "aws:SourceVpce, vpc-0a1b2c3d, true",
    "aws:SourceVpce, vpce-0a1b2c3d4e5f67890, false",
    "aws:ResourceAccount, 1111-2222-3333, true",
    "aws:ResourceAccount, ${aws:PrincipalAccount}, false",
    "aws:PrincipalOrgID, example, true",
    "iam:PassedToService, lambda, true",
    "iam:PassedToService, arn:aws:iam::111122223333:role/a, true",
    "iam:PassedToService, lambda.amazonaws.com, false",
    "iam:PassedToService, *.amazonaws.com, false",
    "kms:ViaService, s3.eu-central-1.amazonaws.com, false",
    "ec2:InstanceType, t3micro, true",
    "ec2:InstanceType, u-6tb1.112xlarge, false",
    "s3:x-amz-server-side-encryption-aws-kms-key-id, alias/mine, true",
    "s3:x-amz-server-side-encryption-aws-kms-key-id, arn:aws:kms:eu-west-1:111122223333:key/1, false",
    "aws:PrincipalTag/vpc, vpc-1, false"
  })
  void knowsTheFormsOfValues(String key, String value, boolean reported) {
    assertThat(
            speaks("ImpossibleConditionValue", statement("StringLike", key, "\"" + value + "\"")))
        .isEqualTo(reported);
  }

  @ParameterizedTest
  @CsvSource({
    "IpAddress, aws:SourceIp, 10.1.2.3, true",
    "NotIpAddress, aws:SourceIp, 172.31.0.0/16, true",
    "IpAddress, aws:SourceIp, 192.168.0.0/16, true",
    "IpAddress, aws:SourceIp, 100.64.0.0/10, true",
    "IpAddress, aws:SourceIp, fd00::/8, true",
    "IpAddress, aws:SourceIp, 10.0.0.0/7, false",
    "IpAddress, aws:SourceIp, 172.32.0.0/16, false",
    "IpAddress, aws:SourceIp, 0.0.0.0/0, false",
    "IpAddress, aws:SourceIp, 2001:db8::/32, false",
    "IpAddress, aws:VpcSourceIp, 10.1.2.3, false"
  })
  void findsPrivateAddresses(String operator, String key, String value, boolean reported) {
    assertThat(speaks("PrivateSourceIp", statement(operator, key, "\"" + value + "\"")))
        .isEqualTo(reported);
  }

  @ParameterizedTest
  @CsvSource({
    "NumericEquals, ten, true",
    "NumericEquals, -1.5, false",
    "Bool, yes, true",
    "Bool, True, false",
    "Null, 0, true",
    "BinaryEquals, a*b, true",
    "BinaryEquals, QmluYXJ5, false",
    "StringEquals, ten, false",
    "DateEquals, ten, false"
  })
  void findsValuesOfOtherTypes(String operator, String value, boolean reported) {
    assertThat(
            speaks(
                "MistypedConditionValue", statement(operator, "aws:username", "\"" + value + "\"")))
        .isEqualTo(reported);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DateLessThan | 1798761599      | write the date, as in `2026-12-31T23:59:59Z`
          DateLessThan | 2026            |
          DateLessThan | 2026-12-31      |
          IpAddress    | 203.0.113.77/24 | write `203.0.113.0/24`
          IpAddress    | 203.0.113.77/0  | write `0.0.0.0/0`
          IpAddress    | 203.0.113.77    |
          IpAddress    | 203.0.113.76/30 |
          IpAddress    | 999.0.113.77/24 |
          NumericEquals| 1798761599      |
          """)
  void saysHowValuesAreWrittenClearly(String operator, String value, String fix) {
    RuleTester.Answer answer =
        RuleTester.of(rule("UnclearConditionValue"))
            .onStatement(statement(operator, "a:b", "\"" + value + "\""));
    if (fix == null) {
      answer.isSilent();
    } else {
      assertThat(answer.reports().getFirst().fix()).contains(fix);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AttributesWithoutSelect, StringEquals, dynamodb:Attributes, Allow, true",
    "AttributesWithoutSelect, StringEquals, dynamodb:Attributes, Deny, false",
    "AttributesWithoutSelect, StringEquals, dynamodb:Select, Allow, false",
    "PrefixInNegation, StringNotLike, s3:prefix, Allow, true",
    "PrefixInNegation, StringNotEquals, s3:prefix, Allow, true",
    "PrefixInNegation, StringLike, s3:prefix, Deny, true",
    "PrefixInNegation, StringLike, s3:prefix, Allow, false",
    "PrefixInNegation, StringNotLike, s3:prefix, Deny, false",
    "PrefixInNegation, StringNotLike, s3:delimiter, Allow, false",
    "UntrustworthyKey, StringLike, aws:Referer, Allow, true",
    "UntrustworthyKey, StringLike, AWS:useragent, Allow, true",
    "UntrustworthyKey, StringLike, aws:Referer, Deny, false",
    "UnpairedKey, IpAddress, aws:VpcSourceIp, Allow, true",
    "UnpairedKey, IpAddress, aws:VpcSourceIp, Deny, true",
    "UnpairedKey, IpAddress, aws:SourceIp, Allow, false"
  })
  void knowsTheTrapsOfSingleKeys(
      String id, String operator, String key, String effect, boolean reported) {
    assertThat(speaks(id, statement(operator, key, "\"10.0.0.1\"").replace("Allow", effect)))
        .isEqualTo(reported);
  }

  @Test
  void attributesAreLimitedWhereTheyMustBeNamed() {
    String both =
        """
        {"Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": {
          "ForAllValues:StringEquals": {"dynamodb:Attributes": ["a"]},
          "%s": {"dynamodb:Select": "%s"}}}
        """;
    assertThat(
            speaks(
                "AttributesWithoutSelect",
                both.formatted("StringEqualsIfExists", "SPECIFIC_ATTRIBUTES")))
        .isFalse();
    assertThat(speaks("AttributesWithoutSelect", both.formatted("StringEquals", "COUNT"))).isTrue();
    assertThat(
            speaks(
                "AttributesWithoutSelect",
                both.formatted("StringNotEquals", "SPECIFIC_ATTRIBUTES")))
        .isTrue();
  }
}
