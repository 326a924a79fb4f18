package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * What became of a policy whose denies were to be renewed.
 *
 * @param message for people
 */
record Renewal(String policyArn, Kind kind, String message) {

  /** The ways in which it can end. */
  enum Kind {
    /** It carries the denies already. */
    CURRENT("current", Status.YES),
    /** It carries them now. */
    RENEWED("renewed", Status.YES),
    /** It does not carry them, and was not to be changed. */
    OUTDATED("outdated", Status.NO),
    /** The gate does not let it pass any more; it stays as it is. */
    REJECTED("rejected", Status.NO),
    /** It lies under the gate's path and is not the gate's. */
    FOREIGN("foreign", Status.NO),
    /** Whether it carries them is not known. */
    UNKNOWN("unknown", Status.UNKNOWN),
    /** The gate could not do its work. */
    FAILED("failed", Status.FAILURE);

    private final String word;
    private final Status status;

    Kind(String word, Status status) {
      this.word = word;
      this.status = status;
    }
  }

  Status status() {
    return kind.status;
  }

  String text() {
    return "%s: %s; %s\n".formatted(policyArn, kind.word, message);
  }

  /** In one line. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("policy", policyArn);
      json.writeStringField("result", kind.word);
      json.writeStringField("message", message);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text + "\n";
  }
}
