package dev.policygate.rules;

import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import java.util.List;

/** The rules that come with the gate. */
public final class BuiltInRules {

  private BuiltInRules() {}

  /** All of them, sorted by id, where no profile says otherwise. */
  public static List<Rule> all() {
    return all(RuleParameters.DEFAULT);
  }

  /** All of them, sorted by id, as a profile wants them. */
  public static List<Rule> all(RuleParameters parameters) {
    IdentityLimits limits = parameters.identities();
    return List.of(
        new AccountSettings(),
        new AdministratorAccess(),
        new AdministratorRole(),
        new AllowNotAction(),
        new AllowNotResource(),
        new CentralDenyNotProven(),
        new CodeChangeAtLarge(),
        new CredentialsAtLarge(),
        new CredentialsManagement(limits),
        new DataChangeAtLarge(),
        new DataReadAtLarge(),
        new DocumentOverQuota(),
        new GuardedResource(parameters.guarded()),
        new IdentityManagement(limits),
        new InvalidAction(),
        new InvalidResource(),
        new PermissionsManagement(limits),
        new PrivilegeEscalation(limits),
        new RunAsOthers(),
        new SecretsAtLarge(),
        new SensitiveReadAtLarge(),
        new SharingAtLarge(),
        new TrustManagement(limits),
        new UnknownAction(),
        new UnknownActionHere(),
        new UnscopedAssumeRole(),
        new UnscopedPassRole(),
        new WholeService(),
        new WriteAtLarge());
  }
}
