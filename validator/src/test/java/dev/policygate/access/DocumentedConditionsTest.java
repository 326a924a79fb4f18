package dev.policygate.access;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the IAM User Guide shows of conditions, for identity policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     User Guide, condition operators</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">IAM
 *     User Guide, conditions with several keys or values</a>
 */
class DocumentedConditionsTest {

  private static Holder when(String condition) {
    return Holder.of(
        "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {%s}}"
            .formatted(condition));
  }

  private static final String ACTION = "ec2:RunInstances";
  private static final String ANY = "*";

  @Nested
  class Logic {

    @Test
    void severalKeysMustAllMatch() {
      Holder holder =
          when(
              """
              "StringEquals": {"aws:PrincipalTag/department": "finance",
                               "aws:PrincipalTag/role": "audit"}""");
      holder.may(ACTION, ANY, "aws:PrincipalTag/department=finance", "aws:PrincipalTag/role=audit");
      holder.mayNot(ACTION, ANY, "aws:PrincipalTag/department=finance");
    }

    @Test
    void severalOperatorsMustAllMatch() {
      Holder holder =
          when(
              """
              "StringEquals": {"aws:username": "johndoe"},
              "IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"]}""");
      holder.may(ACTION, ANY, "aws:username=johndoe", "aws:SourceIp=203.0.113.9");
      holder.mayNot(ACTION, ANY, "aws:username=johndoe", "aws:SourceIp=198.51.100.1");
    }

    @Test
    void oneOfSeveralValuesIsEnough() {
      Holder holder =
          when(
              """
              "StringEquals": {"aws:PrincipalTag/department": ["finance", "hr", "legal"]}""");
      holder.may(ACTION, ANY, "aws:PrincipalTag/department=hr");
      holder.mayNot(ACTION, ANY, "aws:PrincipalTag/department=it");
    }

    @Test
    void ofSeveralValuesANegatedOperatorMustMatchNone() {
      Holder holder =
          when(
              """
              "StringNotEquals": {"aws:PrincipalTag/department": ["hr", "it"]}""");
      holder.may(ACTION, ANY, "aws:PrincipalTag/department=finance");
      holder.mayNot(ACTION, ANY, "aws:PrincipalTag/department=it");
    }

    @Test
    void anAbsentKeyMatchesNothing() {
      when("""
              "StringEquals": {"aws:username": "john"}""")
          .mayNot(ACTION, ANY);
    }

    @Test
    void anAbsentKeyFulfilsANegatedOperator() {
      when("""
              "StringNotLike": {"aws:username": "john*"}, "ArnNotLike":
                {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}""")
          .may(ACTION, ANY);
    }

    @Test
    void namesOfKeysIgnoreCaseAndValuesMindIt() {
      Holder holder =
          when(
              """
              "StringEquals": {"AWS:UserName": "john"}""");
      holder.may(ACTION, ANY, "aws:username=john");
      holder.mayNot(ACTION, ANY, "aws:username=John");
    }
  }

  @Nested
  class Operators {

    @Test
    void stringEqualsIgnoreCaseTakesJohnForJohn() {
      when("""
              "StringEqualsIgnoreCase": {"aws:username": "john"}""")
          .may(ACTION, ANY, "aws:username=John");
    }

    @Test
    void stringLikeFindsAHomeFolder() {
      Holder holder =
          when(
              """
              "StringLike": {"s3:prefix": ["", "home/", "home/${aws:username}/*"]}""");
      holder.may("s3:ListBucket", ANY, "s3:prefix=home/bob/x", "aws:username=bob");
      holder.may("s3:ListBucket", ANY, "s3:prefix=", "aws:username=bob");
      holder.mayNot("s3:ListBucket", ANY, "s3:prefix=home/alice/x", "aws:username=bob");
    }

    @Test
    void numericLessThanEqualsLimitsMaxKeys() {
      Holder holder =
          when(
              """
              "NumericLessThanEquals": {"s3:max-keys": "10"}""");
      holder.may("s3:ListBucket", ANY, "s3:max-keys=10");
      holder.mayNot("s3:ListBucket", ANY, "s3:max-keys=11");
      holder.mayNot("s3:ListBucket", ANY);
    }

