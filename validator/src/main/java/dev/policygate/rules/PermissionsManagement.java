package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.rules.AtLarge.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rejects permissions to change what anybody may do.
 *
 * <p>Whoever may write the permissions, the trust or the credentials of everybody has the
 * permissions of everybody, and no need for the gate.
 */
final class PermissionsManagement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("PermissionsManagement", "Anybody's permissions can be changed");

  /** What an action writes, and the type of resource that it writes it for. */
  private record Writing(String what, String type) {}

  private static final Map<String, Writing> ACTIONS =
      Map.ofEntries(
          Map.entry("iam:AddUserToGroup", new Writing("the members of", "group")),
          Map.entry("iam:AttachGroupPolicy", new Writing("the permissions of", "group")),
          Map.entry("iam:AttachRolePolicy", new Writing("the permissions of", "role")),
          Map.entry("iam:AttachUserPolicy", new Writing("the permissions of", "user")),
          Map.entry("iam:CreateAccessKey", new Writing("the credentials of", "user")),
          Map.entry("iam:CreateLoginProfile", new Writing("the credentials of", "user")),
          Map.entry("iam:CreatePolicyVersion", new Writing("the content of", "policy")),
          Map.entry("iam:DeleteGroupPolicy", new Writing("the permissions of", "group")),
          Map.entry("iam:DeleteRolePermissionsBoundary", new Writing("the boundary of", "role")),
          Map.entry("iam:DeleteRolePolicy", new Writing("the permissions of", "role")),
          Map.entry("iam:DeleteUserPermissionsBoundary", new Writing("the boundary of", "user")),
          Map.entry("iam:DeleteUserPolicy", new Writing("the permissions of", "user")),
          Map.entry("iam:DetachGroupPolicy", new Writing("the permissions of", "group")),
          Map.entry("iam:DetachRolePolicy", new Writing("the permissions of", "role")),
          Map.entry("iam:DetachUserPolicy", new Writing("the permissions of", "user")),
          Map.entry("iam:PutGroupPolicy", new Writing("the permissions of", "group")),
          Map.entry("iam:PutRolePermissionsBoundary", new Writing("the boundary of", "role")),
          Map.entry("iam:PutRolePolicy", new Writing("the permissions of", "role")),
          Map.entry("iam:PutUserPermissionsBoundary", new Writing("the boundary of", "user")),
          Map.entry("iam:PutUserPolicy", new Writing("the permissions of", "user")),
          Map.entry("iam:SetDefaultPolicyVersion", new Writing("the content of", "policy")),
          Map.entry("iam:UpdateAssumeRolePolicy", new Writing("the trust of", "role")),
          Map.entry("iam:UpdateLoginProfile", new Writing("the credentials of", "user")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    AtLarge atLarge = AtLarge.of(subject);
    List<Violation> violations = new ArrayList<>();
    new TreeMap<>(ACTIONS)
        .forEach(
            (action, writing) ->
                atLarge
                    .find(
                        List.of(action),
                        List.of("arn:*:iam::*:%s/%s".formatted(writing.type(), AtLarge.FRESH)))
                    .map(grant -> violation(grant, action, writing))
                    .filter(violation -> isNews(violation, violations))
                    .ifPresent(violations::add));
    return violations;
  }

  private static Violation violation(Grant grant, String action, Writing writing) {
    return Violation.at(
        grant.action().location(),
        "`%s` allows `%s` on every %s, which writes %s anybody"
            .formatted(grant.action().value().text(), action, writing.type(), writing.what()),
        "leave it out: permissions are made through the gate");
  }

  /** One pattern, one finding: {@code iam:*Policy} is not reported ten times. */
  private static boolean isNews(Violation violation, List<Violation> said) {
    return said.stream().noneMatch(other -> other.location().equals(violation.location()));
  }
}
