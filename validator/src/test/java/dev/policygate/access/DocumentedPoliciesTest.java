package dev.policygate.access;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Whole identity policies that the IAM User Guide shows, and what it says of them. The pages that
 * were gone through, with {@link DocumentedEvaluationTest} and {@link DocumentedConditionsTest};
 * examples of resource policies on them are left out:
 *
 * <ul>
 *   <li>reference_policies_evaluation-logic,
 *       reference_policies_evaluation-logic_policy-eval-basics-single-account,
 *       access_policies_boundaries
 *   <li>reference_policies_elements_action, _notaction, _resource, _notresource, _condition
 *   <li>reference_policies_elements_condition_operators
 *   <li>reference_policies_condition-logic-multiple-context-keys-or-values,
 *       reference_policies_condition-single-vs-multi-valued-context-keys,
 *       reference_policies_condition_examples-single-valued-context-keys,
 *       reference_policies_condition_examples-multi-valued-context-keys
 *   <li>reference_policies_variables
 * </ul>
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html">IAM User
 *     Guide, policy reference</a>
 */
class DocumentedPoliciesTest {

  private static final String USER = "arn:aws:iam::111122223333:user/";
  private static final String BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket";

  @Nested
  class Operators {

    @Test
    void stringEqualsTakesATagThatThePrincipalMustHave() {
      Holder holder = keysWhen("\"StringEquals\": {\"aws:PrincipalTag/job-category\": \"admin\"}");
      holder.may("iam:CreateAccessKey", USER + "a", "aws:PrincipalTag/job-category=admin");
      holder.mayNot("iam:CreateAccessKey", USER + "a", "aws:PrincipalTag/job-category=Admin");
      holder.mayNot("iam:CreateAccessKey", USER + "a");
    }