    @Test
    void dateGreaterThanLimitsTheAgeOfCredentials() {
      Holder holder =
          when(
              """
              "DateGreaterThan": {"aws:TokenIssueTime": "2020-01-01T00:00:01Z"}""");
      holder.may(ACTION, ANY, "aws:TokenIssueTime=2020-01-01T00:00:02Z");
      holder.mayNot(ACTION, ANY, "aws:TokenIssueTime=2020-01-01T00:00:01Z");
    }

    @Test
    void boolDeniesRequestsWithoutEncryption() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "s3:*", "Resource": "*",
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}""");
      holder.isRefused("s3:GetObject", "arn:aws:s3:::b/k", "aws:SecureTransport=false");
      holder.may("s3:GetObject", "arn:aws:s3:::b/k", "aws:SecureTransport=true");
    }

    @Test
    void binaryEqualsComparesBytes() {
      Holder holder =
          when(
              """
              "BinaryEquals": {"acme:key": "QmluYXJ5VmFsdWVJbkJhc2U2NA=="}""");
      holder.may(ACTION, ANY, "acme:key=QmluYXJ5VmFsdWVJbkJhc2U2NA==");
      holder.mayNot(ACTION, ANY, "acme:key=AAAA");
    }

    @Test
    void ipAddressTakesBlocksOfBothVersions() {
      Holder holder =
          when(
              """
              "IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:DB8:1234:5678::/64"]}""");
      holder.may(ACTION, ANY, "aws:SourceIp=203.0.113.255");
      holder.may(ACTION, ANY, "aws:SourceIp=2001:db8:1234:5678::1");
      holder.mayNot(ACTION, ANY, "aws:SourceIp=2001:db8:1234:5679::1");
    }

    @Test
    void notIpAddressRefusesAllFromElsewhere() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition":
                {"NotIpAddress": {"aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"]}}}""")
          .isRefused(ACTION, ANY, "aws:SourceIp=198.51.100.7");
    }

    @Test
    void arnOperatorsCompareEachSegment() {
      Holder holder =
          when(
              """
              "ArnLike": {"aws:SourceArn": "arn:aws:sns:*:123456789012:TOPIC-*"}""");
      holder.may(ACTION, ANY, "aws:SourceArn=arn:aws:sns:us-east-1:123456789012:TOPIC-ID");
      holder.mayNot(ACTION, ANY, "aws:SourceArn=arn:aws:sns:us-east-1:111122223333:TOPIC-ID");
      holder.mayNot(ACTION, ANY, "aws:SourceArn=arn:aws:sns:a:b:123456789012:TOPIC-ID");
    }

    @Test
    void arnEqualsIsLikeArnLike() {
      when("""
              "ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::123456789012:user/*"}""")
          .may(ACTION, ANY, "aws:PrincipalArn=arn:aws:iam::123456789012:user/a");
    }

    @Test
    void nullAsksWhetherTheKeyIsAbsent() {
      Holder temporary =
          when(
              """
              "Null": {"aws:TokenIssueTime": "true"}""");
      temporary.may(ACTION, ANY);
      temporary.mayNot(ACTION, ANY, "aws:TokenIssueTime=2020-01-01T00:00:01Z");
      when("""
              "Null": {"aws:TokenIssueTime": "false"}""")
          .may(ACTION, ANY, "aws:TokenIssueTime=2020-01-01T00:00:01Z");
    }
  }

  @Nested
  class IfExists {

    private final Holder instances =
        when(
            """
            "StringLikeIfExists": {"ec2:InstanceType": ["t1.*", "t2.*", "m3.*"]}""");

    @Test
    void looksAtAKeyThatIsThere() {
      instances.may(ACTION, "arn:aws:ec2:eu-west-1:1:instance/*", "ec2:InstanceType=t2.micro");
      instances.mayNot(ACTION, "arn:aws:ec2:eu-west-1:1:instance/*", "ec2:InstanceType=p4.large");
    }

    @Test
    void letsRequestsWithoutTheKeyThrough() {
      instances.may(ACTION, "arn:aws:ec2:eu-west-1:1:subnet/subnet-1");
    }

    @Test
    void inADenyRefusesWhereTheKeyIsAbsentToo() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "*", "Resource": "*",
               "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}""")
          .isRefused(ACTION, ANY);
    }
  }

  @Nested
  class Sets {

    @Test
    void forAllValuesAllowsOnlyTheseTagKeys() {
      Holder holder =
          when(
              """
              "ForAllValues:StringEquals": {"aws:TagKeys": ["environment", "cost-center"]}""");
      holder.may(ACTION, ANY, "aws:TagKeys=environment");
      holder.may(ACTION, ANY, "aws:TagKeys=environment", "aws:TagKeys=cost-center");
      holder.mayNot(ACTION, ANY, "aws:TagKeys=environment", "aws:TagKeys=team");
    }

    @Test
    void forAllValuesHoldsWithoutTheKeyUnlessNullForbidsIt() {
      when("""
              "ForAllValues:StringEquals": {"aws:TagKeys": ["environment"]}""")
          .may(ACTION, ANY);
      when("""
              "ForAllValues:StringEquals": {"aws:TagKeys": ["environment"]},
              "Null": {"aws:TagKeys": "false"}""")
          .mayNot(ACTION, ANY);
    }

    @Test
    void forAnyValueNeedsOneAndSomething() {
      Holder holder =
          when(
              """
              "ForAnyValue:StringEquals": {"aws:TagKeys": ["environment", "webserver"]}""");
      holder.may(ACTION, ANY, "aws:TagKeys=webserver", "aws:TagKeys=other");
      holder.mayNot(ACTION, ANY, "aws:TagKeys=other");
      holder.mayNot(ACTION, ANY);
    }

    @Test
    void forAllValuesLimitsTheAttributesOfATable() {
      Holder holder =
          when(
              """
              "ForAllValues:StringEquals": {"dynamodb:Attributes": ["ID", "Message", "Tags"]}""");
      holder.may("dynamodb:GetItem", ANY, "dynamodb:Attributes=ID", "dynamodb:Attributes=Tags");
      holder.mayNot(
          "dynamodb:GetItem", ANY, "dynamodb:Attributes=ID", "dynamodb:Attributes=UserName");
    }

    @Test
    void denyWithForAnyValueRefusesOneOfTheAttributes() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "dynamodb:PutItem", "Resource": "*", "Condition":
                {"ForAnyValue:StringEquals": {"dynamodb:Attributes": ["ID", "PostDateTime"]}}}""")
          .isRefused(
              "dynamodb:PutItem", ANY, "dynamodb:Attributes=Message", "dynamodb:Attributes=ID");
    }

    @Test
    void denyWithForAllValuesRefusesOnlyWhereEveryKeyHasThePrefix() {
      Holder holder =
          Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "iam:Tag*", "Resource": "*", "Condition":
                {"Null": {"aws:TagKeys": "false"},
                 "ForAllValues:StringLike": {"aws:TagKeys": "key1*"}}}""");
      holder.isRefused("iam:TagUser", ANY, "aws:TagKeys=key1-a", "aws:TagKeys=key1-b");
      holder.may("iam:TagUser", ANY, "aws:TagKeys=key1-a", "aws:TagKeys=other");
      holder.may("iam:TagUser", ANY);
    }

    @Test
    void denyWithForAnyValueRefusesWhereOneKeyHasThePrefix() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "iam:Tag*", "Resource": "*", "Condition":
                {"ForAnyValue:StringLike": {"aws:TagKeys": "key1*"}}}""")
          .isRefused("iam:TagUser", ANY, "aws:TagKeys=key1-a", "aws:TagKeys=other");
    }

    @Test
    void denyWithForAnyValueAndANegatedOperatorRefusesAnyOtherValue() {
      Holder.of(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"}""",
              """
              {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition":
                {"ForAnyValue:StringNotEquals": {"aws:TagKeys": ["environment"]}}}""")
          .isRefused(ACTION, ANY, "aws:TagKeys=environment", "aws:TagKeys=team");
    }
  }
}
