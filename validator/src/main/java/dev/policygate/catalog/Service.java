package dev.policygate.catalog;

import java.util.List;
import java.util.Optional;

/** What AWS documents of one service. Immutable. */
public final class Service {

  private final String prefix;
  private final String name;
  private final List<Action> actions;
  private final List<ResourceType> resourceTypes;
  private final List<ConditionKey> conditionKeys;

  /** The lists are sorted by name, no matter the case. */
  Service(
      String prefix,
      String name,
      List<Action> actions,
      List<ResourceType> resourceTypes,
      List<ConditionKey> conditionKeys) {
    this.prefix = prefix;
    this.name = name;
    this.actions = actions;
    this.resourceTypes = resourceTypes;
    this.conditionKeys = conditionKeys;
  }

  /** What stands before the colon of its actions, in lower case. */
  public String prefix() {
    return prefix;
  }

  /** What people call it: {@code Amazon S3}. */
  public String name() {
    return name;
  }

  /** All of them, sorted by name, no matter the case. */
  public List<Action> actions() {
    return actions;
  }

  /** The action of that name, in any case; empty where AWS documents none. */
  public Optional<Action> action(String name) {
    int low = 0;
    int high = actions.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Action action = actions.get(middle);
      int order = action.name().compareToIgnoreCase(name);
      if (order == 0) {
        return Optional.of(action);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** All of them, sorted by name, no matter the case. */
  public List<ResourceType> resourceTypes() {
    return resourceTypes;
  }

  /** The type of that name, in any case. */
  public Optional<ResourceType> resourceType(String name) {
    for (ResourceType type : resourceTypes) {
      if (type.name().equalsIgnoreCase(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** All that its actions and resources use, global ones and those of other services included. */
  public List<ConditionKey> conditionKeys() {
    return conditionKeys;
  }

  /** The key that a policy means by {@code key}, in any case. */
  public Optional<ConditionKey> conditionKey(String key) {
    return Optional.ofNullable(ConditionKey.closest(null, conditionKeys, key));
  }

  @Override
  public String toString() {
    return prefix;
  }
}
