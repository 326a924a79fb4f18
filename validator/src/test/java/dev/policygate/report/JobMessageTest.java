package dev.policygate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobMessageTest {

  private static final Location PLACE =
      new Location("policy.zip!policy.json", 7, 21, Optional.of("/Statement/0/Action"));

  private static Finding error(String message) {
    return new Finding("ARule", Severity.ERROR, PLACE, message, Optional.of("do better"));
  }

  private static List<Finding> errors(int count) {
    return IntStream.range(0, count).mapToObj(i -> error("`x%d` is wrong".formatted(i))).toList();
  }

  @Test
  void saysTheVerdictThenWhereAndHowToMendIt() {
    assertThat(JobMessage.rejection(List.of(error("`x` is wrong"))))
        .isEqualTo(
            """
            Policy creation request rejected: `x` is wrong
              at policy.json:7:21 /Statement/0/Action [ARule]
              fix: do better""");
  }

  @Test
  void putsErrorsBeforeWarnings() {
    Finding warning =
        new Finding(
            "Another", Severity.WARNING, Location.of("policy.zip"), "odd", Optional.empty());
    assertThat(JobMessage.rejection(List.of(warning, error("`x` is wrong"))))
        .isEqualTo(
            """
            Policy creation request rejected: `x` is wrong
              at policy.json:7:21 /Statement/0/Action [ARule]
              fix: do better
            warning: odd
              at policy.zip:1:1 [Another]""");
  }

  @Test
  void holdsWholeFindingsAndCountsTheRest() {
    String message = JobMessage.rejection(errors(200));
    assertThat(message).hasSizeLessThanOrEqualTo(5_000);
    long shown = message.lines().filter(line -> line.equals("  fix: do better")).count();
    assertThat(message)
        .endsWith(
            "\n  fix: do better\nand %d more findings; `policygate check` shows all of them"
                .formatted(200 - shown));
    assertThat(shown).isGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 51, 52, 53, 54, 55, 1_000, 100_000})
  void neverHoldsMoreThanCodePipelineTakes(int count) {
    assertThat(JobMessage.rejection(errors(count))).hasSizeLessThanOrEqualTo(5_000);
  }

  @Test
  void countsOne() {
    List<Finding> two = List.of(error("first"), error("second" + " word".repeat(1_000)));
    assertThat(JobMessage.rejection(two))
        .endsWith("\nand 1 more finding; `policygate check` shows all of them");
  }

  @Test
  void leavesOutTheMiddleOfALongQuote() {
    String message =
        JobMessage.rejection(
            Stream.of("`" + "a".repeat(100_000) + "z` is wrong, `b` is not")
                .map(JobMessageTest::error)
                .toList());
    assertThat(message)
        .startsWith(
            "Policy creation request rejected: `"
                + "a".repeat(120)
                + "…"
                + "a".repeat(39)
                + "z` is wrong, `b` is not\n");
  }

  @Test
  void shortensAHostilePointer() {
    Finding finding =
        new Finding(
            "ARule",
            Severity.ERROR,
            new Location("policy.json", 1, 1, Optional.of("/" + "k".repeat(10_000))),
            "bad",
            Optional.empty());
    assertThat(JobMessage.rejection(List.of(finding)))
        .isEqualTo(
            "Policy creation request rejected: bad\n  at policy.json:1:1 /%s… [ARule]"
                .formatted("k".repeat(299)));
  }

  @Test
  void cutsWhatCannotBeShortenedWithAMark() {
    assertThat(JobMessage.rejection(List.of(error("word ".repeat(2_000)), error("second"))))
        .hasSizeLessThanOrEqualTo(5_000)
        .contains("word …\nand 1 more finding");
  }

  @Test
  void addsANoteWhereThereIsRoom() {
    assertThat(JobMessage.withNote("rejected", "the role is missing"))
        .isEqualTo("rejected\nbesides: the role is missing");
    String full = "x".repeat(4_990);
    assertThat(JobMessage.withNote(full, "the role is missing")).isEqualTo(full);
  }

  @Test
  void limitsAnyMessage() {
    assertThat(JobMessage.limited("x".repeat(5_000))).isEqualTo("x".repeat(5_000));
    assertThat(JobMessage.limited("x".repeat(5_001))).isEqualTo("x".repeat(4_999) + "…");
  }
}
