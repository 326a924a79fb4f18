package dev.policygate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionScopeTest {

  /** What STS takes as a session policy, in characters. */
  private static final int MOST = 2_048;

  @Test
  void aRejectionMayOnlyBeToldAsAFailure() {
    assertThat(new SessionScope.ReportFailure().policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "[\"codepipeline:PutJobFailureResult\"],\"Resource\":\"*\"}]}");
  }

  @Test
  void aPublicationIsOfOnePolicy() {
    String arn = "arn:aws:iam::222222222222:policy/policy-gate/Team";
    assertThat(new SessionScope.Publish(arn).policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "[\"iam:CreatePolicy\",\"iam:CreatePolicyVersion\",\"iam:DeletePolicyVersion\","
                + "\"iam:GetPolicy\",\"iam:GetPolicyVersion\",\"iam:ListPolicyVersions\","
                + "\"iam:TagPolicy\"],\"Resource\":\""
                + arn
                + "\"},{\"Effect\":\"Allow\",\"Action\":[\"codepipeline:PutJobFailureResult\","
                + "\"codepipeline:PutJobSuccessResult\"],\"Resource\":\"*\"}]}");
  }

  @Test
  void theLongestArnLeavesRoom() {
    String longest =
        "arn:aws-us-gov:iam::222222222222:policy/" + "p".repeat(510) + "/" + "n".repeat(128);
    assertThat(new SessionScope.Publish(longest).policy()).hasSizeLessThan(MOST);
  }
}
