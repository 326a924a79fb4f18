package dev.policygate.reach;

import dev.policygate.access.NamePattern;
import java.util.List;

/**
 * What is asked of one place, in no Region of the holder's choice: the services and the actions of
 * S3 that AWS exempts in its own Region denies because one endpoint answers them. What AWS exempts
 * besides has Regions, and some use in us-east-1 only (acm, config, kms, wafv2 and others), so a
 * Region may be asked of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html">AWS
 *     Organizations User Guide: deny access to AWS based on the requested Region</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html">AWS
 *     Control Tower Controls Reference: Region deny control</a>
 */
public final class RegionFree {

  /** The condition key of the Region that a request goes to, in lower case. */
  public static final String KEY = "aws:requestedregion";

  /** Patterns of actions, as policies write them. */
  public static final List<String> PATTERNS =
      List.of(
          "account:*",
          "activate:*",
          "artifact:*",
          "aws-marketplace-management:*",
          "aws-marketplace:*",
          "aws-portal:*",
          "billing:*",
          "billingconductor:*",
          "budgets:*",
          "ce:*",
          "chatbot:*",
          "cloudfront:*",
          "consoleapp:*",
          "consolidatedbilling:*",
          "cur:*",
          "devicefarm:*",
          "ec2:DescribeRegions",
          "ecr-public:*",
          "freetier:*",
          "globalaccelerator:*",
          "health:*",
          "iam:*",
          "importexport:*",
          "invoicing:*",
          "iq:*",
          "mobileanalytics:*",
          "networkmanager:*",
          "notifications-contacts:*",
          "notifications:*",
          "organizations:*",
          "payments:*",
          "pricing:*",
          "purchase-orders:*",
          "route53-recovery-cluster:*",
          "route53-recovery-control-config:*",
          "route53-recovery-readiness:*",
          "route53:*",
          "route53domains:*",
          "s3:CreateMultiRegionAccessPoint",
          "s3:DeleteMultiRegionAccessPoint",
          "s3:DescribeMultiRegionAccessPointOperation",
          "s3:GetAccountPublic*",
          "s3:GetMultiRegionAccessPoint*",
          "s3:ListAllMyBuckets",
          "s3:ListMultiRegionAccessPoints",
          "s3:PutAccountPublic*",
          "s3:PutMultiRegionAccessPointPolicy",
          "savingsplans:*",
          "shield:*",
          "sts:*",
          "support:*",
          "supportapp:*",
          "supportplans:*",
          "sustainability:*",
          "tax:*",
          "trustedadvisor:*",
          "waf:*");

  private RegionFree() {}

  /**
   * Whether an action is asked of one place.
   *
   * @param action {@code service:Name}
   */
  static boolean holds(String action) {
    for (String pattern : PATTERNS) {
      if (NamePattern.of(pattern).matches(action)) {
        return true;
      }
    }
    return false;
  }
}
