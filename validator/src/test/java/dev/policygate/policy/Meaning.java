package dev.policygate.policy;

import dev.policygate.policy.PlainJson.NoJson;
import dev.policygate.policy.PlainJson.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy says, without its places, taken from the model or from any JSON. */
record Meaning(List<Of> statements) {

  record Of(
      String sid,
      String effect,
      String action,
      List<String> actions,
      String resource,
      List<String> resources,
      List<Line> conditions) {}

  record Line(String operator, String key, List<String> values) {}

  static Meaning of(Policy policy) {
    return new Meaning(
        policy.statements().stream()
            .map(
                statement ->
                    new Of(
                        statement.sid().map(sid -> sid.value()).orElse(""),
                        statement.effect().value().text(),
                        statement.action().name(),
                        statement.action().patterns().stream().map(p -> p.value().text()).toList(),
                        statement.resource().name(),
                        statement.resource().patterns().stream()
                            .map(p -> p.value().text())
                            .toList(),
                        statement.conditions().stream()
                            .map(
                                condition ->
                                    new Line(
                                        condition.operator().value().text(),
                                        condition.key().value(),
                                        condition.values().stream().map(v -> v.value()).toList()))
                            .toList()))
            .toList());
  }

  /** Reads it with the plain reader; the text must be a valid policy. */
  static Meaning of(String text) throws NoJson {
    Map<?, ?> policy = object(PlainJson.read(text));
    if (!"2012-10-17".equals(policy.get("Version"))) {
      throw new NoJson("version");
    }
    List<Of> statements = new ArrayList<>();
    for (Object each : PlainJson.listOf(policy.get("Statement"))) {
      statements.add(statement(object(each)));
    }
    return new Meaning(statements);
  }

  private static Of statement(Map<?, ?> statement) throws NoJson {
    String action = statement.containsKey("Action") ? "Action" : "NotAction";
    String resource = statement.containsKey("Resource") ? "Resource" : "NotResource";
    List<Line> lines = new ArrayList<>();
    Object block = statement.get("Condition");
    for (var operator : (block == null ? Map.of() : object(block)).entrySet()) {
      for (var key : object(operator.getValue()).entrySet()) {
        lines.add(
            new Line((String) operator.getKey(), (String) key.getKey(), texts(key.getValue())));
      }
    }
    Object sid = statement.get("Sid");
    return new Of(
        sid == null ? "" : (String) sid,
        String.valueOf(statement.get("Effect")),
        action,
        texts(statement.get(action)),
        resource,
        texts(statement.get(resource)),
        lines);
  }

  private static List<String> texts(@Nullable Object value) {
    return PlainJson.listOf(value).stream()
        .map(each -> each instanceof Word(var word) ? word : (String) each)
        .toList();
  }

  private static Map<?, ?> object(@Nullable Object value) throws NoJson {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new NoJson("no object");
  }
}
