package dev.policygate.validation;

import dev.policygate.policy.ConditionOperator.Family;
import java.util.List;

/**
 * A condition under which alone some actions may be allowed.
 *
 * @param actions patterns, as in {@code Action}
 * @param key the condition key, as the profile writes it
 * @param family how the values compare: as strings, as ARNs, as Booleans
 * @param values one of which the key must have, with wildcards where the family knows them
 */
public record RequiredCondition(
    List<String> actions, String key, Family family, List<String> values) {
  public RequiredCondition {
    actions = List.copyOf(actions);
    values = List.copyOf(values);
  }
}
