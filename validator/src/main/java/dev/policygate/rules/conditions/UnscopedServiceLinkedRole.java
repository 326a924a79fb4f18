package dev.policygate.rules.conditions;

import dev.policygate.access.NamePattern;
import dev.policygate.access.Patterns;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Set;

/**
 * Warns of creating service-linked roles for any service: each comes with permissions that its
 * service chose.
 */
final class UnscopedServiceLinkedRole implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnscopedServiceLinkedRole", "Roles of any service may be created");

  private static final String ACTION = "iam:CreateServiceLinkedRole";

  /** The role of a service that nobody means. */
  private static final String ANY_ROLE =
      "arn:aws:iam::111122223333:role/aws-service-role/zq7x9k2w.amazonaws.com/zq7x9k2w";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "AllowNotAction", "AllowNotResource", "WholeService");
  }

  @Override
  public List<Violation> check(Statement statement) {
    if (!statement.allows() || !holdsAction(statement.action()) || namesService(statement)) {
      return List.of();
    }
    if (statement.resource() instanceof ResourceElement.NotResource(_, var location)) {
      return List.of(violation(new Located<>("NotResource", location)));
    }
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      String text = resource.value().text();
      if (Patterns.covers(ArnPattern.loosened(text), ANY_ROLE)) {
        return List.of(violation(new Located<>(text, resource.location())));
      }
    }
    return List.of();
  }

  private static Violation violation(Located<String> wide) {
    return Violation.at(
        wide.location(),
        "`%s` lets the holder create the linked role of any service".formatted(wide.value()),
        "name the role, or add a condition on `iam:AWSServiceName`");
  }

  private static boolean holdsAction(ActionElement element) {
    boolean named = false;
    for (Located<ActionPattern> pattern : element.patterns()) {
      named |= NamePattern.of(pattern.value().text()).matches(ACTION);
    }
    return named == element instanceof ActionElement.Action;
  }

  private static boolean namesService(Statement statement) {
    for (Condition condition : statement.conditions()) {
      if (condition.foldedKey().equals("iam:awsservicename") && !condition.holdsWithoutKey()) {
        return true;
      }
    }
    return false;
  }
}
