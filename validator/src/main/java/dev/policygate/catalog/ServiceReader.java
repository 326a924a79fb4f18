package dev.policygate.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the block of one service. Lists of keys and of resources recur from action to action: they
 * stand once in the block and are shared by all that name them.
 */
final class ServiceReader {

  private static final AccessLevel[] LEVELS = AccessLevel.values();

  private final String prefix;
  private final Cursor block;

  private ServiceReader(String prefix, byte[] block) {
    this.prefix = prefix;
    this.block = new Cursor(block, 0);
  }

  static Service read(String prefix, byte[] block) {
    return new ServiceReader(prefix, block).service();
  }

  private Service service() {
    String name = block.text();
    List<ConditionKey> keys = keys();
    List<List<ConditionKey>> keyLists = keyLists(keys);
    List<ResourceType> types = resourceTypes(keyLists);
    List<Action> actions = actions(keyLists, resourceLists(types, keyLists));
    return new Service(prefix, name, actions, types, keys);
  }

  private List<ConditionKey> keys() {
    ConditionKey[] keys = new ConditionKey[block.number()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = block.conditionKey();
    }
    return List.of(keys);
  }

  private List<List<ConditionKey>> keyLists(List<ConditionKey> keys) {
    int count = block.number();
    List<List<ConditionKey>> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ConditionKey[] list = new ConditionKey[block.number()];
      for (int j = 0; j < list.length; j++) {
        list[j] = keys.get(block.number());
      }
      lists.add(List.of(list));
    }
    return List.copyOf(lists);
  }

  private List<ResourceType> resourceTypes(List<List<ConditionKey>> keyLists) {
    ResourceType[] types = new ResourceType[block.number()];
    for (int i = 0; i < types.length; i++) {
      String name = block.text();
      ArnTemplate[] arns = new ArnTemplate[block.number()];
      for (int j = 0; j < arns.length; j++) {
        arns[j] = new ArnTemplate(block.text());
      }
      types[i] = new ResourceType(name, List.of(arns), keyLists.get(block.number()));
    }
    return List.of(types);
  }

  private List<List<ActionResource>> resourceLists(
      List<ResourceType> types, List<List<ConditionKey>> keyLists) {
    int count = block.number();
    List<List<ActionResource>> lists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ActionResource[] list = new ActionResource[block.number()];
      for (int j = 0; j < list.length; j++) {
        int typeAndRequired = block.number();
        list[j] =
            new ActionResource(
                types.get(typeAndRequired >> 1),
                (typeAndRequired & 1) != 0,
                keyLists.get(block.number()));
      }
      lists.add(List.of(list));
    }
    return List.copyOf(lists);
  }

  private List<Action> actions(
      List<List<ConditionKey>> keyLists, List<List<ActionResource>> resourceLists) {
    Action[] actions = new Action[block.number()];
    for (int i = 0; i < actions.length; i++) {
      String name = block.text();
      AccessLevel level = LEVELS[block.number()];
      List<ConditionKey> keys = keyLists.get(block.number());
      actions[i] = new Action(prefix, name, level, resourceLists.get(block.number()), keys);
    }
    return List.of(actions);
  }
}
