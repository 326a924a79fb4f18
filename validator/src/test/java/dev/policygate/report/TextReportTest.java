package dev.policygate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import dev.policygate.report.Judged.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private static final String POLICY =
      """
      {
      \t"Action": ["s3:*",\t"iam:PassRole"],
        "Resource": "*"
      }
      """;

  private static Finding finding(int line, int column, String message, Optional<String> fix) {
    return new Finding(
        "MyRule",
        Severity.ERROR,
        new Location("a.zip!policy.json", line, column, Optional.of("/x")),
        message,
        fix);
  }

  private static String described(String text, int line, int column) {
    return TextReport.describe(
        finding(line, column, "no", Optional.empty()), Map.of("a.zip!policy.json", text));
  }

  @Test
  void showsEachFindingWithItsLineACaretAndTheFixThenTheVerdict() {
    assertThat(
            TextReport.of(
                List.of(
                    new Judged(
                        "a.zip",
                        Outcome.REJECTED,
                        List.of(
                            finding(
                                2, 21, "`iam:PassRole` is too much", Optional.of("leave it out")),
                            new Finding(
                                "Other",
                                Severity.WARNING,
                                new Location("a.zip!policy.json", 3, 3, Optional.of("/Resource")),
                                "`*` is everything",
                                Optional.empty())),
                        Map.of("a.zip!policy.json", POLICY)),
                    new Judged(List.of("b", "c"), true, Outcome.ACCEPTED, List.of(), Map.of()),
                    new Judged("-", Outcome.UNREADABLE, List.of(), Map.of()))))
        .isEqualTo(
            """
            a.zip!policy.json:2:21: error: `iam:PassRole` is too much [MyRule]
                \t"Action": ["s3:*",\t"iam:PassRole"],
                \t                  \t^
                fix: leave it out
            a.zip!policy.json:3:3: warning: `*` is everything [Other]
                  "Resource": "*"
                  ^
            a.zip: rejected
            b, c: accepted
            -: unreadable
            """);
  }

  @Test
  void showsTheLineOfAJsonProblemToo() {
    assertThat(
            TextReport.describe(
                new Finding(
                    "InvalidJson",
                    Severity.ERROR,
                    new Location("f", 1, 6, Optional.empty()),
                    "the text ends too early",
                    Optional.empty()),
                Map.of("f", "{\"a\":")))
        .isEqualTo(
            """
            f:1:6: error: the text ends too early [InvalidJson]
                {"a":
                     ^
            """);
  }

  @Test
  void showsNoLineWhereThereIsNone() {
    String plain = "a.zip!policy.json:%d:1: error: no [MyRule]\n";
    assertThat(described("a\n", 2, 1)).isEqualTo(plain.formatted(2));
    assertThat(described("", 1, 1)).isEqualTo(plain.formatted(1));
    assertThat(described(" \n", 1, 1)).isEqualTo(plain.formatted(1));
    assertThat(described("a\r\rb", 2, 1)).isEqualTo(plain.formatted(2));
    assertThat(TextReport.describe(finding(1, 1, "no", Optional.empty()), Map.of()))
        .isEqualTo(plain.formatted(1));
  }

  @Test
  void countsLinesAsTheParserDoes() {
    assertThat(described("1\r2\n3\r\n4", 4, 1)).contains("\n    4\n    ^\n");
    assertThat(described("1\r2\n3\r\n4", 2, 1)).contains("\n    2\n    ^\n");
  }

  @Test
  void showsOfALongLineWhatIsAroundThePlace() {
    String line = "a".repeat(500) + "B" + "c".repeat(500);
    assertThat(described(line, 1, 501))
        .isEqualTo(
            "a.zip!policy.json:1:501: error: no [MyRule]\n    %sB%s\n    %s^\n"
                .formatted("a".repeat(59), "c".repeat(60), " ".repeat(59)));
    assertThat(described(line, 1, 1))
        .isEqualTo(
            "a.zip!policy.json:1:1: error: no [MyRule]\n    %s\n    ^\n"
                .formatted("a".repeat(120)));
    assertThat(described(line, 1, 1_001))
        .isEqualTo(
            "a.zip!policy.json:1:1001: error: no [MyRule]\n    %s\n    %s^\n"
                .formatted("c".repeat(120), " ".repeat(119)));
  }

  @Test
  void neverLetsTheInputSpeakToTheTerminal() {
    String report =
        TextReport.of(
            List.of(
                new Judged(
                    "a\u001B[2J.zip",
                    Outcome.REJECTED,
                    List.of(
                        new Finding(
                            "MyRule",
                            Severity.ERROR,
                            new Location("f\u001B]0;x\u0007", 1, 3, Optional.of("")),
                            "`\u202Eevil\u0085\u2028` \uD800\uDC00 \uD800 ä",
                            Optional.of("`\u001B[1A`"))),
                    Map.of("f\u001B]0;x\u0007", "a\u001B\tb\u009B\uD83D\uDE00"))));
    assertThat(report)
        .isEqualTo(
            """
            fU+001B]0;xU+0007:1:3: error: `U+202EevilU+0085U+2028` \uD800\uDC00 U+D800 ä [MyRule]
                a\uFFFD\tb\uFFFD\uD83D\uDE00
                  ^
                fix: `U+001B[1A`
            aU+001B[2J.zip: rejected
            """);
  }

  @Test
  void shortensQuotationsThatNobodyReads() {
    assertThat(
            TextReport.describe(
                finding(1, 1, "`" + "x".repeat(3_000) + "` and `y`", Optional.empty()), Map.of()))
        .isEqualTo(
            "a.zip!policy.json:1:1: error: `%s…` and `y` [MyRule]\n".formatted("x".repeat(100)));
  }

  @Test
  void isTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(described("a", 1, 1)).startsWith("a.zip!policy.json:1:1: error");
    } finally {
      Locale.setDefault(before);
    }
  }
}
