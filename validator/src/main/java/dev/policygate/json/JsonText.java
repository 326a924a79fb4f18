package dev.policygate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.policygate.finding.Location;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a JSON text (RFC 8259) whole, and nothing that only looks like one. */
public final class JsonText {

  /** Deeper than any policy, metadata, event or profile. */
  public static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  // Texts are kept as texts, so their length does no harm.
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String text;
  private final String file;
  private final JsonParser parser;

  private JsonText(String text, String file, JsonParser parser) {
    this.text = text;
    this.file = file;
    this.parser = parser;
  }

  /** How reading ended. */
  public sealed interface Result {}

  /** The text is one JSON value and nothing else. */
  public record Read(Json value) implements Result {}

  /**
   * The text is one JSON value, and then goes on.
   *
   * @param location where it goes on
   */
  public record Trailing(Json value, Location location) implements Result {}

  /**
   * The text nests deeper than {@link #MAX_DEPTH}.
   *
   * @param location of the first bracket or brace that is too many
   */
  public record Excessive(Location location) implements Result {}

  /** The text is no JSON. */
  public record Malformed(Location location, String problem) implements Result {}

  /**
   * Reads {@code text}.
   *
   * @param file how places in it are called
   */
  public static Result read(String text, String file) {
    try (JsonParser parser = FACTORY.createParser(text.toCharArray())) {
      return new JsonText(text, file, parser).document();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory", impossible);
    }
  }

  private Result document() throws IOException {
    Json value;
    try {
      if (parser.nextToken() == null) {
        return new Malformed(at(parser.currentLocation()), "the text is empty");
      }
      value = value("");
    } catch (StreamConstraintsException e) {
      return new Excessive(at(parser.currentLocation(), 1));
    } catch (JsonParseException e) {
      JsonProblem problem = JsonProblem.of(e, text);
      return new Malformed(at(e.getLocation(), problem.back()), problem.message());
    }
    try {
      return parser.nextToken() == null
          ? new Read(value)
          : new Trailing(value, at(parser.currentTokenLocation()));
    } catch (JsonParseException e) {
      return new Trailing(value, at(e.getLocation(), JsonProblem.of(e, text).back()));
    }
  }

  private Json value(String pointer) throws IOException {
    Location location = at(parser.currentTokenLocation(), pointer);
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(pointer, location);
      case START_ARRAY -> array(pointer, location);
      case VALUE_STRING -> new JsonString(parser.getText(), location);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText(), location);
      case VALUE_TRUE -> new JsonBoolean(true, location);
      case VALUE_FALSE -> new JsonBoolean(false, location);
      case VALUE_NULL -> new JsonNull(location);
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts with " + parser.currentToken());
    };
  }

  private JsonObject object(String pointer, Location location) throws IOException {
    List<Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String inner = pointer + "/" + escape(name);
      Location place = at(parser.currentTokenLocation(), inner);
      parser.nextToken();
      members.add(new Member(name, place, value(inner)));
    }
    return new JsonObject(members, location);
  }

  private JsonArray array(String pointer, Location location) throws IOException {
    List<Json> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(pointer + "/" + elements.size()));
    }
    return new JsonArray(elements, location);
  }

  private static String escape(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }

  private Location at(JsonLocation place, String pointer) {
    return new Location(file, place.getLineNr(), place.getColumnNr(), Optional.of(pointer));
  }

  private Location at(JsonLocation place) {
    return new Location(file, place.getLineNr(), place.getColumnNr(), Optional.empty());
  }

  private Location at(JsonLocation place, int back) {
    return new Location(file, place.getLineNr(), place.getColumnNr() - back, Optional.empty());
  }
}
