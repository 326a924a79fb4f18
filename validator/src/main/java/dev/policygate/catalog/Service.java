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

  /**
   * A run of {@link #actions()}.
   *
   * @param from the index of its first
   * @param to the index behind its last
   */
  public record Run(int from, int to) {}

  /** The actions whose names start with {@code start}, in any case. */
  public Run actionsFrom(String start) {
    int from = firstFrom(start);
    int to = from;
    while (to < actions.size()
        && actions.get(to).name().regionMatches(true, 0, start, 0, start.length())) {
      to++;
    }
    return new Run(from, to);
  }

  /** The action of that name, in any case; empty where AWS documents none. */
  public Optional<Action> action(String name) {
    int first = firstFrom(name);
    return first < actions.size() && actions.get(first).name().equalsIgnoreCase(name)
        ? Optional.of(actions.get(first))
        : Optional.empty();
  }

  /** The index of the first action whose name does not sort before {@code name}. */
  private int firstFrom(String name) {
    int low = 0;
    int high = actions.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (actions.get(middle).name().compareToIgnoreCase(name) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
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
