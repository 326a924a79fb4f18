package dev.policygate.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON values that were read, for tests that take them apart. */
public final class JsonWriter {

  private JsonWriter() {}

  /** The text of a value; a name that is in it twice is written twice. */
  public static String write(Json json) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
      write(json, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toString();
  }

  private static void write(Json json, JsonGenerator out) throws IOException {
    switch (json) {
      case JsonObject(var members, _) -> {
        out.writeStartObject();
        for (var member : members) {
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
