package dev.policygate.infra;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes trees of maps, lists, strings, numbers and booleans as JSON. */
final class JsonText {

  private JsonText() {}

  /** Without blanks. */
  static String of(Object tree) {
    return written(tree, false);
  }

  /** With a line for each member and element. */
  static String pretty(Object tree) {
    return written(tree, true) + "\n";
  }

  private static String written(Object tree, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      if (pretty) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
            new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        json.setPrettyPrinter(printer);
      }
      write(tree, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (var member : map.entrySet()) {
          json.writeFieldName((String) member.getKey());
          write(member.getValue(), json);
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Long number -> json.writeNumber(number);
      default -> json.writeString(String.valueOf(value));
    }
  }
}
