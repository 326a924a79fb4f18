package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.policy.Condition;
import dev.policygate.testing.Policies;
import dev.policygate.testing.RuleTester;
import dev.policygate.validation.RequiredCondition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingConditionTest {

  private static final RuleTester REGION =
      requiring("{\"StringEquals\": {\"aws:RequestedRegion\": \"eu-central-1\"}}");

  private static RuleTester requiring(String condition) {
    List<Condition> conditions =
        Policies.parse(
                """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*",
                 "Resource": "*", "Condition": %s}}
                """
                    .formatted(condition),
                "profile.json")
            .statements()
            .getFirst()
            .conditions();
    return RuleTester.of(
        new MissingCondition(
            List.of(new RequiredCondition(List.of("*"), List.of("*"), conditions))));
  }

  private static String allow(String action, String rest) {
    return "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"*\"%s}"
        .formatted(action, rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account:ListRegions",
        "billing:GetBillingData",
        "budgets:ViewBudget",
        "ce:GetCostAndUsage",
        "cloudfront:CreateInvalidation",
        "devicefarm:ListProjects",
        "ec2:DescribeRegions",
        "ecr-public:DescribeRegistries",
        "globalaccelerator:ListAccelerators",
        "health:DescribeEvents",
        "iam:GetRole",
        "iam:PassRole",
        "networkmanager:DescribeGlobalNetworks",
        "notifications:ListNotificationHubs",
        "organizations:DescribeOrganization",
        "route53:ListHostedZones",
        "route53domains:ListDomains",
        "s3:GetAccountPublicAccessBlock",
        "s3:ListAllMyBuckets",
        "shield:DescribeSubscription",
        "sts:AssumeRole",
        "support:DescribeCases",
        "trustedadvisor:DescribeChecks",
        "waf:ListWebACLs"
      })
  void asksNoRegionOfWhatHasNone(String action) {
    REGION.onStatement(allow(action, "")).isSilent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acm:ListCertificates",
        "config:DescribeConfigRules",
        "ec2:DescribeInstances",
        "kms:ListKeys",
        "s3:GetObject",
        "sso:ListInstances",
        "wafv2:ListWebACLs"
      })
  void asksARegionOfWhatHasOneAlthoughAwsExemptsSomeOfIt(String action) {
    REGION.onStatement(allow(action, "")).reportsAt("/Action");
    REGION
        .onStatement(
            allow(
                action,
                ", \"Condition\": {\"StringEquals\": {\"aws:RequestedRegion\": \"eu-central-1\"}}"))
        .isSilent();
  }

  @Test
  void asksAnythingElseOfServicesWithoutARegionToo() {
    requiring("{\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}")
        .onStatement(allow("iam:PassRole", ""))
        .reportsAt("/Action");
  }

  @Test
  void saysWhereTheConditionGoesBesideAnother() {
    assertThat(
            REGION
                .onStatement(
                    allow(
                        "rds:StopDBInstance",
                        ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}"))
                .reports())
        .extracting(report -> report.fix().orElseThrow())
        .containsExactly(
            "add to the `Condition` of the statement: \"StringEquals\": {\"aws:RequestedRegion\":"
                + " \"eu-central-1\"}");
  }
}
