package dev.policygate.rules;

import dev.policygate.testing.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tags the holder can set, so that a condition on them narrows nothing. */
class SettableTagsTest {

  private static final RuleTester SHELLS = RuleTester.of(new RunAsOthers());

  private static final String SESSION =
      statement(
          "Allow", "ssm:StartSession", "{\"StringEquals\": {\"aws:ResourceTag/team\": \"a\"}}");

  private static String statement(String effect, String action, String condition) {
    return ("{\"Effect\": \"%s\", \"Action\": \"%s\","
            + " \"Resource\": \"arn:aws:ec2:eu-central-1:111122223333:instance/*\", \"Condition\": %s}")
        .formatted(effect, action, condition);
  }

  private static String tagging(String condition) {
    return statement("Allow", "ec2:CreateTags", condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"Name\", \"cost\"]}}",
        "{\"StringEquals\": {\"ec2:CreateAction\": \"RunInstances\"}}",
        "{\"StringEquals\": {\"aws:ResourceTag/team\": \"a\"}}",
        "{\"StringEquals\": {\"aws:ResourceTag/owner\": \"a\"}}",
        "{\"Null\": {\"aws:RequestTag/team\": \"true\"}}"
      })
  void narrowWhereTheHolderSetsOthersOnly(String condition) {
    SHELLS.onStatements(SESSION, tagging(condition)).isSilent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"Name\", \"team\"]}}",
        "{\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"Name\", \"TEAM\"]}}",
        "{\"ForAllValues:StringLike\": {\"aws:TagKeys\": [\"te*\"]}}",
        "{\"ForAnyValue:StringEquals\": {\"aws:TagKeys\": [\"Name\"]}}",
        "{\"StringEquals\": {\"aws:RequestTag/team\": \"a\"}}",
        "{\"StringEquals\": {\"aws:RequestTag/owner\": \"a\"}}",
        "{\"StringEquals\": {\"aws:RequestedRegion\": \"eu-central-1\"}}"
      })
  void doNotNarrowWhereTheHolderSetsThem(String condition) {
    SHELLS.onStatements(SESSION, tagging(condition)).reportsAt("/Statement/0/Action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ForAnyValue:StringEqualsIgnoreCase\": {\"aws:TagKeys\": [\"team\"]}}",
        "{\"Null\": {\"aws:RequestTag/Team\": \"false\"}}"
      })
  void narrowWhereADenyTakesThemAway(String condition) {
    SHELLS
        .onStatements(SESSION, tagging("{}"), statement("Deny", "ec2:CreateTags", condition))
        .isSilent();
  }

  /** A tag {@code Team} fulfils a condition on {@code aws:ResourceTag/team}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ForAnyValue:StringEquals\": {\"aws:TagKeys\": [\"team\"]}}",
        "{\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"team\"]}}",
        "{\"StringEquals\": {\"aws:RequestTag/team\": \"b\"}}"
      })
  void doNotNarrowWhereADenyLeavesAWay(String condition) {
    SHELLS
        .onStatements(SESSION, tagging("{}"), statement("Deny", "ec2:CreateTags", condition))
        .reportsAt("/Statement/0/Action");
  }

  @Test
  void doNotNarrowWhereOneTagLeadsToTheOther() {
    SHELLS
        .onStatements(
            SESSION,
            tagging("{\"StringEquals\": {\"aws:ResourceTag/owner\": \"a\"}}"),
            tagging("{\"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"owner\"]}}"))
        .reportsAt("/Statement/0/Action");
  }

  @Test
  void narrowWhereEachNeedsTheOtherFirst() {
    SHELLS
        .onStatements(
            SESSION,
            tagging(
                "{\"StringEquals\": {\"aws:ResourceTag/owner\": \"a\"},"
                    + " \"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"team\"]}}"),
            tagging(
                "{\"StringEquals\": {\"aws:ResourceTag/team\": \"a\"},"
                    + " \"ForAllValues:StringEquals\": {\"aws:TagKeys\": [\"owner\"]}}"))
        .isSilent();
  }
}
