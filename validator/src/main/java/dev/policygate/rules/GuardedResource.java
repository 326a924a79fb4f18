package dev.policygate.rules;

import dev.policygate.access.Question;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rejects permissions to touch what belongs to the security team: its functions, roles, trails,
 * keys.
 */
final class GuardedResource implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("GuardedResource", "Something of the security team's can be touched");

  private static final Set<Power> LOOKING =
      EnumSet.of(Power.HARMLESS, Power.CODE_READ, Power.LOG_READ);

  /** ARNs by service. */
  private final Map<String, List<String>> guarded = new TreeMap<>();

  /**
   * Guards resources.
   *
   * @param guarded ARNs with stars, each for text without colons
   */
  GuardedResource(List<String> guarded) {
    for (String arn : guarded) {
      this.guarded.computeIfAbsent(arn.split(":", 4)[2], _ -> new ArrayList<>()).add(arn);
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of(
        "AccountSettings",
        "AdministratorAccess",
        "PermissionsManagement",
        "TrustManagement",
        "UnscopedAssumeRole",
        "UnscopedPassRole",
        "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    Reach reach = subject.reach();
    return PowersAtLarge.violations(
        reach,
        EnumSet.complementOf(EnumSet.copyOf(LOOKING)),
        action -> touched(action, reach),
        found ->
            Violation.at(
                found.first().resource().location(),
                found.entry() + " on " + found.resources() + " reaches what is the security team's",
                "name resources of your own"));
  }

  private Optional<Grant> touched(String action, Reach reach) {
    List<String> forms = new ArrayList<>();
    guarded.forEach(
        (service, arns) -> {
          if (reach.takes(action, service)) {
            forms.addAll(arns);
          }
        });
    return forms.isEmpty()
        ? Optional.empty()
        : reach.anywhere(action, Question.ofForms(List.of(action), forms));
  }
}
