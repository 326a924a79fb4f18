package dev.policygate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a JSON value as text, without blanks. */
public final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  public static String write(Json json) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(json, generator);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return out.toString();
  }

  private static void write(Json json, JsonGenerator out) throws IOException {
    switch (json) {
      case JsonObject(var members, _) -> {
        out.writeStartObject();
        for (Member member : members) {
          out.writeFieldName(member.name());
          write(member.value(), out);
        }
        out.writeEndObject();
      }
      case JsonArray(var elements, _) -> {
        out.writeStartArray();
        for (Json element : elements) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case JsonString(var value, _) -> out.writeString(value);
      case JsonNumber(var number, _) -> out.writeNumber(number);
      case JsonBoolean(var value, _) -> out.writeBoolean(value);
      case JsonNull _ -> out.writeNull();
    }
  }
}
