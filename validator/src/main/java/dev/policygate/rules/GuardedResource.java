package dev.policygate.rules;

import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.rules.PowersAtLarge.Found;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects permissions to touch what belongs to the security team: its functions, roles, trails,
 * keys.
 */
final class GuardedResource implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("GuardedResource", "Something of the security team's can be touched");

  /** All but what only looks, or makes something new. */
  private static final Set<Power> TOUCHING =
      Power.allBut(
          Set.of(
              Power.HARMLESS,
              Power.CODE_READ,
              Power.LOG_READ,
              Power.PRINCIPALS,
              Power.SERVICE_LINKED_ROLE));

  private final List<String> guarded;

  /**
   * Guards resources.
   *
   * @param guarded ARNs with stars, each for text without colons
   */
  GuardedResource(List<String> guarded) {
    this.guarded = List.copyOf(guarded);
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
        "CodeChangeAtLarge",
        "CredentialsAtLarge",
        "CredentialsManagement",
        "DataChangeAtLarge",
        "DataReadAtLarge",
        "IdentityManagement",
        "PermissionsManagement",
        "PrivilegeEscalation",
        "RunAsOthers",
        "SecretsAtLarge",
        "SharingAtLarge",
        "UnknownAction",
        "TrustManagement",
        "UnscopedAssumeRole",
        "UnscopedPassRole",
        "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    Reach reach = subject.reach();
    List<String> named = reach.named(guarded);
    if (named.isEmpty()) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    Set<Location> places = new HashSet<>();
    for (Found found : PowersAtLarge.of(reach, TOUCHING, new Touching(named, reach))) {
      // By whatever action it is touched, the resource has to go.
      if (places.add(found.first().resource().location())) {
        violations.add(
            found.violationOfResource(
                found.entry() + " on " + found.resources() + " reaches what is the security team's",
                "name resources of your own, none like `" + guard(found, named, reach) + "`"));
      }
    }
    return violations;
  }

  /** What is guarded and reached, the first of it. */
  private static String guard(Found found, List<String> named, Reach reach) {
    Touching touching = new Touching(named, reach);
    for (String arn : named) {
      if (touching.reaches(found.first().granted(), List.of(arn)).isPresent()) {
        return arn;
      }
    }
    return named.getFirst();
  }

  /** By naming something guarded. */
  private record Touching(List<String> named, Reach reach) implements PowersAtLarge.Asked {
    @Override
    public Optional<Grant> find(String action) {
      return reaches(action, named);
    }

    Optional<Grant> reaches(String action, List<String> arns) {
      List<String> forms = new ArrayList<>();
      for (String arn : arns) {
        if (reach.takes(action, arn)) {
          forms.add(arn);
        }
      }
      return forms.isEmpty() ? Optional.empty() : reach.byName(action, forms);
    }
  }
}
