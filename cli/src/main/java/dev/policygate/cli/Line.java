package dev.policygate.cli;

import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One line of a batch: an object whose members are asked for by name. */
final class Line {

  private final String name;
  private final String text;
  private final JsonObject object;
  private final Consumer<String> ignored;

  private Line(String name, String text, JsonObject object, Consumer<String> ignored) {
    this.name = name;
    this.text = text;
    this.object = object;
    this.ignored = ignored;
  }

  /**
   * Reads a line.
   *
   * @param bytes without the end of the line
   * @param name how the line is called: {@code FILE:LINE}
   * @param ignored is told the names of members that nobody asks for
   */
  static Line read(byte[] bytes, String name, Consumer<String> ignored) throws UnusableException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnusableException(name + ": the line is not UTF-8");
    }
    if (text.isBlank()) {
      throw new UnusableException(name + ": the line is empty");
    }
    if (text.indexOf('\r') >= 0) {
      throw new UnusableException(name + ": the line holds a carriage return in its midst");
    }
    Json value =
        switch (JsonText.read(text, name)) {
          case JsonText.Read(var whole) -> whole;
          case JsonText.Trailing(_, var location) ->
              throw new UnusableException(
                  name + ":" + location.column() + ": the line goes on after its object has ended");
          case JsonText.Excessive(var location) ->
              throw new UnusableException(
                  name + ":" + location.column() + ": the line nests too deeply");
          case JsonText.Malformed(var location, var problem) ->
              throw new UnusableException(name + ":" + location.column() + ": " + problem);
        };
    if (!(value instanceof JsonObject object)) {
      throw new UnusableException(name + ": the line is " + value.kind() + " and no object");
    }
    return new Line(name, text, object, ignored);
  }

  String name() {
    return name;
  }

  JsonObject object() {
    return object;
  }

  /** An object of the line as it is written. */
  String textOf(JsonObject part) {
    int start = part.location().column() - 1;
    int depth = 0;
    boolean inString = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        }
        inString = c != '"';
      } else if (c == '"') {
        inString = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return text.substring(start, i + 1);
      }
    }
    throw new IllegalStateException("an object that was read has an end");
  }

  /** Says that a part of the line is not what it should be. */
  UnusableException unusable(Json part, String problem) {
    return new UnusableException(
        name + "!" + part.location().pointer().orElse("") + ": " + problem);
  }

  /** Refuses members that are written twice, and tells of those that are not asked for. */
  void allow(JsonObject part, List<String> known) throws UnusableException {
    Set<String> seen = new HashSet<>();
    for (Member member : part.members()) {
      if (!seen.add(member.name())) {
        throw unusable(part, "`" + member.name() + "` is written twice");
      }
      if (!known.contains(member.name())) {
        ignored.accept(member.name());
      }
    }
  }

  Json required(JsonObject part, String member) throws UnusableException {
    Optional<Json> value = part.get(member);
    if (value.isEmpty()) {
      throw unusable(part, "`" + member + "` is missing");
    }
    return value.get();
  }

  String text(Json value) throws UnusableException {
    if (value instanceof JsonString string) {
      return string.value();
    }
    throw unusable(value, "this is " + value.kind() + " and should be a string");
  }

  List<Json> list(Json value) throws UnusableException {
    if (value instanceof JsonArray array) {
      return array.elements();
    }
    throw unusable(value, "this is " + value.kind() + " and should be a list");
  }

  JsonObject object(Json value) throws UnusableException {
    if (value instanceof JsonObject found) {
      return found;
    }
    throw unusable(value, "this is " + value.kind() + " and should be an object");
  }

  /** The strings of a list; one that stands alone counts as a list. */
  List<String> texts(Json value) throws UnusableException {
    if (value instanceof JsonString string) {
      return List.of(string.value());
    }
    if (!(value instanceof JsonArray)) {
      throw unusable(value, "this is " + value.kind() + " and should be a string or several");
    }
    List<String> texts = new ArrayList<>();
    for (Json element : list(value)) {
      texts.add(text(element));
    }
    return texts;
  }
}
