package dev.policygate.rules.grammar;

import dev.policygate.catalog.Catalog;
import dev.policygate.validation.Rule;
import java.util.List;

/** The rules about how a policy is written, as far as its parser does not refuse it. */
public final class GrammarRules {

  private GrammarRules() {}

  /** All of them, sorted by id. */
  public static List<Rule> all(Catalog catalog) {
    return List.of(
        new EmptyElement(),
        new InvalidAction(),
        new InvalidConditionValue(),
        new InvalidResource(catalog),
        new InvalidVariable(),
        new RedundantEntry(),
        new RedundantStatement());
  }
}