    @Test
    void stringLikeWithAVariableGivesEachUserAHomeFolder() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": ["s3:ListAllMyBuckets", "s3:GetBucketLocation"],
               "Resource": "arn:aws:s3:::*"}\
              """,
              """
              {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
               "Condition": {"StringLike":
                 {"s3:prefix": ["", "home/", "home/${aws:username}/"]}}}\
              """,
              """
              {"Effect": "Allow", "Action": "s3:*",
               "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}",
                            "arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}/*"]}\
              """);
      holder.may("s3:GetBucketLocation", BUCKET, "aws:username=bob");
      holder.may("s3:ListBucket", BUCKET, "aws:username=bob", "s3:prefix=home/bob/");
      holder.mayNot("s3:ListBucket", BUCKET, "aws:username=bob", "s3:prefix=home/alice/");
      holder.may("s3:PutObject", BUCKET + "/home/bob/x", "aws:username=bob");
      holder.mayNot("s3:PutObject", BUCKET + "/home/alice/x", "aws:username=bob");
    }

    @Test
    void dateGreaterThanIsFalseForCredentialsThatAreNotTemporary() {
      keysWhen("\"DateGreaterThan\": {\"aws:TokenIssueTime\": \"2020-01-01T00:00:01Z\"}")
          .mayNot("iam:CreateAccessKey", USER + "a");
    }

    @Test
    void ipAddressIsFalseForRequestsThroughAnEndpoint() {
      Holder holder = keysWhen("\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}");
      holder.may("iam:CreateAccessKey", USER + "a", "aws:SourceIp=203.0.113.0");
      holder.mayNot("iam:CreateAccessKey", USER + "a", "aws:SourceIp=203.0.114.0");
      holder.mayNot("iam:CreateAccessKey", USER + "a", "aws:VpcSourceIp=203.0.113.7");
    }

    @Test
    void anIpAddressWithoutPrefixIsOneAddress() {
      Holder holder = keysWhen("\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.7\"}");
      holder.may("iam:CreateAccessKey", USER + "a", "aws:SourceIp=203.0.113.7");
      holder.mayNot("iam:CreateAccessKey", USER + "a", "aws:SourceIp=203.0.113.8");
    }

    @Test
    void stringLikeMatchesAcrossColonsWhereArnLikeDoesNot() {
      String pattern = "arn:aws:someservice:*:111122223333:finance/*";
      String value =
          "aws:SourceArn=arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt";
      keysWhen("\"StringLike\": {\"aws:SourceArn\": \"%s\"}".formatted(pattern))
          .may("iam:CreateAccessKey", USER + "a", value);
      keysWhen("\"ArnLike\": {\"aws:SourceArn\": \"%s\"}".formatted(pattern))
          .mayNot("iam:CreateAccessKey", USER + "a", value);
    }

    @Test
    void arnNotEqualsIsTheOppositeOfArnEquals() {
      Holder holder = keysWhen("\"ArnNotEquals\": {\"aws:SourceArn\": \"arn:aws:sns:*:1:t\"}");
      holder.mayNot("iam:CreateAccessKey", USER + "a", "aws:SourceArn=arn:aws:sns:r:1:t");
      holder.may("iam:CreateAccessKey", USER + "a", "aws:SourceArn=arn:aws:sns:r:1:u");
      holder.may("iam:CreateAccessKey", USER + "a");
    }

    @Test
    void nullForbidsTemporaryCredentials() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:*", "Resource": "*",
               "Condition": {"Null": {"aws:TokenIssueTime": "true"}}}\
              """);
      holder.may("ec2:RunInstances", "*");
      holder.mayNot("ec2:RunInstances", "*", "aws:TokenIssueTime=2020-01-01T00:00:01Z");
    }

    private static Holder keysWhen(String condition) {
      return Holder.of(
          """
          {"Effect": "Allow", "Action": "iam:*AccessKey*",
           "Resource": "arn:aws:iam::111122223333:user/*", "Condition": {%s}}\
          """
              .formatted(condition));
    }
  }

  @Nested
  class IfExists {

    private static final String SUBNET = "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1";
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:111122223333:instance/*";

    @Test
    void aKeyThatSomeResourcesLackFailsForThemWithoutIt() {
      Holder holder = running("StringLike");
      holder.may("ec2:RunInstances", INSTANCE, "ec2:InstanceType=t2.micro");
      holder.mayNot("ec2:RunInstances", SUBNET);
    }

    @Test
    void aKeyThatSomeResourcesLackIsLeftOutForThemWithIt() {
      Holder holder = running("StringLikeIfExists");
      holder.may("ec2:RunInstances", INSTANCE, "ec2:InstanceType=t2.micro");
      holder.mayNot("ec2:RunInstances", INSTANCE, "ec2:InstanceType=p4d.24xlarge");
      holder.may("ec2:RunInstances", SUBNET);
      holder.may("ec2:DescribeImages", "*");
    }

    @Test
    void aNegatedOperatorInADenyStillRefusesWhereTheKeyIsMissing() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}\
              """,
              """
              {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition":
                {"StringNotEqualsIfExists": {"aws:PrincipalTag/team": "blue"}}}\
              """);
      holder.isRefused("s3:GetObject", BUCKET + "/k");
      holder.isRefused("s3:GetObject", BUCKET + "/k", "aws:PrincipalTag/team=red");
      holder.may("s3:GetObject", BUCKET + "/k", "aws:PrincipalTag/team=blue");
    }

    private static Holder running(String operator) {
      return Holder.of(
          """
          {"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*",
           "Condition": {"%s": {"ec2:InstanceType": ["t1.*", "t2.*", "m3.*"]}}}\
          """
              .formatted(operator),
          """
          {"Effect": "Allow", "Action": ["ec2:DescribeImages", "ec2:DescribeVpcs"],
           "Resource": "*"}\
          """);
    }
  }

  @Nested
  class SingleValuedKeys {

    private static final String VOLUME = "arn:aws:ec2:us-east-1:123456789012:volume/vol-1";

    @Test
    void volumesAreTaggedWithAProjectAndNotInProduction() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:CreateTags",
               "Resource": "arn:aws:ec2:us-east-1:123456789012:volume/*",
               "Condition": {"StringLike": {"aws:RequestTag/project": "*"},
                             "StringNotEquals": {"aws:ResourceTag/environment": "production"}}}\
              """);
      holder.may(
          "ec2:CreateTags", VOLUME, "aws:RequestTag/project=f3", "aws:ResourceTag/environment=QA");
      holder.may("ec2:CreateTags", VOLUME, "aws:RequestTag/project=f3");
      holder.mayNot("ec2:CreateTags", VOLUME, "aws:ResourceTag/environment=QA");
      holder.mayNot(
          "ec2:CreateTags",
          VOLUME,
          "aws:RequestTag/project=f3",
          "aws:ResourceTag/environment=production");
    }

    @Test
    void eachOfSeveralKeysNeedsOneOfItsValues() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:CreateVolume", "Resource": "*", "Condition":
                {"StringEquals": {"aws:RequestTag/environment": ["preprod", "storage"],
                                  "aws:PrincipalTag/department": ["a", "b"]}}}\
              """);
      holder.may(
          "ec2:CreateVolume",
          VOLUME,
          "aws:RequestTag/environment=storage",
          "aws:PrincipalTag/department=a");
      holder.mayNot(
          "ec2:CreateVolume",
          VOLUME,
          "aws:RequestTag/environment=storage",
          "aws:PrincipalTag/department=c");
      holder.mayNot("ec2:CreateVolume", VOLUME, "aws:RequestTag/environment=storage");
    }
  }

  @Nested
  class MultivaluedKeys {

    @Test
    void forAnyValueRefusesSnapshotsWithOneOfTheTagKeys() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:CreateSnapshot", "Resource": "*"}\
              """,
              """
              {"Effect": "Deny", "Action": "ec2:CreateSnapshot", "Resource": "arn:aws:ec2:us-west-2::snapshot/*",
               "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["environment", "webserver"]}}}\
              """);
      String snapshot = "arn:aws:ec2:us-west-2::snapshot/snap-1";
      holder.isRefused("ec2:CreateSnapshot", snapshot, "aws:TagKeys=webserver", "aws:TagKeys=x");
      holder.may("ec2:CreateSnapshot", snapshot, "aws:TagKeys=Webserver");
      holder.may("ec2:CreateSnapshot", snapshot);
    }

    @Test
    void forAllValuesTakesAnEmptyValueForNone() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition":
                {"ForAllValues:StringEquals": {"aws:TagKeys": "environment"}}}\
              """);
      holder.may("ec2:CreateTags", "*", "aws:TagKeys=");
      holder.mayNot("ec2:CreateTags", "*", "aws:TagKeys=team");
    }

    @Test
    void forAnyValueIsFalseForAnEmptyValue() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*", "Condition":
                {"ForAnyValue:StringLike": {"aws:TagKeys": "*"}}}\
              """)
          .mayNot("ec2:CreateTags", "*", "aws:TagKeys=");
    }
  }

  @Nested
  class Variables {

    @Test
    void usersManageTheirOwnAccessKeys() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": ["iam:*AccessKey*"],
               "Resource": ["arn:aws:iam::111122223333:user/${aws:username}"]}\
              """);
      holder.may("iam:CreateAccessKey", USER + "David", "aws:username=David");
      holder.mayNot("iam:CreateAccessKey", USER + "Adele", "aws:username=David");
    }

    @Test
    void usersHaveAQueueOfTheirName() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "sqs:*",
               "Resource": "arn:aws:sqs:us-east-2:*:${aws:username}-queue"}\
              """);
      holder.may(
          "sqs:SendMessage", "arn:aws:sqs:us-east-2:111122223333:bob-queue", "aws:username=bob");
      holder.mayNot(
          "sqs:SendMessage", "arn:aws:sqs:us-east-2:111122223333:eve-queue", "aws:username=bob");
      holder.mayNot(
          "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:bob-queue", "aws:username=bob");
    }

    @Test
    void standInStringConditionsBesideOthers() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "sns:*", "Resource": "*", "Condition":
                {"StringLike": {"sns:endpoint": "https://example.com/${aws:username}/*"},
                 "StringEquals": {"sns:Protocol": "https"}}}\
              """);
      holder.may(
          "sns:Subscribe",
          "*",
          "aws:username=bob",
          "sns:Protocol=https",
          "sns:endpoint=https://example.com/bob/x");
      holder.mayNot(
          "sns:Subscribe",
          "*",
          "aws:username=bob",
          "sns:Protocol=https",
          "sns:endpoint=https://example.com/eve/x");
    }

    @Test
    void standInArnConditions() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition":
                {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/${aws:username}"}}}\
              """);
      holder.may("s3:GetObject", "*", "aws:username=bob", "aws:PrincipalArn=" + USER + "bob");
      holder.mayNot("s3:GetObject", "*", "aws:username=bob", "aws:PrincipalArn=" + USER + "eve");
    }

    @Test
    void withoutAValueMakeTheStatementFailUnlessIfExistsHelps() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition":
                {"StringEqualsIfExists": {"aws:ResourceTag/owner": "${aws:username}"}}}\
              """);
      holder.may("s3:GetObject", "*");
      holder.mayNot("s3:GetObject", "*", "aws:ResourceTag/owner=bob");
    }

    @Test
    void aTagMustHaveOneOfItsValues() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": ["iam:*user*"], "Resource": "*", "Condition":
                {"StringLike": {"iam:ResourceTag/costCenter": ["12345", "67890"]}}}\
              """);
      holder.may("iam:GetUser", USER + "a", "iam:ResourceTag/costCenter=67890");
      holder.mayNot("iam:GetUser", USER + "a", "iam:ResourceTag/costCenter=");
      holder.mayNot("iam:GetUser", USER + "a");
    }
  }

  @Nested
  class Boundaries {

    private final Holder delegate =
        Holder.of(
                """
                {"Effect": "Allow", "Action": ["iam:CreateUser", "iam:PutUserPolicy"], "Resource": "*",
                 "Condition": {"StringEquals":
                   {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/XCompanyBoundaries"}}}\
                """,
                """
                {"Effect": "Allow", "Action": ["cloudwatch:*", "iam:GetUser"], "Resource": "*"}\
                """,
                """
                {"Effect": "Deny", "Action": "iam:DeletePolicy",
                 "Resource": "arn:aws:iam::111122223333:policy/XCompanyBoundaries"}\
                """)
            .within(
                """
                {"Effect": "Allow", "Action": "iam:*", "Resource": "*"}\
                """);

    @Test
    void aDelegateCreatesUsersWithTheBoundaryOnly() {
      delegate.may(
          "iam:CreateUser",
          USER + "nikhil",
          "iam:PermissionsBoundary=arn:aws:iam::111122223333:policy/XCompanyBoundaries");
      delegate.mayNot("iam:CreateUser", USER + "nikhil");
      delegate.mayNot(
          "iam:CreateUser",
          USER + "nikhil",
          "iam:PermissionsBoundary=arn:aws:iam::111122223333:policy/Other");
    }

    @Test
    void whatIsNotInBothIsNotAllowed() {
      delegate.may("iam:GetUser", USER + "a");
      delegate.mayNot("cloudwatch:PutMetricData", "*");
      delegate.mayNot("iam:DeleteUser", USER + "a");
    }

    @Test
    void aDenyInTheIdentityPolicyOverridesTheBoundary() {
      delegate.isRefused("iam:DeletePolicy", "arn:aws:iam::111122223333:policy/XCompanyBoundaries");
    }

    @Test
    void aDenyInTheBoundaryOverridesTheIdentityPolicy() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}\
              """)
          .within(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}\
              """,
              """
              {"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}\
              """)
          .isRefused("s3:DeleteBucket", BUCKET);
    }
  }

  @Nested
  class NotElements {

    @Test
    void notActionInADenyOutsideOfSomeRegions() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}\
              """,
              """
              {"Effect": "Deny", "NotAction": ["cloudfront:*", "iam:*", "support:*"], "Resource": "*",
               "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]}}}\
              """);
      holder.isRefused("ec2:RunInstances", "*", "aws:RequestedRegion=us-east-1");
      holder.may("ec2:RunInstances", "*", "aws:RequestedRegion=eu-west-1");
      holder.may("iam:CreateUser", USER + "a", "aws:RequestedRegion=us-east-1");
    }

    @Test
    void notResourceInAnAllowGrantsAllOtherResources() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "s3:*",
               "NotResource": ["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"]}\
              """);
      holder.may("s3:DeleteBucket", BUCKET);
      holder.mayNot("s3:GetObject", "arn:aws:s3:::HRBucket/Payroll/2026.csv");
    }
  }
}
