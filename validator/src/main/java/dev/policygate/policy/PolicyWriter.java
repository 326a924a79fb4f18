package dev.policygate.policy;

import dev.policygate.finding.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a policy without white space, element names plain, a list of one as a string: the text
 * that is published, so that what was judged is what IAM gets.
 *
 * <p>It is written by hand, since every verdict measures this text and a JVM that has just started
 * pays for the classes of a library; a test holds it against one.
 */
public final class PolicyWriter {

  /** Above it, IAM takes a character only as an escape. */
  private static final char HIGHEST_PLAIN_CHARACTER = 0xFF;

  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text = new StringBuilder(1024);

  private PolicyWriter() {}

  /** The text of a policy. */
  public static String write(Policy policy) {
    PolicyWriter writer = new PolicyWriter();
    writer.text.append("{\"Version\":");
    writer.string(Policy.VERSION);
    writer.text.append(",\"Statement\":[");
    for (Statement statement : policy.statements()) {
      writer.separate();
      writer.statement(statement);
    }
    return writer.text.append("]}").toString();
  }

  private void statement(Statement statement) {
    text.append('{');
    if (statement.sid().isPresent() && !statement.sid().get().value().isEmpty()) {
      member("Sid", List.of(statement.sid().get().value()));
    }
    member("Effect", List.of(statement.effect().value().text()));
    List<String> actions = new ArrayList<>();
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      actions.add(pattern.value().text());
    }
    member(statement.action().name(), actions);
    List<String> resources = new ArrayList<>();
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      resources.add(pattern.value().text());
    }
    member(statement.resource().name(), resources);
    if (!statement.conditions().isEmpty()) {
      conditions(statement.conditions());
    }
    text.append('}');
  }

  private void conditions(List<Condition> conditions) {
    name("Condition");
    text.append('{');
    for (Map.Entry<String, List<Condition>> operator : byOperator(conditions).entrySet()) {
      name(operator.getKey());
      text.append('{');
      for (Condition condition : operator.getValue()) {
        List<String> values = new ArrayList<>();
        for (Located<String> value : condition.values()) {
          values.add(value.value());
        }
        member(condition.key().value(), values);
      }
      text.append('}');
    }
    text.append('}');
  }

  private static Map<String, List<Condition>> byOperator(List<Condition> conditions) {
    Map<String, List<Condition>> grouped = new LinkedHashMap<>();
    for (Condition condition : conditions) {
      String operator = condition.operator().value().text();
      grouped.putIfAbsent(operator, new ArrayList<>());
      grouped.get(operator).add(condition);
    }
    return grouped;
  }

  private void member(String name, List<String> values) {
    name(name);
    if (values.size() == 1) {
      string(values.getFirst());
      return;
    }
    text.append('[');
    for (String value : values) {
      separate();
      string(value);
    }
    text.append(']');
  }

  private void name(String name) {
    separate();
    string(name);
    text.append(':');
  }

  /** A comma, unless this is the first of an object or a list. */
  private void separate() {
    char last = text.charAt(text.length() - 1);
    if (last != '{' && last != '[') {
      text.append(',');
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ' || c > HIGHEST_PLAIN_CHARACTER) {
            escape(c);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private void escape(char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
