package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON as people like to read it. */
final class Pretty {

  private Pretty() {}

  static String json(String text) {
    JsonFactory factory = new JsonFactory();
    StringWriter pretty = new StringWriter();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    try (JsonParser in = factory.createParser(text);
        JsonGenerator out = factory.createGenerator(pretty)) {
      out.setPrettyPrinter(printer);
      in.nextToken();
      out.copyCurrentStructure(in);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: what IAM keeps is always JSON", e);
    }
    return pretty.toString();
  }
}
