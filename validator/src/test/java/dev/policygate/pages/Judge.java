package dev.policygate.pages;

import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import dev.policygate.bundle.Metadata;
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
import java.util.ArrayList;
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
    String named = file.equals(POLICY) || file.equals("metadata.json") ? place : file + " " + place;
    return named + ": " + finding.message() + finding.fix().map(fix -> "\n    " + fix).orElse("");
  }

  private static Judge ofJson(String text) {
    JsonText.Result read = JsonText.read(text, POLICY);
    if (read instanceof JsonText.Read(JsonArray _)) {
      return new Judge(ofPolicies(List.of(document(text)), Optional.empty(), sandbox()), false);
    }
    if (read instanceof JsonText.Read(JsonObject object)) {
      if (object.get("policies").orElse(null) instanceof JsonArray(var policies, _)) {
        return new Judge(
            ofPolicies(
                policies.stream().map(Judge::document).toList(),
                object.get("boundary").map(Judge::document),
                object.get("profile").map(Judge::profile).orElseGet(Judge::sandbox)),
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
  private static String document(Json json) {
    String text = JsonWriter.write(json);
    return json instanceof JsonArray ? document(text) : text;
  }

  private static Profile sandbox() {
    return Presets.load().named(SANDBOX).orElseThrow();
  }

  /** The preset with what {@code json} says in place of what it says. */
  private static Profile profile(Json json) {
    JsonObject own = (JsonObject) json;
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
    return switch (BundleReader.readFiles(files, "")) {
      case BundleResult.Read(var bundle, _) -> {
        Metadata metadata = bundle.metadata();
        yield Gate.offline(sandbox()).judge(bundle.policy(), metadata).verdict().findings();
      }
      case BundleResult.Refused(var findings, _) -> findings;
      case BundleResult.Unreadable(var findings, _) -> findings;
    };
  }
}
