package dev.policygate.lambda;

import static dev.policygate.lambda.Surroundings.CLAIM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.lambda.JobReporter.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final String ARN = "arn:aws:iam::222222222222:policy/policy-gate/Team";
  private static final JobResult DONE = new JobResult.Succeeded("Created", Map.of());

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Journal journal =
      new Journal(
          new PrintStream(written, true, StandardCharsets.UTF_8),
          InstantSource.fixed(Instant.ofEpochMilli(1_000)));

  private void wrote(String what, String fields) {
    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"what":"%1$s",%2$s"%1$s":1,"_aws":{"Timestamp":1000,"CloudWatchMetrics":[\
            {"Namespace":"PolicyGate","Dimensions":[[]],"Metrics":[{"Name":"%1$s","Unit":"Count"}]}]}}
            """
                .formatted(what, fields)
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void aPublication() {
    journal.published(CLAIM, new Publication.Updated(ARN, "v2", "; a note"));
    wrote(
        "Updated",
        """
        "account":"222222222222","job":"11111111-2222-3333-4444-555555555555",\
        "note":"; a note","policy":"%s","version":"v2","""
            .formatted(ARN));
  }

  @Test
  void aRejectionNamesTheRulesOnce() {
    RuleInfo rule = RuleInfo.error("A", "bad");
    Location location = Location.of("policy.json");
    journal.rejected(
        CLAIM,
        List.of(
            rule.at(location, "SECRET"),
            rule.at(location, "SECRET 2"),
            RuleInfo.warning("B", "worse").at(location, "SECRET 3")));
    wrote(
        "Rejected",
        """
        "account":"222222222222","job":"11111111-2222-3333-4444-555555555555","rules":"A B","""
            .strip());
  }

  @Test
  void troubleOfTheGate() {
    journal.trouble("job", Trouble.permission("cannot"));
    wrote("Trouble", "\"job\":\"job\",\"message\":\"cannot\",\"type\":\"PermissionError\",");
  }

  @Test
  void troubleOfTheBundleIsNotQuoted() {
    journal.trouble("job", Trouble.ofTheBundle("SECRET"));
    wrote(
        "Trouble",
        "\"job\":\"job\",\"message\":\"the author of the bundle is told\",\"type\":\"JobFailed\",");
  }

  @Test
  void aDefectIsItsPlaceAlone() {
    IllegalStateException defect = new IllegalStateException("SECRET");
    defect.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("a.B", "c", "B.java", 1),
          new StackTraceElement("d.E", "f", "E.java", 2)
        });
    journal.defect("job", defect);
    wrote(
        "Defect",
        "\"at\":\"a.B.c(B.java:1) < d.E.f(E.java:2)\",\"exception\":"
            + "\"java.lang.IllegalStateException\",\"job\":\"job\",");
  }

  @Test
  void aReport() {
    journal.reported("job", DONE, Receipt.TAKEN);
    wrote("Reported", "\"job\":\"job\",\"result\":\"Succeeded\",");
  }

  @Test
  void aReportThatCameTooLate() {
    journal.reported("job", new JobResult.Failed(FailureType.JOB_FAILED, "no"), Receipt.LATE);
    wrote("ReportedLate", "\"job\":\"job\",\"result\":\"JobFailed\",");
  }

  @Test
  void aReportThatNobodyTook() {
    journal.unreported("job", DONE, "because\nof it");
    wrote("Unreported", "\"job\":\"job\",\"reason\":\"because\\nof it\",\"result\":\"Succeeded\",");
  }

  @Test
  void anEventThatIsNoJob() {
    journal.foreign("no job");
    wrote("ForeignEvent", "\"message\":\"no job\",");
  }
}
