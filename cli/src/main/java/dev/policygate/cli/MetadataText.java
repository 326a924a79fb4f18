package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes {@code metadata.json}. */
final class MetadataText {

  private MetadataText() {}

  /**
   * The metadata of a policy.
   *
   * @param description left out when empty
   */
  static String of(String name, String description) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("PolicyName", name);
      if (!description.isEmpty()) {
        json.writeStringField("PolicyDescription", description);
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }
}
