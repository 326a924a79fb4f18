package dev.policygate.rules;

import dev.policygate.testing.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnscopedServiceLinkedRoleTest {

  private static final String WIDE =
      "{\"Effect\": \"Allow\", \"Action\": \"iam:CreateServiceLinkedRole\", \"Resource\": \"*\"}";

  private final RuleTester rule = RuleTester.of(new UnscopedServiceLinkedRole());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Action\": \"iam:CreateServiceLinkedRole\", \"Resource\": \"*\"",
        "\"Action\": \"iam:*\", \"Resource\": \"arn:aws:iam::*:role/aws-service-role/*\"",
        "\"Action\": \"iam:Create*\", \"Resource\": \"arn:aws:iam::111122223333:role/*\"",
      })
  void reportsResourcesThatHoldTheRoleOfAnyService(String rest) {
    rule.onStatement("{\"Effect\": \"Allow\", " + rest + "}").reportsAt("/Resource");
  }

  @Test
  void saysSoOfNotResource() {
    rule.onStatement(
            """
            {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
             "NotResource": "arn:aws:iam::*:role/aws-service-role/spot.amazonaws.com/*"}
            """)
        .reports(
            "/NotResource", "`NotResource` lets the holder create the linked role of any service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"StringEquals", "StringLike", "ForAnyValue:StringEquals"})
  void isSilentWhenTheServiceIsNamed(String operator) {
    rule.onStatement(
            WIDE.replace(
                "}",
                ", \"Condition\": {\"%s\": {\"iam:AWSServiceName\": \"ecs.amazonaws.com\"}}}"
                    .formatted(operator)))
        .isSilent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"StringEqualsIfExists", "StringNotEquals", "ForAllValues:StringLike"})
  void reportsConditionsThatHoldWithoutIt(String operator) {
    rule.onStatement(
            WIDE.replace(
                "}",
                ", \"Condition\": {\"%s\": {\"iam:AWSServiceName\": \"ecs.amazonaws.com\"}}}"
                    .formatted(operator)))
        .reportsAt("/Resource");
  }

  @Test
  void doesNotBlameWhatTheCentralDeniesTakeAway() {
    rule.sealedBy(
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Central", "Effect": "Deny", "Action": "iam:*", "Resource": "*"}]}
            """)
        .onStatement(WIDE)
        .isSilent();
  }

  @Test
  void isSilentOnDenyAndOnOtherActions() {
    rule.onStatement(WIDE.replace("Allow", "Deny")).isSilent();
    rule.onStatement(WIDE.replace("CreateServiceLinkedRole", "DeleteServiceLinkedRole")).isSilent();
  }

  @Test
  void isSilentWhereTheRoleIsNamed() {
    rule.onStatement(
            """
            {"Effect": "Allow", "Action": "iam:CreateServiceLinkedRole",
             "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/*"}
            """)
        .isSilent();
  }
}
