package dev.policygate.rules;

import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects statements that allow something on every resource but a few.
 *
 * <p>What they reach grows with every resource that anybody creates. Listing is spared: what it
 * shows is no more than names.
 */
final class AllowNotResource implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error("AllowNotResource", "Something is allowed on every resource but a few");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of(
        "AccountSettings",
        "AdministratorAccess",
        "AllowNotAction",
        "CodeChangeAtLarge",
        "CredentialsAtLarge",
        "DataChangeAtLarge",
        "DataReadAtLarge",
        "PrivilegeEscalation",
        "RunAsOthers",
        "SecretsAtLarge",
        "SharingAtLarge",
        "UnscopedAssumeRole",
        "UnscopedPassRole",
        "WholeService");
  }

  @Override
  public List<Violation> check(Statement statement) {
    return statement.allows()
            && statement.resource() instanceof ResourceElement.NotResource element
            && !onlyLists(statement)
        ? List.of(
            Violation.at(
                element.location(),
                "`NotResource` with `Allow` reaches every resource but those it names, also those of others",
                "name the resources that are needed in `Resource`"))
        : List.of();
  }

  private static boolean onlyLists(Statement statement) {
    if (!(statement.action() instanceof ActionElement.Action(var patterns, _))) {
      return false;
    }
    for (Located<ActionPattern> pattern : patterns) {
      if (!isListing(pattern.value())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isListing(ActionPattern pattern) {
    Optional<Action> action = Catalog.bundled().action(pattern.text());
    return action.isPresent() && action.get().accessLevel() == AccessLevel.LIST;
  }
}
