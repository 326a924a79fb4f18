package dev.policygate.local.reference;

import dev.policygate.local.CallRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One statement.
 *
 * @param allow whether its effect is Allow
 */
record Statement(
    boolean allow,
    Principals principals,
    Listed actions,
    Listed resources,
    List<Condition> conditions,
    boolean variables) {
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  /**
   * The strings of an element such as Action, or of its negation such as NotAction.
   *
   * @param negated whether everything is meant but these
   */
  record Listed(List<String> patterns, boolean negated) {}

  static Statement of(Map<String, Object> json, boolean variables) {
    if (!ELEMENTS.containsAll(json.keySet())) {
      throw new IllegalArgumentException("A statement has unknown elements: " + json.keySet());
    }
    return new Statement(
        switch (JsonTree.text(JsonTree.member(json, "Effect"))) {
          case "Allow" -> true;
          case "Deny" -> false;
          default -> throw new IllegalArgumentException("The effect is Allow or Deny");
        },
        Principals.of(json),
        listed(json, "Action"),
        listed(json, "Resource"),
        conditions(json),
        variables);
  }

  /** Whether this statement has a say in {@code request}. */
  boolean applies(CallRequest request) {
    Variables known = new Variables(request.context(), variables);
    return principals.include(request.principal())
        && matches(actions, pattern -> Template.literal(pattern).like(request.action(), true))
        && matches(resources, pattern -> known.template(pattern).likeArn(request.resource()))
        && conditions.stream().allMatch(condition -> condition.holds(request.context(), known));
  }

  private static boolean matches(Listed listed, Predicate<String> test) {
    return listed.negated() != listed.patterns().stream().anyMatch(test);
  }

  /** The element {@code name} or its negation; neither is there in a trust policy's Resource. */
  private static Listed listed(Map<String, Object> json, String name) {
    if (json.containsKey("Not" + name)) {
      return new Listed(JsonTree.texts(JsonTree.member(json, "Not" + name)), true);
    }
    return new Listed(
        json.containsKey(name) ? JsonTree.texts(JsonTree.member(json, name)) : List.of("*"), false);
  }

  private static List<Condition> conditions(Map<String, Object> json) {
    List<Condition> conditions = new ArrayList<>();
    if (json.containsKey("Condition")) {
      Map<String, Object> operators = JsonTree.object(JsonTree.member(json, "Condition"));
      operators.forEach(
          (operator, keys) ->
              JsonTree.object(keys)
                  .forEach(
                      (key, values) ->
                          conditions.add(Condition.of(operator, key, JsonTree.texts(values)))));
    }
    return conditions;
  }
}
