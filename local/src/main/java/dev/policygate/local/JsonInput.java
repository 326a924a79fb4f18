package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object in the input of a JSON call; knows its place for the messages. */
final class JsonInput {
  private final String prefix;
  private final Json.Struct struct;

  private JsonInput(String prefix, Json.Struct struct) {
    this.prefix = prefix;
    this.struct = struct;
  }

  static JsonInput read(String body) {
    try {
      if (Json.parse(body) instanceof Json.Struct struct) {
        return new JsonInput("", struct);
      }
    } catch (Json.SyntaxError e) {
      // Said below, as AWS says it.
    }
    throw unreadable();
  }

  /** Returns this object if it has no members but these. */
  JsonInput only(Set<String> members) {
    for (String name : struct.members().keySet()) {
      if (!members.contains(name)) {
        throw CommonError.INVALID_INPUT.because(
            "The embedded AWS does not know the member " + prefix + name);
      }
    }
    return this;
  }

  String required(String name, Constraint constraint) {
    return optional(name, constraint).orElseThrow(() -> Constraint.missing(prefix + name));
  }

  Optional<String> optional(String name, Constraint constraint) {
    return struct.at(name).map(value -> constraint.check(prefix + name, text(value)));
  }

  String oneOf(String name, String... values) {
    return Constraint.oneOf(prefix + name, required(name, Constraint.ANYTHING), List.of(values));
  }

  Optional<Integer> number(String name, int min, int max) {
    return struct
        .at(name)
        .map(
            value -> {
              if (value instanceof Json.Numeral(var number)) {
                return Constraint.between(prefix + name, number.toPlainString(), min, max);
              }
              throw unreadable();
            });
  }

  boolean flag(String name) {
    return struct
        .at(name)
        .map(
            value -> {
              if (value instanceof Json.Literal flag && flag != Json.Literal.NULL) {
                return flag == Json.Literal.TRUE;
              }
              throw unreadable();
            })
        .orElse(false);
  }

  Optional<JsonInput> object(String name, String... members) {
    return struct
        .at(name)
        .map(
            value -> {
              if (value instanceof Json.Struct inner) {
                return new JsonInput(prefix + name + ".", inner).only(Set.of(members));
              }
              throw unreadable();
            });
  }

  JsonInput requiredObject(String name, String... members) {
    return object(name, members).orElseThrow(() -> Constraint.missing(prefix + name));
  }

  /** A map of strings; empty when it is not there. */
  Map<String, String> texts(String name, Constraint keys) {
    Map<String, String> texts = new LinkedHashMap<>();
    Json value = struct.at(name).orElse(new Json.Struct(Map.of()));
    if (!(value instanceof Json.Struct(var members))) {
      throw unreadable();
    }
    members.forEach((key, text) -> texts.put(keys.check(prefix + name, key), text(text)));
    return texts;
  }

  private static String text(Json value) {
    if (value instanceof Json.Text(var text)) {
      return text;
    }
    throw unreadable();
  }

  private static AwsError unreadable() {
    return new AwsError(400, "SerializationException", "The input is not what this call takes");
  }
}
