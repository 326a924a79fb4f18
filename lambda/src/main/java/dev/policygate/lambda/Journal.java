package dev.policygate.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.policygate.finding.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the function writes down: one line of JSON for each thing that happened, and metrics in the
 * same lines. No event, no credentials, no policy text; ids, ARNs and rules only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">CloudWatch
 *     User Guide, embedded metric format</a>
 */
final class Journal {

  private static final String NAMESPACE = "PolicyGate";

  /** How much of a stack is written: enough to get from the JDK to our own code. */
  private static final int FRAMES = 8;

  private final PrintStream out;
  private final InstantSource clock;

  Journal(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  void rejected(Claim claim, List<Finding> findings) {
    write(
        "Rejected",
        Map.of(
            "job",
            claim.jobId(),
            "account",
            claim.accountId(),
            "rules",
            findings.stream().map(Finding::rule).distinct().collect(Collectors.joining(" "))));
  }

  void published(Claim claim, Publication publication) {
    write(
        publication.outcome(),
        Map.of(
            "job",
            claim.jobId(),
            "account",
            claim.accountId(),
            "policy",
            publication.policyArn(),
            "version",
            publication.version(),
            "note",
            publication.note()));
  }

  /** Why a job is not done. What its author can mend may quote the policy, so only that is said. */
  void trouble(String jobId, Trouble trouble) {
    write(
        "Trouble",
        Map.of(
            "job",
            jobId,
            "type",
            trouble.type().text(),
            "message",
            trouble.type() == FailureType.JOB_FAILED
                ? "the author of the bundle is told"
                : trouble.getMessage()));
  }

  /** A defect of the gate: only where it broke is written, not what it was working on. */
  void defect(String jobId, Throwable e) {
    write(
        "Defect",
        Map.of(
            "job",
            jobId,
            "exception",
            e.getClass().getName(),
            "at",
            Arrays.stream(e.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "))));
  }

  void reported(String jobId, JobResult result, JobReporter.Receipt receipt) {
    write(
        switch (receipt) {
          case TAKEN -> "Reported";
          case LATE -> "ReportedLate";
        },
        Map.of("job", jobId, "result", word(result)));
  }

  /** Nobody was told: somebody must look. */
  void unreported(String jobId, JobResult result, String reason) {
    write("Unreported", Map.of("job", jobId, "result", word(result), "reason", reason));
  }

  /** An event that is no job: nothing of it is written. */
  void foreign(String problem) {
    write("ForeignEvent", Map.of("message", problem));
  }

  private static String word(JobResult result) {
    return switch (result) {
      case JobResult.Succeeded _ -> "Succeeded";
      case JobResult.Failed(var type, _) -> type.text();
    };
  }

  private void write(String what, Map<String, String> fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("what", what);
      for (var field : new TreeMap<>(fields).entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeNumberField(what, 1);
      json.writeObjectFieldStart("_aws");
      json.writeNumberField("Timestamp", clock.millis());
      json.writeArrayFieldStart("CloudWatchMetrics");
      json.writeStartObject();
      json.writeStringField("Namespace", NAMESPACE);
      json.writeArrayFieldStart("Dimensions");
      json.writeStartArray();
      json.writeEndArray();
      json.writeEndArray();
      json.writeArrayFieldStart("Metrics");
      json.writeStartObject();
      json.writeStringField("Name", what);
      json.writeStringField("Unit", "Count");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    out.println(line);
  }
}
