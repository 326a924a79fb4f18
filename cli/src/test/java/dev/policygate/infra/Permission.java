package dev.policygate.infra;

import static dev.policygate.infra.Template.list;
import static dev.policygate.infra.Template.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One action of one statement that the templates write down, in the policy of a role, of a key or
 * of a bucket, or in a role's trust.
 *
 * @param where the names and places that lead to the statement in the blueprint
 * @param sid the statement's own name, where it has one
 */
public record Permission(List<Object> where, String sid, String action) {

  /** All that the templates allow in the security account and in a sandbox. */
  public static List<Permission> all() {
    List<Permission> found = new ArrayList<>();
    collect(TwoAccounts.tree(), List.of(), found);
    return found;
  }

  /** The blueprint of the accounts in which nobody has this permission by this statement. */
  public String blueprintWithout() {
    return JsonText.of(without(TwoAccounts.tree(), where));
  }

  private static void collect(Object tree, List<Object> where, List<Permission> found) {
    switch (tree) {
      case Map<?, ?> statement when "Allow".equals(statement.get("Effect")) -> {
        String sid = String.valueOf(map(statement).getOrDefault("Sid", ""));
        actions(map(statement)).forEach(action -> found.add(new Permission(where, sid, action)));
      }
      case Map<?, ?> members ->
          map(members).forEach((name, member) -> collect(member, and(where, name), found));
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          collect(items.get(i), and(where, i), found);
        }
      }
      default -> {
        // Nothing is allowed by a string or a number.
      }
    }
  }

  private Object without(Object tree, List<Object> path) {
    if (path.isEmpty()) {
      Map<String, Object> statement = new LinkedHashMap<>(map(tree));
      List<String> others =
          actions(statement).stream().filter(other -> !other.equals(action)).toList();
      // A statement needs an action; nothing that is asked for is called so.
      statement.put("Action", others.isEmpty() ? List.of("policy-gate:Nothing") : others);
      return statement;
    }
    List<Object> rest = path.subList(1, path.size());
    if (path.getFirst() instanceof Integer index) {
      List<Object> items = new ArrayList<>(list(tree));
      items.set(index, without(items.get(index), rest));
      return items;
    }
    Map<String, Object> members = new LinkedHashMap<>(map(tree));
    String name = (String) path.getFirst();
    members.put(name, without(Template.at(members, name), rest));
    return members;
  }

  private static List<String> actions(Map<String, Object> statement) {
    Object action = Template.at(statement, "Action");
    Stream<?> actions = action instanceof List<?> several ? several.stream() : Stream.of(action);
    return actions.map(String.class::cast).toList();
  }

  private static List<Object> and(List<Object> where, Object next) {
    List<Object> longer = new ArrayList<>(where);
    longer.add(next);
    return longer;
  }

  /** Such as {@code policy-gate-pipeline-role ReadTheSource s3:GetObject}. */
  @Override
  public String toString() {
    String kind = where.get(3).equals("trust") ? " trust" : "";
    return "%s%s %s %s".formatted(where.get(2), kind, sid, action).replace("  ", " ");
  }
}
