package dev.policygate.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What is left to do in an account once the verdict is known, as a session policy. */
public sealed interface SessionScope {

  /** Telling CodePipeline that the job failed. */
  record ReportFailure() implements SessionScope {}

  /**
   * Creating or changing one policy, and telling CodePipeline.
   *
   * @param policyArn of the policy
   */
  record Publish(String policyArn) implements SessionScope {}

  /** The session policy: it can only take away from what the role has. */
  default String policy() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("Version", "2012-10-17");
      json.writeArrayFieldStart("Statement");
      switch (this) {
        case ReportFailure _ -> allow(json, List.of("codepipeline:PutJobFailureResult"), "*");
        case Publish(var policyArn) -> {
          allow(
              json,
              List.of(
                  "iam:CreatePolicy",
                  "iam:CreatePolicyVersion",
                  "iam:DeletePolicyVersion",
                  "iam:GetPolicy",
                  "iam:GetPolicyVersion",
                  "iam:ListPolicyVersions",
                  "iam:TagPolicy"),
              policyArn);
          allow(
              json,
              List.of("codepipeline:PutJobFailureResult", "codepipeline:PutJobSuccessResult"),
              "*");
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }

  private static void allow(JsonGenerator json, List<String> actions, String resource)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("Effect", "Allow");
    json.writeArrayFieldStart("Action");
    for (String action : actions) {
      json.writeString(action);
    }
    json.writeEndArray();
    json.writeStringField("Resource", resource);
    json.writeEndObject();
  }
}
