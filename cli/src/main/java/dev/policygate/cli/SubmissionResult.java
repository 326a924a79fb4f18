package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a submission ended, for people and for programs.
 *
 * @param document of the policy, where it was read back from IAM
 */
record SubmissionResult(
    Kind kind, String message, Map<String, String> outputVariables, Optional<String> document) {

  SubmissionResult {
    outputVariables = Map.copyOf(outputVariables);
  }

  /** The three ways in which it can end. */
  enum Kind {
    SUCCEEDED("Succeeded", Status.YES),
    FAILED("Failed", Status.NO),
    UNKNOWN("Unknown", Status.UNKNOWN);

    private final String word;
    private final Status status;

    Kind(String word, Status status) {
      this.word = word;
      this.status = status;
    }
  }

  static SubmissionResult succeeded(
      String message, Map<String, String> outputVariables, Optional<String> document) {
    return new SubmissionResult(Kind.SUCCEEDED, message, outputVariables, document);
  }

  static SubmissionResult failed(String message) {
    return new SubmissionResult(Kind.FAILED, message, Map.of(), Optional.empty());
  }

  static SubmissionResult unknown(String message) {
    return new SubmissionResult(Kind.UNKNOWN, message, Map.of(), Optional.empty());
  }

  Status status() {
    return kind.status;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(kind.word).append(": ").append(message).append("\n");
    document.ifPresent(found -> text.append("\n").append(Pretty.json(found)).append("\n"));
    return text.toString();
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("result", kind.word);
      json.writeStringField("message", message);
      json.writeObjectFieldStart("outputVariables");
      for (String name : List.of("PolicyArn", "PolicyVersionId", "Outcome")) {
        if (outputVariables.containsKey(name)) {
          json.writeStringField(name, outputVariables.get(name));
        }
      }
      json.writeEndObject();
      json.writeFieldName("document");
      if (document.isPresent()) {
        json.writeRawValue(document.get());
      } else {
        json.writeNull();
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text + "\n";
  }
}
