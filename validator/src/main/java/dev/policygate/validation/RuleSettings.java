package dev.policygate.validation;

import dev.policygate.finding.Location;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters that a profile gives one rule: what is said there and not understood throws. */
public final class RuleSettings {

  /** Those of a rule to which a profile says nothing. */
  public static final RuleSettings NONE =
      new RuleSettings(new JsonObject(List.of(), Location.of("nowhere")));

  private final JsonObject parameters;

  private RuleSettings(JsonObject parameters) {
    this.parameters = parameters;
  }

  public static RuleSettings of(JsonObject parameters) {
    return new RuleSettings(parameters);
  }

  /** A setting that a rule cannot work with; who reads the profile says so, with the place. */
  public static final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Location location;

    private Unfit(Location location, String problem) {
      super(problem);
      this.location = location;
    }

    public Location location() {
      return location;
    }
  }

  /** The names of all that is said, in the order of the profile. */
  public List<Member> members() {
    return parameters.members();
  }

  /**
   * A text.
   *
   * @throws Unfit when it is something else
   */
  public Optional<String> text(String name) {
    Optional<Json> value = parameters.get(name);
    return value.isPresent() ? Optional.of(text(name, value.get())) : Optional.empty();
  }

  /**
   * A list of texts, of which one may stand without its list; none where nothing is said.
   *
   * @throws Unfit when it is something else
   */
  public List<String> texts(String name) {
    Optional<Json> value = parameters.get(name);
    if (value.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value.get() instanceof JsonArray(var elements, _)) {
      for (Json element : elements) {
        texts.add(text(name, element));
      }
    } else {
      texts.add(text(name, value.get()));
    }
    return texts;
  }

  /**
   * A whole number.
   *
   * @throws Unfit when it is something else
   */
  public Optional<Integer> number(String name) {
    Optional<Json> value = parameters.get(name);
    return value.isPresent() ? Optional.of(number(name, value.get())) : Optional.empty();
  }

  /**
   * Yes or no; no where nothing is said.
   *
   * @throws Unfit when it is something else
   */
  public boolean flag(String name) {
    Optional<Json> value = parameters.get(name);
    if (value.isEmpty()) {
      return false;
    }
    if (value.get() instanceof JsonBoolean(var flag, _)) {
      return flag;
    }
    throw wrongType(name, value.get(), "true or false");
  }

  /**
   * What to throw when the value of a parameter is of the right type and yet of no use.
   *
   * @param problem one sentence without a full stop
   */
  public Unfit unfit(String name, String problem) {
    return new Unfit(parameters.get(name).orElse(parameters).location(), problem);
  }

  private static String text(String name, Json value) {
    if (value instanceof JsonString(var text, _)) {
      return text;
    }
    throw wrongType(name, value, "a string");
  }

  private static int number(String name, Json value) {
    if (value instanceof JsonNumber(var text, _)) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw wrongType(name, value, "a whole number");
  }

  private static Unfit wrongType(String name, Json value, String expected) {
    return new Unfit(
        value.location(), "`" + name + "` is " + value.kind() + " here, not " + expected);
  }
}
