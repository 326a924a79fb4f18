package dev.policygate.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. Reading is strict: one value, no key twice in an object. */
sealed interface Json {

  /** An object; its members keep their order. */
  record Struct(Map<String, Json> members) implements Json {
    public Struct {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The member called {@code name}; a null counts as absent. */
    Optional<Json> at(String name) {
      return Optional.ofNullable(members.get(name)).filter(value -> value != Literal.NULL);
    }
  }

  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  record Numeral(BigDecimal value) implements Json {}

  enum Literal implements Json {
    TRUE,
    FALSE,
    NULL
  }

  /** Says that a text is not JSON. */
  final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxError(String message) {
      super(message);
    }
  }

  static Json parse(String text) throws SyntaxError {
    try (JsonParser parser = Codec.FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new SyntaxError("there is no value");
      }
      Json value = Codec.value(parser);
      if (parser.nextToken() != null) {
        throw new SyntaxError("there is something after the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new SyntaxError(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This value as text, without blanks. */
  default String write() {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = Codec.FACTORY.createGenerator(out)) {
      Codec.write(this, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Reads and writes token by token. */
  final class Codec {
    private static final JsonFactory FACTORY =
        JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private Codec() {}

    private static Json value(JsonParser parser) throws IOException, SyntaxError {
      return switch (parser.currentToken()) {
        case START_OBJECT -> struct(parser);
        case START_ARRAY -> array(parser);
        case VALUE_STRING -> new Text(parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getDecimalValue());
        case VALUE_TRUE -> Literal.TRUE;
        case VALUE_FALSE -> Literal.FALSE;
        case VALUE_NULL -> Literal.NULL;
        case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
            throw new SyntaxError("a value is missing");
      };
    }

    private static Json struct(JsonParser parser) throws IOException, SyntaxError {
      Map<String, Json> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser));
      }
      return new Struct(members);
    }

    private static Json array(JsonParser parser) throws IOException, SyntaxError {
      List<Json> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return new Array(items);
    }

    private static void write(Json json, JsonGenerator out) throws IOException {
      switch (json) {
        case Struct(var members) -> {
          out.writeStartObject();
          for (var member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            write(member.getValue(), out);
          }
          out.writeEndObject();
        }
        case Array(var items) -> {
          out.writeStartArray();
          for (Json item : items) {
            write(item, out);
          }
          out.writeEndArray();
        }
        case Text(var value) -> out.writeString(value);
        case Numeral(var value) -> out.writeNumber(value);
        case Literal.TRUE -> out.writeBoolean(true);
        case Literal.FALSE -> out.writeBoolean(false);
        case Literal.NULL -> out.writeNull();
      }
    }
  }
}
