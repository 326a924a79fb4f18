package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.reach.Confinement;
import dev.policygate.testing.Policies;
import dev.policygate.testing.RuleTester;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions make less of what is at large, and which only look so. */
class NarrowingTest {

  private static final RuleTester DATA = RuleTester.of(new DataReadAtLarge());
  private static final RuleTester SECRETS = RuleTester.of(new SecretsAtLarge());
  private static final RuleTester SHELLS = RuleTester.of(new RunAsOthers());

  private static String allow(String action, String condition) {
    return "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"*\", \"Condition\": %s}"
        .formatted(action, condition);
  }

  /** The key may be absent, and then the condition holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEqualsIfExists\": {\"s3:ExistingObjectTag/team\": \"a\"}}",
        "{\"StringEqualsIfExists\": {\"aws:ResourceTag/team\": \"a\"}}",
        "{\"StringLikeIfExists\": {\"aws:ResourceTag/team\": \"a-*\"}}",
        "{\"ArnLikeIfExists\": {\"aws:SourceArn\": \"arn:aws:s3:::mine\"}}",
        "{\"ForAllValues:StringEquals\": {\"s3:ExistingObjectTag/team\": [\"a\"]}}",
        "{\"ForAllValues:StringEquals\": {\"aws:CalledVia\": [\"athena.amazonaws.com\"]}}",
        "{\"StringNotEquals\": {\"aws:ResourceTag/team\": \"b\"}}",
        "{\"Null\": {\"aws:ResourceTag/team\": \"true\"}}"
      })
  void doNotNarrowReadingWhereTheirKeyMayBeAbsent(String condition) {
    DATA.onStatement(allow("s3:GetObject", condition)).reportsAt("/Action");
  }

  /** What is true of nearly every request, or fulfilled as the holder likes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Bool\": {\"aws:SecureTransport\": \"true\"}}",
        "{\"BoolIfExists\": {\"aws:SecureTransport\": \"true\"}}",
        "{\"BoolIfExists\": {\"aws:MultiFactorAuthPresent\": \"true\"}}",
        "{\"BoolIfExists\": {\"aws:ViaAWSService\": \"false\"}}",
        "{\"StringEquals\": {\"aws:ResourceAccount\": \"${aws:PrincipalAccount}\"}}",
        "{\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\"}}",
        "{\"StringEquals\": {\"aws:RequestedRegion\": \"eu-central-1\"}}",
        "{\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}}",
        "{\"StringEquals\": {\"aws:SourceVpc\": \"vpc-0a1b2c3d\"}}",
        "{\"DateGreaterThan\": {\"aws:CurrentTime\": \"2020-01-01T00:00:00Z\"}}",
        "{\"StringLike\": {\"s3:ExistingObjectTag/team\": \"*\"}}",
        "{\"StringEquals\": {\"aws:PrincipalTag/team\": \"a\"}}",
        "{\"StringEquals\": {\"aws:RequestTag/team\": \"a\"}}",
        "{\"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}}"
      })
  void doNotNarrowReadingWhereTheyHoldAnyway(String condition) {
    DATA.onStatement(allow("s3:GetObject", condition)).reportsAt("/Action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\": {\"s3:ExistingObjectTag/team\": \"a\"}}",
        "{\"StringEquals\": {\"s3:DataAccessPointArn\": \"arn:aws:s3:eu-central-1:111122223333:accesspoint/a\"}}",
        "{\"ForAnyValue:StringEquals\": {\"aws:CalledVia\": [\"athena.amazonaws.com\"]}}",
        "{\"Bool\": {\"aws:ViaAWSService\": \"true\"}}",
        "{\"StringEqualsIfExists\": {\"s3:ExistingObjectTag/team\": \"a\"},"
            + " \"Null\": {\"s3:ExistingObjectTag/team\": \"false\"}}"
      })
  void narrowReadingWhereTheKeyMustBeThere(String condition) {
    DATA.onStatement(allow("s3:GetObject", condition)).isSilent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEqualsIfExists\": {\"aws:ResourceTag/team\": \"a\"}}",
        "{\"StringEqualsIfExists\": {\"secretsmanager:ResourceTag/team\": \"a\"}}",
        "{\"ForAllValues:StringEquals\": {\"aws:ResourceTag/team\": \"a\"}}",
        "{\"StringEquals\": {\"secretsmanager:VersionStage\": \"AWSCURRENT\"}}"
      })
  void doNotNarrowSecrets(String condition) {
    SECRETS.onStatement(allow("secretsmanager:GetSecretValue", condition)).reportsAt("/Action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\": {\"aws:ResourceTag/team\": \"a\"}}",
        "{\"StringEquals\": {\"secretsmanager:ResourceTag/team\": \"${aws:PrincipalTag/team}\"}}",
        "{\"StringLike\": {\"secretsmanager:SecretId\": \"arn:aws:secretsmanager:*:*:secret:team-a/*\"}}"
      })
  void narrowSecrets(String condition) {
    SECRETS.onStatement(allow("secretsmanager:GetSecretValue", condition)).isSilent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEqualsIfExists\": {\"ssm:resourceTag/team\": \"a\"}}",
        "{\"BoolIfExists\": {\"ssm:SessionDocumentAccessCheck\": \"true\"}}",
        "{\"StringNotEqualsIfExists\": {\"aws:ResourceTag/env\": \"prod\"}}"
      })
  void doNotNarrowShells(String condition) {
    SHELLS.onStatement(allow("ssm:StartSession", condition)).reportsAt("/Action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\": {\"ssm:resourceTag/team\": \"a\"}}",
        "{\"StringLike\": {\"aws:ResourceTag/team\": \"a-*\"}}"
      })
  void narrowShells(String condition) {
    SHELLS.onStatement(allow("ssm:StartSession", condition)).isSilent();
  }

  /** What the rule says where a profile lets a Region and a VPC narrow. */
  private static boolean reportsWhereThePlaceNarrows(SubjectRule rule, String statement) {
    Subject subject =
        Policies.subject(
            Policies.parse(
                "{\"Version\": \"2012-10-17\", \"Statement\": %s}".formatted(statement),
                "policy.json"));
    Set<String> places = Set.of("aws:requestedregion", "aws:sourcevpc");
    return !rule.check(subject.within(new Confinement(places))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\": {\"aws:RequestedRegion\": \"eu-central-1\"}}",
        "{\"StringLike\": {\"aws:RequestedRegion\": \"eu-*\"}}",
        "{\"StringEquals\": {\"aws:SourceVpc\": \"vpc-0a1b2c3d\"}}"
      })
  void narrowWhereTheProfileLetsAPlaceNarrow(String condition) {
    assertThat(reportsWhereThePlaceNarrows(new DataReadAtLarge(), allow("s3:GetObject", condition)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEqualsIfExists\": {\"aws:SourceVpc\": \"vpc-0a1b2c3d\"}}",
        "{\"StringLike\": {\"aws:RequestedRegion\": \"*\"}}",
        "{\"StringEquals\": {\"aws:SourceVpce\": \"vpce-0a1b2c3d\"}}"
      })
  void doNotNarrowThereWhereTheyHoldAnywhereOrAreNotNamed(String condition) {
    assertThat(reportsWhereThePlaceNarrows(new DataReadAtLarge(), allow("s3:GetObject", condition)))
        .isTrue();
  }

  @Test
  void aRegionNarrowsNothingThatHasNone() {
    String inOneRegion = "{\"StringEquals\": {\"aws:RequestedRegion\": \"eu-central-1\"}}";
    assertThat(
            reportsWhereThePlaceNarrows(new UnscopedPassRole(), allow("iam:PassRole", inOneRegion)))
        .isTrue();
    assertThat(reportsWhereThePlaceNarrows(new AdministratorAccess(), allow("*", inOneRegion)))
        .isTrue();
    assertThat(reportsWhereThePlaceNarrows(new WholeService(), allow("ec2:*", inOneRegion)))
        .isFalse();
  }
}
