package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.policygate.finding.Finding;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import dev.policygate.report.Judged;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report says of a sample, as far as it is compared. */
record Expectation(String verdict, List<Line> findings) {

  Expectation {
    findings = List.copyOf(findings);
  }

  /** One finding, wherever in the text it stands. */
  record Line(
      String severity, String rule, Optional<String> pointer, String message, boolean suppressed) {

    @Override
    public String toString() {
      return "%s: %s at %s: %s"
          .formatted(
              severity + (suppressed ? ", suppressed" : ""), rule, pointer.orElse("-"), message);
    }
  }

  /** What was said now. */
  static Expectation of(Judged judged) {
    return new Expectation(
        judged.outcome().word(), judged.findings().stream().map(Expectation::line).toList());
  }

  private static Line line(Finding finding) {
    return new Line(
        finding.severity().word(),
        finding.rule(),
        finding.location().pointer(),
        finding.message(),
        finding.suppressed().isPresent());
  }

  /**
   * Reads a report: a verdict with its findings, alone or as {@code check --format json} prints it
   * for one input.
   *
   * @throws UsageException when it is something else
   */
  static Expectation read(String text, String file) {
    if (!(JsonText.read(text, file) instanceof JsonText.Read(JsonObject report))) {
      throw unusable(file);
    }
    JsonObject verdict = report;
    if (report.get("verdicts").orElse(null) instanceof JsonArray(var verdicts, _)
        && verdicts.size() == 1
        && verdicts.getFirst() instanceof JsonObject only) {
      verdict = only;
    }
    if (!(verdict.get("findings").orElse(null) instanceof JsonArray(var findings, _))) {
      throw unusable(file);
    }
    List<Line> lines = new ArrayList<>();
    for (Json finding : findings) {
      lines.add(line(finding, file));
    }
    return new Expectation(text(verdict, "verdict", file), lines);
  }

  private static Line line(Json finding, String file) {
    if (!(finding instanceof JsonObject object)) {
      throw unusable(file);
    }
    Optional<String> pointer =
        object.get("pointer").orElse(null) instanceof JsonString(var text, _)
            ? Optional.of(text)
            : Optional.empty();
    return new Line(
        text(object, "severity", file),
        text(object, "rule", file),
        pointer,
        text(object, "message", file),
        object.get("suppressed").isPresent());
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
    List<Line> extra = new ArrayList<>(now.findings);
    for (Line expected : findings) {
      if (!extra.remove(expected)) {
        changes.add("- " + expected);
      }
    }
    extra.forEach(found -> changes.add("+ " + found));
    return changes;
  }

  /** The report, without what changes when somebody only moves a line. */
  String json() {
    StringWriter text = new StringWriter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withArrayEmptySeparator(""))
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter));
      out.writeStartObject();
      out.writeStringField("verdict", verdict);
      out.writeArrayFieldStart("findings");
      for (Line finding : findings) {
        out.writeStartObject();
        out.writeStringField("severity", finding.severity());
        out.writeStringField("rule", finding.rule());
        out.writeStringField("pointer", finding.pointer().orElse(null));
        out.writeStringField("message", finding.message());
        if (finding.suppressed()) {
          out.writeBooleanField("suppressed", true);
        }
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text + "\n";
  }
}
