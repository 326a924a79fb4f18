package dev.policygate.validation;

import dev.policygate.policy.Condition;
import java.util.List;

/**
 * Conditions under which alone some actions may be allowed.
 *
 * @param actions patterns, as in {@code Action}
 * @param resources patterns, as in {@code Resource}: on others the actions are free
 * @param conditions what must be true, all of it
 */
public record RequiredCondition(
    List<String> actions, List<String> resources, List<Condition> conditions) {
  public RequiredCondition {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }
}
