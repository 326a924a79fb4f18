package dev.policygate.rules.catalogue;

import dev.policygate.catalog.Catalog;
import dev.policygate.validation.Rule;
import java.util.List;

/** The rules that hold a policy against what AWS documents of its services. */
public final class CatalogueRules {

  private CatalogueRules() {}

  /** All of them, sorted by id. */
  public static List<Rule> all(Catalog catalog) {
    ResourceForms forms = new ResourceForms(catalog);
    return List.of(
        new ActionNeverApplies(forms),
        new ConditionKeyNotCarried(catalog),
        new ResourceNeverApplies(forms),
        new UnknownConditionKey(catalog),
        new UnknownRegion(catalog),
        new UnknownResourceForm(forms));
  }
}
