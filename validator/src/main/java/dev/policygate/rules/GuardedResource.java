package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.EnumSet;
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

  /** What only looks, or makes something new. */
  private static final Set<Power> NOT_TOUCHING =
      EnumSet.of(
          Power.HARMLESS,
          Power.CODE_READ,
          Power.LOG_READ,
          Power.PRINCIPALS,
          Power.SERVICE_LINKED_ROLE);

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
    return PowersAtLarge.violations(
        reach,
        EnumSet.complementOf(EnumSet.copyOf(NOT_TOUCHING)),
        action -> touched(action, named, reach),
        found ->
            Violation.at(
                found.first().resource().location(),
                found.entry() + " on " + found.resources() + " reaches what is the security team's",
                "name resources of your own"));
  }

  private static Optional<Grant> touched(String action, List<String> named, Reach reach) {
    List<String> forms = named.stream().filter(arn -> reach.takes(action, arn)).toList();
    return forms.isEmpty() ? Optional.empty() : reach.byName(action, forms);
  }
}
