package dev.policygate.access;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the IAM User Guide shows of evaluation, {@code NotAction}, {@code NotResource}, resources
 * and variables, for identity policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM
 *     User Guide, JSON policy element reference</a>
 */
class DocumentedEvaluationTest {

  private static final String ALLOW_S3 =
      """
      {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}""";
  private static final String ALLOW_ALL =
      """
      {"Effect": "Allow", "Action": "*", "Resource": "*"}""";
  private static final String OBJECT = "arn:aws:s3:::amzn-s3-demo-bucket/key";

  @Nested
  class Logic {

    @Test
    void byDefaultEverythingIsDenied() {
      Holder.of(ALLOW_S3).mayNot("ec2:DescribeInstances", "*");
    }

    @Test
    void anAllowOverridesTheDefault() {
      Holder.of(ALLOW_S3).may("s3:GetObject", OBJECT);
    }

    @Test
    void anExplicitDenyOverridesEveryAllow() {
      Holder.of(
              ALLOW_ALL,
              """
              {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::*/key"}""")
          .isRefused("s3:GetObject", OBJECT);
    }

    @Test
    void aBoundaryLimitsWhatIdentityPoliciesGrant() {
      Holder holder =
          Holder.of(
                  """
                  {"Effect": "Allow", "Action": "iam:CreateUser", "Resource": "*"}""")
              .within(
                  """
                  {"Effect": "Allow", "Action": ["s3:*", "cloudwatch:*", "ec2:*"], "Resource": "*"}""");
      holder.mayNot("iam:CreateUser", "arn:aws:iam::111122223333:user/shirley");
    }

    @Test
    void aBoundaryGrantsNothing() {
      Holder.of(ALLOW_S3).within(ALLOW_ALL).mayNot("ec2:RunInstances", "*");
    }

    @Test
    void everyLevelOfServiceControlPoliciesMustAllow() {
      Holder holder = Holder.of(ALLOW_ALL).under(ALLOW_ALL).under(ALLOW_S3);
      holder.may("s3:GetObject", OBJECT);
      holder.mayNot("ec2:RunInstances", "*");
    }

    @Test
    void aServiceControlPolicyMayDeny() {
      Holder.of(ALLOW_ALL)
          .under(
              ALLOW_ALL,
              """
              {"Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*"}""")
          .isRefused("organizations:LeaveOrganization", "*");
    }
  }

  @Nested
  class NotAction {

