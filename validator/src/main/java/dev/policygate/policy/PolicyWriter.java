package dev.policygate.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.policygate.finding.Located;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a policy without white space, element names plain, a list of one as a string: the text
 * that is published, so that what was judged is what IAM gets.
 */
public final class PolicyWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Above it, IAM takes a character only as an escape. */
  private static final int HIGHEST_PLAIN_CHARACTER = 0xFF;

  private PolicyWriter() {}

  public static String write(Policy policy) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setHighestNonEscapedChar(HIGHEST_PLAIN_CHARACTER);
      json.writeStartObject();
      json.writeStringField("Version", Policy.VERSION);
      json.writeArrayFieldStart("Statement");
      for (Statement statement : policy.statements()) {
        write(statement, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }

  private static void write(Statement statement, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (statement.sid().isPresent() && !statement.sid().get().value().isEmpty()) {
      json.writeStringField("Sid", statement.sid().get().value());
    }
    json.writeStringField("Effect", statement.effect().value().text());
    ActionElement action = statement.action();
    List<String> actions = new ArrayList<>();
    for (Located<ActionPattern> pattern : action.patterns()) {
      actions.add(pattern.value().text());
    }
    write(action.name(), actions, json);
    ResourceElement resource = statement.resource();
    List<String> resources = new ArrayList<>();
    for (Located<ResourcePattern> pattern : resource.patterns()) {
      resources.add(pattern.value().text());
    }
    write(resource.name(), resources, json);
    if (!statement.conditions().isEmpty()) {
      json.writeObjectFieldStart("Condition");
      for (var operator : byOperator(statement.conditions()).entrySet()) {
        json.writeObjectFieldStart(operator.getKey());
        for (Condition condition : operator.getValue()) {
          List<String> values = new ArrayList<>();
          for (Located<String> value : condition.values()) {
            values.add(value.value());
          }
          write(condition.key().value(), values, json);
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndObject();
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

  private static void write(String name, List<String> values, JsonGenerator json)
      throws IOException {
    if (values.size() == 1) {
      json.writeStringField(name, values.getFirst());
      return;
    }
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
