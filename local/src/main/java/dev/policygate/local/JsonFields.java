package dev.policygate.local;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds a JSON object member by member; what is absent is left out. */
final class JsonFields {
  private final Map<String, Json> members = new LinkedHashMap<>();

  JsonFields text(String name, String value) {
    members.put(name, new Json.Text(value));
    return this;
  }

  JsonFields text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  JsonFields number(String name, long value) {
    members.put(name, new Json.Numeral(BigDecimal.valueOf(value)));
    return this;
  }

  JsonFields number(String name, Optional<Integer> value) {
    value.ifPresent(present -> number(name, present));
    return this;
  }

  JsonFields flag(String name, boolean value) {
    members.put(name, value ? Json.Literal.TRUE : Json.Literal.FALSE);
    return this;
  }

  /** A time as JSON protocols have it: seconds since 1970, with milliseconds. */
  JsonFields time(String name, Instant value) {
    members.put(name, new Json.Numeral(BigDecimal.valueOf(value.toEpochMilli(), 3)));
    return this;
  }

  JsonFields nothing(String name) {
    members.put(name, Json.Literal.NULL);
    return this;
  }

  JsonFields object(String name, JsonFields value) {
    members.put(name, value.build());
    return this;
  }

  JsonFields object(String name, Optional<JsonFields> value) {
    value.ifPresent(present -> object(name, present));
    return this;
  }

  JsonFields texts(String name, Map<String, String> values) {
    members.put(
        name,
        new Json.Struct(
            values.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new Json.Text(entry.getValue()),
                        (one, _) -> one,
                        LinkedHashMap::new))));
    return this;
  }

  JsonFields list(String name, List<JsonFields> values) {
    List<Json> items = values.stream().<Json>map(JsonFields::build).toList();
    members.put(name, new Json.Array(items));
    return this;
  }

  Json.Struct build() {
    return new Json.Struct(members);
  }
}
