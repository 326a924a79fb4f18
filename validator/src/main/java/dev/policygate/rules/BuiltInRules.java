package dev.policygate.rules;

import dev.policygate.validation.Rule;
import java.util.List;

/** The rules that come with the gate. */
public final class BuiltInRules {

  /** Within which limits identities may be changed where no profile says otherwise. */
  private static final IdentityLimits DEFAULT_LIMITS =
      new IdentityLimits(List.of("arn:*:iam::*:policy/policy-gate/*"), List.of());

  /** What is the security team's where no profile says otherwise. */
  private static final List<String> DEFAULT_GUARDED =
      List.of(
          "arn:*:cloudtrail:*:*:trail/security-*",
          "arn:*:codepipeline:*:*:policy-gate*",
          "arn:*:events:*:*:rule/*/security-*",
          "arn:*:events:*:*:rule/security-*",
          "arn:*:iam::*:policy/central-*",
          "arn:*:iam::*:policy/policy-gate/*",
          "arn:*:iam::*:role/central-account-*",
          "arn:*:iam::*:role/policy-checker-*",
          "arn:*:iam::*:role/policy-gate-*",
          "arn:*:iam::*:role/security-*",
          "arn:*:kms:*:*:alias/codepipeline-policy-crossaccounts",
          "arn:*:lambda:*:*:function:PolicyChecker*",
          "arn:*:lambda:*:*:function:security-*",
          "arn:*:s3:::policy-gate-*");

  private static final List<Rule> ALL =
      List.of(
          new AccountSettings(),
          new AdministratorAccess(),
          new AdministratorRole(),
          new AllowNotAction(),
          new AllowNotResource(),
          new CentralDenyNotProven(),
          new CodeChangeAtLarge(),
          new CredentialsAtLarge(),
          new CredentialsManagement(DEFAULT_LIMITS),
          new DataChangeAtLarge(),
          new DataReadAtLarge(),
          new DocumentOverQuota(),
          new GuardedResource(DEFAULT_GUARDED),
          new IdentityManagement(DEFAULT_LIMITS),
          new PermissionsManagement(DEFAULT_LIMITS),
          new PrivilegeEscalation(DEFAULT_LIMITS),
          new RunAsOthers(),
          new SecretsAtLarge(),
          new SensitiveReadAtLarge(),
          new SharingAtLarge(),
          new TrustManagement(DEFAULT_LIMITS),
          new UnknownAction(),
          new UnknownActionHere(),
          new UnscopedAssumeRole(),
          new UnscopedPassRole(),
          new WholeService(),
          new WriteAtLarge());

  private BuiltInRules() {}

  /** All of them, sorted by id. */
  public static List<Rule> all() {
    return ALL;
  }
}
