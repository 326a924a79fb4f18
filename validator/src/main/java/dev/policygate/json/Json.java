package dev.policygate.json;

import dev.policygate.finding.Location;
import java.util.List;
import java.util.Optional;

/** A JSON value that knows where it stands. */
public sealed interface Json {

  Location location();

  /** What a person calls this kind of value, with its article: {@code a string}. */
  String kind();

  /** The members in the order of the text; a name that is written twice is in it twice. */
  record JsonObject(List<Member> members, Location location) implements Json {
    public JsonObject {
      members = List.copyOf(members);
    }

    /** The value of the last member of that name: what a lenient reader would take. */
    public Optional<Json> get(String name) {
      for (int i = members.size() - 1; i >= 0; i--) {
        if (members.get(i).name().equals(name)) {
          return Optional.of(members.get(i).value());
        }
      }
      return Optional.empty();
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /**
   * A name and its value.
   *
   * @param location of the name; its pointer is that of the value
   */
  record Member(String name, Location location, Json value) {}

  record JsonArray(List<Json> elements, Location location) implements Json {
    public JsonArray {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  record JsonString(String value, Location location) implements Json {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /**
   * A number.
   *
   * @param text as it was written
   */
  record JsonNumber(String text, Location location) implements Json {
    @Override
    public String kind() {
      return "a number";
    }
  }

  record JsonBoolean(boolean value, Location location) implements Json {
    @Override
    public String kind() {
      return "a Boolean";
    }
  }

  record JsonNull(Location location) implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }
}
