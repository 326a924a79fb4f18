package dev.policygate.rules.catalogue;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.rules.catalogue.ResourceForms.Written;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Warns of resources to which none of the actions beside them is done, where others of the
 * statement's resources have one: the action that was meant is missing.
 */
final class ResourceNeverApplies implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "ResourceNeverApplies", "None of the actions is done to a resource beside them");

  private final ResourceForms forms;

  ResourceNeverApplies(ResourceForms forms) {
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
    List<Located<ActionPattern>> actions = ResourceForms.actionsOf(statement);
    List<Violation> violations = new ArrayList<>();
    if (actions.isEmpty()) {
      return violations;
    }
    boolean oneApplies = false;
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      Written written = Written.of(resource);
      if (isTakenByOneOf(actions, written)) {
        oneApplies = true;
      } else if (written.arn().isPresent() && forms.isOfKnownForm(written.arn().get(), statement)) {
        violations.add(
            Violation.at(
                resource.location(),
                "none of these actions is done to `%s` (catalogue of %s)"
                    .formatted(written.text(), forms.date()),
                "leave it out, or add the action that is meant"));
      }
    }
    // Where none applies, it is the actions that are told so.
    return oneApplies ? violations : List.of();
  }

  private boolean isTakenByOneOf(List<Located<ActionPattern>> actions, Written resource) {
    for (Located<ActionPattern> action : actions) {
      if (forms.takes(action.value(), resource)) {
        return true;
      }
    }
    return false;
  }
}
