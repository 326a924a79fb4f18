package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Set;

/**
 * Rejects statements that allow every action but a few.
 *
 * <p>What they allow grows with every service that AWS adds, and nobody is asked.
 */
final class AllowNotAction implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error("AllowNotAction", "Every action is allowed but a few");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess");
  }

  @Override
  public List<Violation> check(Statement statement) {
    return statement.allows() && statement.action() instanceof ActionElement.NotAction element
        ? List.of(
            Violation.at(
                element.location(),
                "`NotAction` with `Allow` allows every action but those it names, also those that AWS adds",
                "name the actions that are needed in `Action`, or deny those that are not"))
        : List.of();
  }
}
