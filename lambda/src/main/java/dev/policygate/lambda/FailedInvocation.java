package dev.policygate.lambda;

import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Lambda tells a failure destination: an invocation that it has given up, with the event that
 * the invocation was of. Live credentials are among that, so nothing of it is ever put into a
 * message but the request's id.
 *
 * @param requestId by which the function's log is searched
 * @param job what the event turns out to be
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Lambda
 *     Developer Guide, retaining records of asynchronous invocations</a>
 */
record FailedInvocation(String requestId, JobEvent.Read job) {

  private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-f-]{36}");

  /** Reads what Lambda tells; empty when it is something else. */
  static Optional<FailedInvocation> read(String text) {
    if (JsonText.read(text, "event") instanceof JsonText.Read(JsonObject root)
        && root.get("requestContext").orElse(null) instanceof JsonObject context
        && root.get("requestPayload").orElse(null) instanceof JsonObject event
        && context.get("requestId").orElse(null) instanceof JsonString(var requestId, _)
        && REQUEST_ID.matcher(requestId).matches()) {
      return Optional.of(new FailedInvocation(requestId, JobEvent.read(event)));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "FailedInvocation[" + requestId + "]";
  }
}
