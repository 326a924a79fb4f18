package dev.policygate.catalog;

import java.util.List;

/**
 * A type of resource that an action takes.
 *
 * @param required whether AWS marks it so; of several types that an action takes in turn, such as
 *     object and access point object, none is
 * @param conditionKeys those that come with this resource in a request for this action, beyond the
 *     keys of the type
 */
public record ActionResource(
    ResourceType type, boolean required, List<ConditionKey> conditionKeys) {

  public ActionResource {
    conditionKeys = List.copyOf(conditionKeys);
  }
}
