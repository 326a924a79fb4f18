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
   * @param ofAnyLength whether its statements alone are judged, not how many they are
   */
  record Case(
      String name,
      boolean refuse,
      boolean disputed,
      boolean ofAnyLength,
      String profile,
      List<String> policies,
      Optional<String> boundary) {

    /** Whether the gate refuses it. */
    boolean isRefused() {
      return errors().stream()
          .anyMatch(error -> !(ofAnyLength && error.rule().equals("DocumentOverQuota")));
    }

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

  /** The documents of a folder, labelled by its manifest. */
  static List<Case> ofManifest(Path folder) {
    Path manifest = folder.resolve("manifest.json");
    if (!(object(manifest).get("policies").orElseThrow() instanceof JsonArray(var labels, _))) {
      throw new AssertionError(manifest + " is no manifest");
    }
    List<Case> cases = new ArrayList<>();
    for (Json each : labels) {
      JsonObject label = (JsonObject) each;
      String name = text(label, "name") + ".json";
      cases.add(
          new Case(
              name,
              text(label, "expect").equals("refuse"),
              isDisputed(label),
              label.get("overQuota").isPresent(),
              "sandbox",
              List.of(text(folder.resolve(name))),
              Optional.empty()));
    }
    return cases;
  }

  private static Case read(Path file) {
    JsonObject object = object(file);
    if (!(object.get("policies").orElseThrow() instanceof JsonArray(var policies, _))) {
      throw new AssertionError(file + " is no case");
    }
    return new Case(
        file.getFileName().toString(),
        text(object, "label").equals("refuse"),
        isDisputed(object),
        false,
        object.get("profile").isPresent() ? text(object, "profile") : "sandbox",
        policies.stream().map(Cases::document).toList(),
        object.get("boundary").map(Cases::document));
  }

  private static boolean isDisputed(JsonObject object) {
    return object.get("disputed").orElse(null) instanceof JsonBoolean(var disputed, _) && disputed;
  }

  private static JsonObject object(Path file) {
    if (JsonText.read(text(file), file.toString()) instanceof JsonText.Read(JsonObject object)) {
      return object;
    }
    throw new AssertionError(file + " holds no object");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
