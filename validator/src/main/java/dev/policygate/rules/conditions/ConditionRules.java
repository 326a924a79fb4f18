package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.validation.Rule;
import java.util.List;

/** The rules about conditions that do not do what they seem to. */
public final class ConditionRules {

  private ConditionRules() {}

  /** All of them, sorted by id. */
  public static List<Rule> all(Catalog catalog) {
    return List.of(
        new AttributesWithoutSelect(),
        new ConditionAlwaysHolds(catalog),
        new ConditionNeverHolds(catalog),
        new ImpossibleConditionValue(),
        new KeyMayBeAbsent(catalog),
        new MissingQualifier(catalog),
        new MistypedCondition(catalog),
        new MistypedConditionValue(),
        new PrefixInNegation(),
        new PresenceInDisguise(catalog),
        new PrivateSourceIp(),
        new StringLikeOnArn(catalog),
        new UnclearConditionValue(),
        new UnpairedKey(),
        new UntrustworthyKey(),
        new WildcardInSensitiveKey(catalog),
        new WildcardWithoutLike());
  }
}
