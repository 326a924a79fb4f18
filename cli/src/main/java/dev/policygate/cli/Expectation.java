package dev.policygate.cli;

import dev.policygate.finding.Finding;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import dev.policygate.report.Judged;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report says of a sample, as far as it is compared.
 *
 * @param findings a line for each: severity, rule, pointer and message
 */
record Expectation(String verdict, List<String> findings) {

  Expectation {
    findings = List.copyOf(findings);
  }

  /** What was said now. */
  static Expectation of(Judged judged) {
    return new Expectation(
        judged.outcome().word(), judged.findings().stream().map(Expectation::line).toList());
  }

  private static String line(Finding finding) {
    return line(
        finding.severity().word() + (finding.suppressed().isPresent() ? ", suppressed" : ""),
        finding.rule(),
        finding.location().pointer().orElse("-"),
        finding.message());
  }

  private static String line(String severity, String rule, String pointer, String message) {
    return "%s: %s at %s: %s".formatted(severity, rule, pointer, message);
  }

  /**
   * Reads a report: what {@code check --format json} prints for one input.
   *
   * @throws UsageException when it is something else
   */
  static Expectation read(String text, String file) {
    if (JsonText.read(text, file) instanceof JsonText.Read(JsonObject report)
        && report.get("verdicts").orElse(report) instanceof JsonArray(var verdicts, _)
        && verdicts.size() == 1
        && verdicts.getFirst() instanceof JsonObject verdict
        && verdict.get("findings").orElse(verdict) instanceof JsonArray(var findings, _)) {
      List<String> lines = new ArrayList<>();
      for (Json finding : findings) {
        if (!(finding instanceof JsonObject object)) {
          throw unusable(file);
        }
        boolean suppressed = object.get("suppressed").orElse(null) instanceof JsonObject;
        lines.add(
            line(
                text(object, "severity", file) + (suppressed ? ", suppressed" : ""),
                text(object, "rule", file),
                object.get("pointer").orElse(null) instanceof JsonString(var pointer, _)
                    ? pointer
                    : "-",
                text(object, "message", file)));
      }
      return new Expectation(text(verdict, "verdict", file), lines);
    }
    throw unusable(file);
  }

  private static String text(JsonObject object, String name, String file) {
    if (object.get(name).orElse(null) instanceof JsonString(var text, _)) {
      return text;
    }
    throw unusable(file);
  }

  private static UsageException unusable(String file) {
    return new UsageException(
        "%s is no report of one input, as `policygate check --format json` prints it"
            .formatted(file));
  }

  /** What is different now, a line for each; lines that are gone start with a minus. */
  List<String> changesTo(Expectation now) {
    List<String> changes = new ArrayList<>();
    if (!verdict.equals(now.verdict)) {
      changes.add("%s, expected %s".formatted(now.verdict, verdict));
    }
    List<String> extra = new ArrayList<>(now.findings);
    for (String expected : findings) {
      if (!extra.remove(expected)) {
        changes.add("- " + expected);
      }
    }
    extra.forEach(found -> changes.add("+ " + found));
    return changes;
  }
}
