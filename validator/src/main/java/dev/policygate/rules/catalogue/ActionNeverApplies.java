package dev.policygate.rules.catalogue;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Statement;
import dev.policygate.rules.catalogue.ResourceForms.Written;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of actions that are done to none of the resources that their statement names: what looks
 * granted is not.
 */
final class ActionNeverApplies implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "ActionNeverApplies", "An action is done to none of the resources beside it");

  private final ResourceForms forms;

  ActionNeverApplies(ResourceForms forms) {
    this.forms = forms;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("InvalidAction", "InvalidResource");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    List<Located<ActionPattern>> actions = ResourceForms.actionsOf(statement);
    List<Written> resources = actions.isEmpty() ? List.of() : ResourceForms.resourcesOf(statement);
    for (Located<ActionPattern> action : actions) {
      if (!takesOneOf(action.value(), resources)) {
        violations.add(violation(action, statement));
      }
    }
    return violations;
  }

  private boolean takesOneOf(ActionPattern action, List<Written> resources) {
    for (Written resource : resources) {
      if (forms.takes(action, resource)) {
        return true;
      }
    }
    return false;
  }

  private Violation violation(Located<ActionPattern> action, Statement statement) {
    ActionPattern pattern = action.value();
    String nothing = statement.allows() ? "allows" : "denies";
    if (forms.isOnlyOnEverything(pattern)) {
      return Violation.at(
          action.location(),
          "`%s` works on `*` alone, so this %s nothing (catalogue of %s)"
              .formatted(pattern.text(), nothing, forms.date()),
          "move it to a statement of its own with `\"Resource\": \"*\"`");
    }
    Optional<String> example = forms.exampleFor(pattern);
    return Violation.at(
        action.location(),
        "`%s` is done to none of these resources, so this %s nothing (catalogue of %s)"
            .formatted(pattern.text(), nothing, forms.date()),
        example.isPresent()
            ? "name what it is done to, as in `" + example.get() + "`"
            : "leave it out, or name what it is done to");
  }
}
