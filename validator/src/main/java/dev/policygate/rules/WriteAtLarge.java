package dev.policygate.rules;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of actions that change things on every resource although they could be given for some.
 *
 * <p>An action that only works on {@code *} is not blamed for its star, nor is one for what it
 * makes where AWS gives the new thing its id, or for the one thing of its kind that an account has:
 * nobody can name these more narrowly.
 */
final class WriteAtLarge implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("WriteAtLarge", "Anything can be changed, though resources could be named");

  /** How the names of actions start that make something. */
  private static final Set<String> MAKING =
      Set.of("Allocate", "Copy", "Create", "Import", "Provision", "Request", "Restore", "Run");

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
    Reach reach = subject.reach();
    return PowersAtLarge.violations(
        reach,
        Set.of(Power.WRITE, Power.IDENTITY_TAGS, Power.SERVICE_LINKED_ROLE),
        action -> grant(reach, action),
        found ->
            Violation.at(
                found.first().action().location(),
                found.entry() + " on " + found.resources() + " changes what nobody named",
                Fixes.nameTheResource(found, reach)));
  }

  private static Optional<Grant> grant(Reach reach, String action) {
    Optional<Action> known = reach.catalog().action(action);
    if (known.isEmpty() || !reach.effectOf(action).targets().isEmpty()) {
      return reach.atLarge(action);
    }
    List<String> types =
        known.get().resourceTypes().stream()
            .filter(resource -> Fixes.hasNames(resource) && !isNamedByAws(resource, known.get()))
            .map(resource -> resource.type().name())
            .toList();
    if (types.isEmpty()) {
      return Optional.empty();
    }
    return types.size() == known.get().resourceTypes().size()
        ? reach.atLarge(action)
        : reach.atLargeOn(action, types);
  }

  /** Whether a resource is made by the action and gets an id then, so that nobody can name it. */
  private static boolean isNamedByAws(ActionResource resource, Action action) {
    return MAKING.stream().anyMatch(action.name()::startsWith)
        && Fixes.isSpokenOf(resource, action)
        && resource.type().arns().stream()
            .allMatch(arn -> arn.resourceVariables() == 1 && arn.resource().endsWith("Id}"));
  }
}
