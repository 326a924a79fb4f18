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
    if (json instanceof JsonObject(var members, _)) {
      out.writeStartObject();
      for (Member member : members) {
        out.writeFieldName(member.name());
        write(member.value(), out);
      }
      out.writeEndObject();
    } else if (json instanceof JsonArray(var elements, _)) {
      out.writeStartArray();
      for (Json element : elements) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (json instanceof JsonString(var value, _)) {
      out.writeString(value);
    } else if (json instanceof JsonNumber(var number, _)) {
      out.writeNumber(number);
    } else if (json instanceof JsonBoolean(var value, _)) {
      out.writeBoolean(value);
    } else if (json instanceof JsonNull) {
      out.writeNull();
    } else {
      throw new IllegalStateException("nobody has said how to write " + json.getClass());
    }
  }
}
