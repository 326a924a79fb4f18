package dev.policygate.rules;

import dev.policygate.access.ActionNames;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Warns of actions that AWS is not known to have, where they matter little. */
final class UnknownActionHere implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnknownActionHere", "AWS is not known to have the action");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "InvalidAction", "UnknownAction", "WholeService");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      Optional<Violation> violation = check(pattern);
      if (violation.isPresent()) {
        violations.add(violation.get());
      }
    }
    return violations;
  }

  private static Optional<Violation> check(Located<ActionPattern> pattern) {
    Catalog catalog = Catalog.bundled();
    String text = pattern.value().text();
    return text.indexOf(':') <= 0 || ActionNames.isKnown(text, catalog)
        ? Optional.empty()
        : Optional.of(
            Violation.at(
                pattern.location(),
                "AWS has no action `" + text + "` (catalogue of " + catalog.date() + ")",
                UnknownAction.fix(text, catalog, "correct it, or leave it out")));
  }
}
