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
record SubmissionResult(Ending ending, Optional<String> document) {

  private String word() {
    return switch (ending) {
      case Ending.Published _ -> "Succeeded";
      case Ending.Refused _, Ending.Failed _ -> "Failed";
      case Ending.Undecided _ -> "Unknown";
    };
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(word()).append(": ").append(ending.message()).append("\n");
    document.ifPresent(found -> text.append("\n").append(Pretty.json(found)).append("\n"));
    return text.toString();
  }

  String json() {
    Map<String, String> variables =
        ending instanceof Ending.Published(_, var published) ? published : Map.of();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("result", word());
      json.writeStringField("message", ending.message());
      json.writeObjectFieldStart("outputVariables");
      for (String name : List.of("PolicyArn", "PolicyVersionId", "Outcome")) {
        if (variables.containsKey(name)) {
          json.writeStringField(name, variables.get(name));
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
