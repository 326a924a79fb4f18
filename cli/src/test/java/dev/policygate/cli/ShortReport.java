package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What {@code check --format json} says of one input, without what changes with the machine. */
final class ShortReport {

  private static final List<String> KEPT = List.of("severity", "rule", "pointer", "message");

  private static final Separators SEPARATORS =
      Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  private ShortReport() {}

  /** The verdict, and of each finding what a person would compare. */
  static String of(Path input) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter(SEPARATORS).withArrayIndenter(new DefaultIndenter("  ", "\n")));
      write(verdict(input), out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text + "\n";
  }

  private static void write(JsonObject verdict, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("verdict", string(verdict, "verdict"));
    out.writeArrayFieldStart("findings");
    for (Json finding : array(verdict, "findings")) {
      out.writeStartObject();
      for (String member : KEPT) {
        if (((JsonObject) finding).get(member).orElseThrow() instanceof JsonString(var value, _)) {
          out.writeStringField(member, value);
        } else {
          out.writeNullField(member);
        }
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static JsonObject verdict(Path input) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Main.run(
        new String[] {"check", "--format", "json", input.toString()},
        new Console(InputStream.nullInputStream(), out, System.err));
    if (JsonText.read(said.toString(StandardCharsets.UTF_8), "report.json")
        instanceof JsonText.Read(JsonObject report)) {
      return (JsonObject) array(report, "verdicts").getFirst();
    }
    throw new AssertionError("no JSON: " + said);
  }

  private static List<Json> array(JsonObject owner, String name) {
    return ((JsonArray) owner.get(name).orElseThrow()).elements();
  }

  private static String string(JsonObject owner, String name) {
    return ((JsonString) owner.get(name).orElseThrow()).value();
  }
}
