package dev.policygate.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An action as policies name it.
 *
 * @param service the prefix of its service
 * @param name in AWS's spelling: {@code GetObject}
 * @param resourceTypes those it takes, by name
 * @param conditionKeys those of the action itself, by name
 */
public record Action(
    String service,
    String name,
    AccessLevel accessLevel,
    List<ActionResource> resourceTypes,
    List<ConditionKey> conditionKeys) {

  public Action {
    resourceTypes = List.copyOf(resourceTypes);
    conditionKeys = List.copyOf(conditionKeys);
  }

  /** As a policy spells it: {@code s3:GetObject}. */
  public String id() {
    return service + ':' + name;
  }

  /**
   * Whether it takes no type of resource, so that only {@code *} allows it. An action that takes
   * one at will, as {@code cloudwatch:PutMetricData} does, is not counted.
   */
  public boolean isWildcardOnly() {
    return resourceTypes.isEmpty();
  }

  /**
   * Whether it may be done to resources of a form.
   *
   * @param form an ARN with stars
   */
  public boolean takes(String form) {
    for (ActionResource resource : resourceTypes) {
      for (ArnTemplate arn : resource.type().arns()) {
        if (arn.mayMatch(form)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The condition key of that name, in any case, that a request for this action may carry: one of
   * the action or of a resource it takes. Global keys are counted only where AWS lists them here,
   * as it does for those of tags.
   */
  public Optional<ConditionKey> conditionKey(String key) {
    @Nullable ConditionKey found = ConditionKey.closest(null, conditionKeys, key);
    for (ActionResource resource : resourceTypes) {
      found = ConditionKey.closest(found, resource.conditionKeys(), key);
      found = ConditionKey.closest(found, resource.type().conditionKeys(), key);
    }
    return Optional.ofNullable(found);
  }
}