    @Test
    void withAllowGrantsEverythingElseOnTheResource() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "NotAction": "s3:DeleteBucket", "Resource": "arn:aws:s3:::*"}""");
      holder.may("s3:ListBucket", "arn:aws:s3:::amzn-s3-demo-bucket");
      holder.mayNot("s3:DeleteBucket", "arn:aws:s3:::amzn-s3-demo-bucket");
      holder.mayNot("s3:ListAllMyBuckets", "*");
    }

    @Test
    void withAllowReachesEveryServiceButOne() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}""");
      holder.may("ec2:RunInstances", "*");
      holder.mayNot("iam:CreateUser", "arn:aws:iam::111122223333:user/a");
    }

    @Test
    void withDenyRefusesAllElseAndGrantsNothing() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*",
               "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}""");
      holder.isRefused("s3:GetObject", OBJECT, "aws:MultiFactorAuthPresent=false");
      holder.isRefused("s3:GetObject", OBJECT);
      holder.mayNot("s3:GetObject", OBJECT, "aws:MultiFactorAuthPresent=true");
      holder.mayNot("iam:CreateUser", "arn:aws:iam::111122223333:user/a");
    }
  }

  @Nested
  class NotResource {

    private final Holder holder =
        Holder.of(
            ALLOW_ALL,
            """
            {"Effect": "Deny", "Action": "s3:*",
             "NotResource": ["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"]}""");

    @Test
    void withDenyRefusesAllOtherResources() {
      holder.isRefused("s3:GetObject", "arn:aws:s3:::HRBucket/Other");
      holder.isRefused("s3:ListAllMyBuckets", "*");
    }

    @Test
    void withDenySparesThoseThatAreListed() {
      holder.may("s3:GetObject", "arn:aws:s3:::HRBucket/Payroll/2026.csv");
    }
  }

  @Nested
  class Names {

    @Test
    void actionsIgnoreCase() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "IAM:listaccesskeys", "Resource": "*"}""")
          .may("iam:ListAccessKeys", "arn:aws:iam::111122223333:user/a");
    }

    @Test
    void aStarInAnActionStandsForAnyCharacters() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "iam:*AccessKey*", "Resource": "*"}""");
      holder.may("iam:UpdateAccessKey", "*");
      holder.may("iam:ListAccessKeys", "*");
      holder.mayNot("iam:ListUsers", "*");
    }

    @Test
    void resourcesMindCase() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::Bucket/*"}""")
          .mayNot("s3:GetObject", "arn:aws:s3:::bucket/key");
    }

    @Test
    void wildcardsStandForPartsOfAPath() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "iam:*",
               "Resource": "arn:aws:iam::123456789012:user/Development/product_1234/*"}""");
      holder.may("iam:GetUser", "arn:aws:iam::123456789012:user/Development/product_1234/a/b");
      holder.mayNot("iam:GetUser", "arn:aws:iam::123456789012:user/Development/product_1235/a");
    }

    @Test
    void aQuestionMarkStandsForOneCharacter() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/????/*"}""");
      holder.may("s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/1234/x");
      holder.mayNot("s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/12345/x");
    }

    @Test
    void aWildcardDoesNotGoBeyondItsSegment() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:us-*-1:111122223333:q"}""")
          .mayNot("sqs:SendMessage", "arn:aws:sqs:us-east-2:1-1:111122223333:q");
    }

    @Test
    void aStarAtTheEndStandsForWhatIsNotWritten() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*"}""")
          .may("sqs:SendMessage", "arn:aws:sqs:us-east-2:111122223333:q");
    }
  }

  @Nested
  class Variables {

    private final Holder home =
        Holder.of(
            """
            {"Effect": "Allow", "Action": ["s3:ListBucket"],
             "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket"],
             "Condition": {"StringLike": {"s3:prefix": ["${aws:username}/*"]}}}""",
            """
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
             "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*"]}""");

    @Test
    void standForTheNameOfWhoAsks() {
      home.may("s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/bob/x", "aws:username=bob");
      home.mayNot("s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/alice/x", "aws:username=bob");
      home.may(
          "s3:ListBucket",
          "arn:aws:s3:::amzn-s3-demo-bucket",
          "aws:username=bob",
          "s3:prefix=bob/x");
    }

    @Test
    void matchNothingWithoutAValue() {
      home.mayNot("s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/bob/x");
    }

    @Test
    void holdValuesInWhichAStarIsNoWildcard() {
      home.mayNot("s3:GetObject", "arn:aws:s3:::amzn-s3-demo-bucket/bob/x", "aws:username=*");
    }

    @Test
    void mayNameATagOfThePrincipal() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*",
               "Resource": "arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*"}""");
      holder.may("s3:GetObject", "arn:aws:s3:::bucket/yellow/x", "aws:PrincipalTag/team=yellow");
      holder.mayNot("s3:GetObject", "arn:aws:s3:::bucket/yellow/x");
    }

    @Test
    void haveTheirDefaultWhereTheKeyIsAbsent() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*",
               "Resource": "arn:aws:s3:::bucket-${aws:PrincipalTag/team, 'company-wide'}/*"}""");
      holder.may("s3:GetObject", "arn:aws:s3:::bucket-company-wide/x");
      holder.may("s3:GetObject", "arn:aws:s3:::bucket-red/x", "aws:PrincipalTag/team=red");
      holder.mayNot(
          "s3:GetObject", "arn:aws:s3:::bucket-company-wide/x", "aws:PrincipalTag/team=red");
    }

    @Test
    void haveNoValueWhereTheKeyHasSeveral() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${aws:TagKeys}"}""")
          .mayNot("s3:GetObject", "arn:aws:s3:::b/x", "aws:TagKeys=x", "aws:TagKeys=y");
    }

    @Test
    void standForSpecialCharactersThemselves() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${*}${?}${$}"}""");
      holder.may("s3:GetObject", "arn:aws:s3:::b/*?$");
      holder.mayNot("s3:GetObject", "arn:aws:s3:::b/xy$");
    }

    @Test
    void compareKeysWithEachOther() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*",
               "Condition": {"StringEquals":
                 {"aws:ResourceTag/department": "${aws:PrincipalTag/department}"}}}""");
      holder.may(
          "ec2:StartInstances",
          "*",
          "aws:ResourceTag/department=qa",
          "aws:PrincipalTag/department=qa");
      holder.mayNot("ec2:StartInstances", "*", "aws:ResourceTag/department=qa");
    }
  }
}
