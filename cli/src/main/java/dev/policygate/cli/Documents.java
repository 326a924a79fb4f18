package dev.policygate.cli;

import dev.policygate.cli.Inputs.Input;
import dev.policygate.cli.Inputs.Refused;
import dev.policygate.cli.Inputs.Unreadable;
import dev.policygate.cli.Inputs.Usable;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the policies that {@code diff}, {@code allows} and {@code grants} ask about, and keeps
 * their texts to show lines of them.
 */
final class Documents {

  private static final String STANDARD_INPUT = "-";

  private final Inputs inputs;
  private final Map<String, String> texts = new HashMap<>();

  Documents(Console console) {
    this.inputs = new Inputs(console);
  }

  /** What was read, by the names that places in it have. */
  Map<String, String> texts() {
    return texts;
  }

  /**
   * The policy of a file, of a bundle, or of standard input.
   *
   * @param path as {@code check} takes it
   */
  Policy ofPath(String path) throws UnusableException {
    Input input = inputs.read(path);
    texts.putAll(input.texts());
    if (input instanceof Usable usable) {
      return usable.policy();
    }
    throw UnusableException.of(
        input instanceof Refused refused ? refused.findings() : ((Unreadable) input).findings());
  }

  List<Policy> ofPaths(List<String> paths) throws UnusableException {
    List<Policy> policies = new ArrayList<>();
    for (String path : paths) {
      policies.add(ofPath(path));
    }
    return policies;
  }

  /**
   * The policy that stands in a line of a batch: an object, a string with its text, or {@code
   * {"file": PATH}}.
   *
   * <p>What stands in the line itself is called {@code FILE:LINE!POINTER}, and its lines and
   * columns count from its own beginning.
   */
  Policy ofJson(Json value, Line line) throws UnusableException {
    String name = line.name() + "!" + value.location().pointer().orElse("");
    if (value instanceof JsonString string) {
      return ofText(string.value(), name);
    }
    if (!(value instanceof JsonObject object)) {
      throw line.unusable(
          value, "a policy is an object, a string with its text, or {\"file\": PATH}");
    }
    if (object.members().size() != 1 || object.get("file").isEmpty()) {
      return ofText(line.textOf(object), name);
    }
    if (!(object.get("file").get() instanceof JsonString path)
        || path.value().equals(STANDARD_INPUT)) {
      throw line.unusable(value, "`file` is the path of a file");
    }
    return ofPath(path.value());
  }

  private Policy ofText(String text, String name) throws UnusableException {
    texts.put(name, text);
    ParseResult parsed = PolicyParser.parse(text, name);
    if (parsed instanceof ParseResult.Parsed whole) {
      return whole.policy();
    }
    throw UnusableException.of(
        parsed instanceof ParseResult.Refused refused
            ? refused.findings()
            : List.of(((ParseResult.Unreadable) parsed).finding()));
  }
}
