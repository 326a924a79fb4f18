package dev.policygate.pages;

import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import dev.policygate.finding.Finding;
import dev.policygate.gate.Gate;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.JsonText;
import dev.policygate.json.JsonWriter;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.Profiles;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges the examples of pages by the whole gate, with every rule and the central denies.
 *
 * @param findings of all rules
 * @param inStatement whether the example is a statement, so that its places start there
 */
record Judge(List<Finding> findings, boolean inStatement) {

  private static final String SANDBOX = "sandbox";
  private static final String POLICY = "policy.json";
  private static final String HARMLESS =
      """
      {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/2026.csv"}
      """;

  static Judge of(Example example) {
    return switch (example.content()) {
      case JSON -> ofJson(example.text());
      case TEXT ->
          new Judge(ofPolicies(List.of(example.text()), Optional.empty(), sandbox()), false);
      case METADATA -> new Judge(ofMetadata(example.text()), false);
    };
  }

  boolean rejects() {
    return Verdict.of(findings) instanceof Verdict.Rejected;
  }

  /** What a rule says, a line for each place, and one for each fix. */
  String says(String rule) {
    return findings.stream()
        .filter(finding -> finding.rule().equals(rule))
        .map(this::line)
        .collect(Collectors.joining("\n"));
  }

  private String line(Finding finding) {
    String place =
        finding
            .location()
            .pointer()
            .map(
                pointer -> inStatement ? pointer.replaceFirst("^/Statement/0(?=/|$)", "") : pointer)
            .map(pointer -> pointer.isEmpty() ? "all of it" : pointer)
            .orElseGet(
                () ->
                    "line %d, column %d"
                        .formatted(finding.location().line(), finding.location().column()));
    String file = finding.location().file();
    boolean isPlain = file.isEmpty() || file.equals(POLICY) || file.equals("metadata.json");
    return (isPlain ? place : file + " " + place)
        + ": "
        + finding.message()
        + finding.fix().map(fix -> "\n    " + fix).orElse("");
  }

  private static Judge ofJson(String text) {
    JsonText.Result read = JsonText.read(text, POLICY);
    if (read instanceof JsonText.Read(JsonArray _)) {
      return new Judge(ofPolicies(List.of(document(text)), Optional.empty(), sandbox()), false);
    }
    if (read instanceof JsonText.Read(JsonObject object)) {
      if (object.get("files").orElse(null) instanceof JsonObject files) {
        return new Judge(ofFiles(files, profile(object), object.get("on")), false);
      }
      if (object.get("archive").orElse(null) instanceof JsonObject archive) {
        return new Judge(
            of(
                BundleReader.read(Contents.ofArchive(archive), "policy.zip"),
                Gate.offline(sandbox())),
            false);
      }
      if (object.get("profiles").isPresent()) {
        return new Judge(ofProfiles(text), false);
      }
      if (object.get("withoutAnswer").isPresent() || object.get("withoutProof").isPresent()) {
        return new Judge(Mishap.of(object).findings(), false);
      }
      if (object.get("policies").orElse(null) instanceof JsonArray(var policies, _)) {
        return new Judge(
            ofPolicies(
                policies.stream().map(Judge::document).toList(),
                object.get("boundary").map(Judge::document),
                profile(object)),
            false);
      }
      if (object.get("Effect").isPresent()) {
        return new Judge(
            ofPolicies(List.of(document("[" + text + "]")), Optional.empty(), sandbox()), true);
      }
    }
    return new Judge(ofPolicies(List.of(text), Optional.empty(), sandbox()), false);
  }

  private static String document(String statements) {
    return "{\"Version\": \"%s\", \"Statement\": %s}".formatted(Policy.VERSION, statements);
  }

  /** A policy of a case, where a list stands for its statements. */
  static String document(Json json) {
    String text = JsonWriter.write(json);
    return json instanceof JsonArray ? document(text) : text;
  }

  private static Profile sandbox() {
    return Presets.load().named(SANDBOX).orElseThrow();
  }

  /** The preset with what a case says in place of what it says. */
  private static Profile profile(JsonObject example) {
    if (!(example.get("profile").orElse(null) instanceof JsonObject own)) {
      return sandbox();
    }
    String more =
        own.members().stream()
            .map(
                member -> ", \"%s\": %s".formatted(member.name(), JsonWriter.write(member.value())))
            .collect(Collectors.joining());
    String text =
        """
        {"profiles": {"%s": {"centralDenies": {"policy": "central-deny-policy-sandbox",
          "document": "sandbox.json"}%s}}}
        """
            .formatted(SANDBOX, more);
    if (ProfileReader.read(text, "profile.json", Presets::document)
        instanceof ProfileReader.Read(Profiles profiles)) {
      return profiles.named(SANDBOX).orElseThrow();
    }
    throw new AssertionError(
        "no profile: " + ProfileReader.read(text, "profile.json", Presets::document));
  }

  private static List<Finding> ofPolicies(
      List<String> texts, Optional<String> boundary, Profile profile) {
    List<Policy> policies = new ArrayList<>();
    List<Finding> refused = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String file = texts.size() == 1 ? POLICY : "policy%d.json".formatted(i + 1);
      switch (PolicyParser.parse(texts.get(i), file)) {
        case ParseResult.Parsed(var policy) -> policies.add(policy);
        case ParseResult.Refused(var findings) -> refused.addAll(findings);
        case ParseResult.Unreadable(var finding) -> refused.add(finding);
      }
    }
    if (!refused.isEmpty()) {
      return refused;
    }
    Optional<Policy> limit = boundary.map(text -> Policies.parse(text, "boundary.json"));
    return Gate.offline(profile).judge(policies, List.of(), limit).verdict().findings();
  }

  private static List<Finding> ofMetadata(String text) {
    Map<String, byte[]> files =
        Map.of(
            POLICY,
            document("[" + HARMLESS + "]").getBytes(StandardCharsets.UTF_8),
            "metadata.json",
            text.getBytes(StandardCharsets.UTF_8));
    return ofBundle(files, Gate.offline(sandbox()));
  }

  private static List<Finding> ofFiles(JsonObject files, Profile profile, Optional<Json> day) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    files.members().forEach(file -> contents.put(file.name(), Contents.ofFile(file.value())));
    Gate gate = Gate.offline(profile);
    return ofBundle(
        contents, day.map(json -> gate.on(LocalDate.parse(Contents.string(json)))).orElse(gate));
  }

  private static List<Finding> ofBundle(Map<String, byte[]> files, Gate gate) {
    return of(BundleReader.readFiles(files, ""), gate);
  }

  private static List<Finding> of(BundleResult read, Gate gate) {
    return switch (read) {
      case BundleResult.Read(var bundle, _) ->
          gate.judge(bundle.policy(), bundle.metadata()).verdict().findings();
      case BundleResult.Refused(var findings, _) -> findings;
      case BundleResult.Unreadable(var findings, _) -> findings;
    };
  }

  private static List<Finding> ofProfiles(String text) {
    return ProfileReader.read(text, "profiles.json", Presets::document)
            instanceof ProfileReader.Refused(var findings)
        ? findings
        : List.of();
  }
}
