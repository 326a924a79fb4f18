package dev.policygate.rules;

import dev.policygate.catalog.Catalog;
import dev.policygate.rules.catalogue.CatalogueRules;
import dev.policygate.rules.conditions.ConditionRules;
import dev.policygate.rules.grammar.GrammarRules;
import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import java.util.ArrayList;
import java.util.Comparator;
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
    List<Rule> rules = new ArrayList<>(own(parameters));
    rules.addAll(OfCatalog.RULES);
    rules.sort(new ById());
    return List.copyOf(rules);
  }

  /**
   * Those that no profile changes. Made once: what they take out of the catalogue, they keep. Safe
   * for use by several threads.
   */
  private static final class OfCatalog {
    private static final List<Rule> RULES = read(Catalog.bundled());

    private static List<Rule> read(Catalog catalog) {
      List<Rule> rules = new ArrayList<>();
      rules.addAll(CatalogueRules.all(catalog));
      rules.addAll(ConditionRules.all(catalog));
      rules.addAll(GrammarRules.all(catalog));
      return List.copyOf(rules);
    }
  }

  /** Those of this package. */
  private static List<Rule> own(RuleParameters parameters) {
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
        new MissingCondition(parameters.required()),
        new OutsideEnvelope(parameters.envelope()),
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
        new UnscopedServiceLinkedRole(),
        new WholeService(),
        new WorkloadAction(parameters.workload()),
        new WorkloadResource(parameters.workload()),
        new WriteAtLarge());
  }

  /** A class and no lambda: it runs while a person waits for check to start. */
  private static final class ById implements Comparator<Rule> {
    @Override
    public int compare(Rule one, Rule other) {
      return one.info().id().compareTo(other.info().id());
    }
  }
}
