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
    write(action.name(), action.patterns().stream().map(p -> p.value().text()).toList(), json);
    ResourceElement resource = statement.resource();
    write(resource.name(), resource.patterns().stream().map(p -> p.value().text()).toList(), json);
    if (!statement.conditions().isEmpty()) {
      json.writeObjectFieldStart("Condition");
      for (var operator : byOperator(statement.conditions()).entrySet()) {
        json.writeObjectFieldStart(operator.getKey());
        for (Condition condition : operator.getValue()) {
          write(
              condition.key().value(),
              condition.values().stream().map(Located::value).toList(),
              json);
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
      grouped
          .computeIfAbsent(condition.operator().value().text(), _ -> new ArrayList<>())
          .add(condition);
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
