package dev.policygate.report;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Condition keys as people write them: requests keep them in lower case. */
final class KeyNames {

  private final Map<String, String> written = new HashMap<>();

  /** As they are written in policies, and else as AWS documents them. */
  KeyNames(List<Policy> policies) {
    for (Policy policy : policies) {
      for (Statement statement : policy.statements()) {
        for (Condition condition : statement.conditions()) {
          String key = condition.key().value();
          written.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
        }
      }
    }
  }

  /**
   * The key as it is written.
   *
   * @param folded the key in lower case
   */
  String of(String folded) {
    return written.computeIfAbsent(
        folded,
        key ->
            Catalog.bundled()
                .conditionKey(key)
                .map(ConditionKey::name)
                .filter(name -> name.equalsIgnoreCase(key))
                .orElse(key));
  }
}
