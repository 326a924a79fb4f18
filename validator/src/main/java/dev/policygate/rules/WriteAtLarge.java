package dev.policygate.rules;

import dev.policygate.catalog.Action;
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
 * <p>An action that only works on {@code *} is not blamed for its star.
 */
final class WriteAtLarge implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("WriteAtLarge", "Anything can be changed, though resources could be named");

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
    return reach.catalog().action(action).filter(Action::isWildcardOnly).isPresent()
        ? Optional.empty()
        : reach.atLarge(action);
  }
}
