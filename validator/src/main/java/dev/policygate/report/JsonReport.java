package dev.policygate.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.policygate.finding.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Verdicts for scripts; the form is a public contract. */
public final class JsonReport {

  private JsonReport() {}

  /**
   * All verdicts of one call.
   *
   * @param catalog the date of the catalogue that was asked
   */
  public static String of(String profile, String catalog, List<Judged> judged) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeStringField("profile", profile);
      json.writeStringField("catalog", catalog);
      json.writeArrayFieldStart("verdicts");
      for (Judged each : judged) {
        write(each, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text + "\n";
  }

  private static void write(Judged judged, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeFieldName("input");
    if (judged.together()) {
      json.writeStartArray();
      for (String input : judged.inputs()) {
        json.writeString(input);
      }
      json.writeEndArray();
    } else {
      json.writeString(judged.inputs().getFirst());
    }
    json.writeStringField("verdict", judged.outcome().word());
    json.writeArrayFieldStart("findings");
    for (Finding finding : judged.findings()) {
      write(finding, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", finding.rule());
    json.writeStringField("severity", finding.severity().word());
    json.writeStringField("file", finding.location().file());
    json.writeNumberField("line", finding.location().line());
    json.writeNumberField("column", finding.location().column());
    json.writeStringField("pointer", finding.location().pointer().orElse(null));
    json.writeStringField("message", finding.message());
    json.writeStringField("fix", finding.fix().orElse(null));
    if (finding.suppressed().isPresent()) {
      json.writeObjectFieldStart("suppressed");
      json.writeStringField("reason", finding.suppressed().get().reason());
      json.writeStringField("owner", finding.suppressed().get().owner());
      json.writeStringField("expires", finding.suppressed().get().expires());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
