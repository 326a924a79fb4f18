package dev.policygate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.policygate.access.Containment;
import dev.policygate.access.Decision;
import dev.policygate.access.Doubt;
import dev.policygate.access.Question;
import dev.policygate.access.Site;
import dev.policygate.access.Witness;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers about access for scripts, one object on one line; the form is a public contract. */
public final class AccessJson {

  private final KeyNames names;

  /**
   * Writes answers about policies.
   *
   * @param policies that were asked about; condition keys are written as in them
   */
  public AccessJson(List<Policy> policies) {
    this.names = new KeyNames(policies);
  }

  /** {@code {"result": "within" | "exceeds" | "undecided", "witnesses", "undecided"}}. */
  public String of(Containment containment) {
    return switch (containment) {
      case Containment.Within _ -> result("within", List.of(), List.of());
      case Containment.Exceeds(var witnesses, var doubts) -> result("exceeds", witnesses, doubts);
      case Containment.Undecided(var doubts) -> result("undecided", List.of(), doubts);
    };
  }

  /** {@code {"result": "no" | "yes" | "undecided", "witnesses", "undecided"}}. */
  public String of(Question.Answer answer) {
    return switch (answer) {
      case Question.No _ -> result("no", List.of(), List.of());
      case Question.Yes(var witness) -> result("yes", List.of(witness), List.of());
      case Question.Unclear(var doubts) -> result("undecided", List.of(), doubts);
    };
  }

  /** {@code {"decision", "when"?, "decidedBy"}}; {@code when} of a conditional decision alone. */
  public String of(Decision decision) {
    return JsonLine.of(
        json -> {
          json.writeStringField("decision", word(decision));
          if (decision instanceof Decision.Conditional(var when, _)) {
            json.writeArrayFieldStart("when");
            for (String condition : when) {
              json.writeString(condition);
            }
            json.writeEndArray();
          }
          json.writeArrayFieldStart("decidedBy");
          write(decision.decidedBy(), json);
          json.writeEndArray();
        });
  }

  /**
   * There is no answer, since an input cannot be used: {@code {FIELD: "unusable", "error"}}.
   *
   * @param field where the answer would have been: {@code result} or {@code decision}
   */
  public static String unusable(String field, String error) {
    return JsonLine.of(
        json -> {
          json.writeStringField(field, "unusable");
          json.writeStringField("error", error);
        });
  }

  static String word(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "Allowed";
      case Decision.ExplicitlyDenied _ -> "ExplicitlyDenied";
      case Decision.ImplicitlyDenied _ -> "ImplicitlyDenied";
      case Decision.Conditional _ -> "Conditional";
    };
  }

  private String result(String result, List<Witness> witnesses, List<Doubt> doubts) {
    return JsonLine.of(
        json -> {
          json.writeStringField("result", result);
          json.writeArrayFieldStart("witnesses");
          for (Witness witness : witnesses) {
            write(witness, json);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("undecided");
          for (Doubt doubt : doubts) {
            write(doubt, json);
          }
          json.writeEndArray();
        });
  }

  private void write(Witness witness, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("request");
    json.writeStringField("action", witness.request().action());
    json.writeStringField("resource", witness.request().resource());
    json.writeObjectFieldStart("context");
    for (Map.Entry<String, List<String>> key : witness.request().context(names::of).entrySet()) {
      json.writeArrayFieldStart(key.getKey());
      for (String value : key.getValue()) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeBooleanField("known", witness.known());
    json.writeEndObject();
    json.writeArrayFieldStart("allowedBy");
    write(witness.allowedBy(), json);
    json.writeEndArray();
    json.writeEndObject();
  }

  /** An entry for each statement of which it is not known; one without a place if there is none. */
  private static void write(Doubt doubt, JsonGenerator json) throws IOException {
    if (doubt.where().isEmpty()) {
      json.writeStartObject();
      json.writeStringField("what", doubt.what());
      json.writeEndObject();
    }
    for (Site site : doubt.where()) {
      json.writeStartObject();
      json.writeStringField("what", doubt.what());
      writeFields(site, json);
      json.writeEndObject();
    }
  }

  private static void write(List<Site> sites, JsonGenerator json) throws IOException {
    for (Site site : sites) {
      json.writeStartObject();
      writeFields(site, json);
      json.writeEndObject();
    }
  }

  private static void writeFields(Site site, JsonGenerator json) throws IOException {
    Location at = site.statement().location();
    json.writeStringField("file", at.file());
    json.writeNumberField("statement", site.index());
    json.writeStringField("sid", site.statement().sid().map(Located::value).orElse(null));
    json.writeNumberField("line", at.line());
    json.writeNumberField("column", at.column());
    json.writeStringField("layer", site.layer().word());
  }
}
