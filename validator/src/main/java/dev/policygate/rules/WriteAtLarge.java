package dev.policygate.rules;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.rules.PowersAtLarge.Found;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
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

  private static final Set<Power> POWERS =
      Set.of(Power.WRITE, Power.IDENTITY_TAGS, Power.SERVICE_LINKED_ROLE);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "UnscopedServiceLinkedRole", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    Reach reach = subject.reach();
    List<Violation> violations = new ArrayList<>();
    for (Found found : PowersAtLarge.of(reach, POWERS, new OnWhatCanBeNamed(reach))) {
      violations.add(
          found.violation(
              found.entry() + " on " + found.resources() + " changes what nobody named",
              Fixes.nameOrTagTheResource(found, reach)));
    }
    return violations;
  }

  /** At large, on resources that a policy could have named. */
  private record OnWhatCanBeNamed(Reach reach) implements PowersAtLarge.Asked {

    @Override
    public Optional<Grant> find(String action) {
      Optional<Action> known = reach.catalog().action(action);
      if (known.isEmpty() || !reach.effectOf(action).targets().isEmpty()) {
        return reach.atLarge(action);
      }
      List<String> types = new ArrayList<>();
      for (ActionResource resource : known.get().resourceTypes()) {
        if (Fixes.hasNames(resource) && !isNamedByAws(resource, known.get())) {
          types.add(resource.type().name());
        }
      }
      if (types.isEmpty()) {
        return Optional.empty();
      }
      return types.size() == known.get().resourceTypes().size()
          ? reach.atLarge(action)
          : reach.atLargeOn(action, types);
    }
  }

  /** Whether a resource is made by the action and gets an id then, so that nobody can name it. */
  private static boolean isNamedByAws(ActionResource resource, Action action) {
    if (!Fixes.makesSomething(action) || !Fixes.isSpokenOf(resource, action)) {
      return false;
    }
    for (ArnTemplate arn : resource.type().arns()) {
      if (arn.resourceVariables() != 1 || !arn.resource().endsWith("Id}")) {
        return false;
      }
    }
    return true;
  }
}
