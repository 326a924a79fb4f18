package dev.policygate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobMessageTest {

  private static Finding finding(Severity severity, String message) {
    return new Finding(
        "MyRule",
        severity,
        new Location("policy.zip!policy.json", 7, 21, Optional.of("/Statement/0/Action")),
        message,
        Optional.of("mend it"));
  }

  @Test
  void opensWithTheVerdictAndTheFirstFinding() {
    assertThat(
            JobMessage.rejection(
                List.of(
                    finding(
                        Severity.ERROR,
                        "* permissions not allowed in both actions and resources"))))
        .isEqualTo(
            """
            Policy creation request rejected: * permissions not allowed in both actions and resources
              at policy.json:7:21 /Statement/0/Action [MyRule]
              fix: mend it""");
  }

  @Test
  void putsErrorsBeforeWarningsAndKeepsTheirOrder() {
    assertThat(
            JobMessage.rejection(
                List.of(
                    finding(Severity.WARNING, "first"),
                    finding(Severity.ERROR, "second"),
                    finding(Severity.WARNING, "third"),
                    finding(Severity.ERROR, "fourth"))))
        .isEqualTo(
            """
            Policy creation request rejected: second
              at policy.json:7:21 /Statement/0/Action [MyRule]
              fix: mend it
            error: fourth
              at policy.json:7:21 /Statement/0/Action [MyRule]
              fix: mend it
            warning: first
              at policy.json:7:21 /Statement/0/Action [MyRule]
              fix: mend it
            warning: third
              at policy.json:7:21 /Statement/0/Action [MyRule]
              fix: mend it""");
  }

  @Test
  void leavesOutWhatThereIsNot() {
    Finding bare =
        new Finding("MyRule", Severity.ERROR, Location.of("policy.zip"), "no", Optional.empty());
    assertThat(JobMessage.rejection(List.of(bare)))
        .isEqualTo("Policy creation request rejected: no\n  at policy.zip:1:1 [MyRule]");
    Finding whole =
        new Finding(
            "MyRule",
            Severity.ERROR,
            new Location("policy.zip!policy.json", 1, 1, Optional.of("")),
            "no",
            Optional.empty());
    assertThat(JobMessage.rejection(List.of(whole)))
        .isEqualTo("Policy creation request rejected: no\n  at policy.json:1:1 [MyRule]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30, 50, 60, 61, 62, 63, 64, 65, 1_000, 100_000})
  void holdsWholeFindingsAndCountsTheRest(int count) {
    Finding one = finding(Severity.ERROR, "it is too much");
    String message = JobMessage.rejection(Collections.nCopies(count, one));
    assertThat(message.length()).isLessThanOrEqualTo(5_000);
    List<String> lines = new ArrayList<>(message.lines().toList());
    int left = 0;
    if (lines.getLast().startsWith("and ")) {
      String last = lines.removeLast();
      assertThat(last).matches("and \\d+ more findings?; `policygate check` shows all of them");
      left = Integer.parseInt(last.split(" ", 3)[1]);
      assertThat(message.length()).as("room that is left").isGreaterThan(4_700);
    }
    assertThat(lines).hasSize(3 * (count - left)).last().isEqualTo("  fix: mend it");
  }

  @Test
  void saysOneFindingOfOne() {
    String two =
        JobMessage.rejection(
            List.of(
                finding(Severity.ERROR, "a".repeat(4_000)),
                finding(Severity.ERROR, "b".repeat(4_000))));
    assertThat(two)
        .endsWith("\nand 1 more finding; `policygate check` shows all of them")
        .hasSizeLessThanOrEqualTo(5_000);
  }

  @Test
  void shortensLongQuotationsRatherThanToLeaveFindingsOut() {
    String message =
        JobMessage.rejection(
            Collections.nCopies(
                10, finding(Severity.ERROR, "`" + "x".repeat(50_000) + "` is long")));
    assertThat(message)
        .doesNotContain("more finding")
        .contains("`" + "x".repeat(100) + "…` is long");
  }

  @Test
  void cutsWhatCannotBeShortenedAndSaysSo() {
    for (String part : List.of("x", "x\uD83D\uDE00", "\uD83D\uDE00")) {
      String message = JobMessage.rejection(List.of(finding(Severity.ERROR, part.repeat(9_000))));
      assertThat(message.length()).isBetween(4_900, 5_000);
      assertThat(message).endsWith("…");
      assertThat(Character.isHighSurrogate(message.charAt(message.length() - 2))).isFalse();
    }
  }

  @Test
  void neverLetsTheInputSpeakToATerminal() {
    assertThat(JobMessage.rejection(List.of(finding(Severity.ERROR, "`\u001B[2J`"))))
        .startsWith("Policy creation request rejected: `U+001B[2J`\n");
  }

  @Test
  void takesANoteAsFarAsThereIsRoom() {
    assertThat(JobMessage.withNote("failed", "and more")).isEqualTo("failed\nbesides: and more");
    String full = "x".repeat(4_990);
    assertThat(JobMessage.withNote(full, "")).isEqualTo(full + "\nbesides: ");
    assertThat(JobMessage.withNote(full, "a")).isEqualTo(full);
  }

  @Test
  void isLimitedToWhatCodePipelineTakes() {
    assertThat(JobMessage.limited("x".repeat(5_000))).isEqualTo("x".repeat(5_000));
    assertThat(JobMessage.limited("x".repeat(5_001))).isEqualTo("x".repeat(4_999) + "…");
    assertThat(JobMessage.limited("x".repeat(4_998) + "\uD83D\uDE00x"))
        .isEqualTo("x".repeat(4_998) + "…");
  }
}
