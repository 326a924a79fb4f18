package dev.policygate.judgements;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Severity;
import dev.policygate.gate.Gate;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import dev.policygate.json.JsonWriter;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import dev.policygate.profile.Presets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Labelled policies, and how the gate judges them. */
final class Cases {

  private static final Map<String, Gate> GATES = new HashMap<>();

  private Cases() {}

  /**
   * One case.
   *
   * @param refuse how it is labelled
   */
  record Case(
      String name,
      boolean refuse,
      boolean disputed,
      String profile,
      List<String> policies,
      Optional<String> boundary) {

    /** The errors that the gate finds; none when it opens. */
    List<Finding> errors() {
      List<Policy> parsed = new ArrayList<>();
      List<Finding> errors = new ArrayList<>();
      for (int i = 0; i < policies.size(); i++) {
        switch (PolicyParser.parse(policies.get(i), name + "#" + i)) {
          case ParseResult.Parsed(var policy) -> parsed.add(policy);
          case ParseResult.Refused(var findings) -> errors.addAll(findings);
          case ParseResult.Unreadable(var finding) -> errors.add(finding);
        }
      }
      if (!errors.isEmpty()) {
        return errors;
      }
      Optional<Policy> limit = boundary.map(text -> policy(text, name + "#boundary"));
      return gate(profile).judge(parsed, List.of(), limit).verdict().findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .toList();
    }
  }

  private static Policy policy(String text, String file) {
    if (PolicyParser.parse(text, file) instanceof ParseResult.Parsed(var policy)) {
      return policy;
    }
    throw new AssertionError(file + " is no policy");
  }

  private static Gate gate(String profile) {
    return GATES.computeIfAbsent(
        profile,
        name ->
            Gate.offline(
                Presets.load()
                    .named(name)
                    .or(() -> Presets.load().named("sandbox"))
                    .orElseThrow()));
  }

  /** The cases below a folder. */
  static List<Case> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Cases::read)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!(JsonText.read(text, file.toString()) instanceof JsonText.Read(JsonObject object))
        || !(object.get("policies").orElseThrow() instanceof JsonArray(var policies, _))) {
      throw new AssertionError(file + " is no case");
    }
    return new Case(
        file.getFileName().toString(),
        text(object, "label").equals("refuse"),
        object.get("disputed").orElse(null) instanceof JsonBoolean(var disputed, _) && disputed,
        object.get("profile").isPresent() ? text(object, "profile") : "sandbox",
        policies.stream().map(Cases::document).toList(),
        object.get("boundary").map(Cases::document));
  }

  private static String text(JsonObject object, String name) {
    return ((JsonString) object.get(name).orElseThrow()).value();
  }

  /** A document: an object, or its text. */
  private static String document(Json json) {
    if (json instanceof JsonString(var text, _)) {
      return text;
    }
    return JsonWriter.write(json);
  }
}
