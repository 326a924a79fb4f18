package dev.policygate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import dev.policygate.report.Judged.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  @Test
  void hasTheFieldsOfTheContract() {
    assertThat(
            JsonReport.of(
                "sandbox",
                "2026-09-26",
                List.of(
                    new Judged(
                        "a.zip",
                        Outcome.REJECTED,
                        List.of(
                            new Finding(
                                "UnscopedPassRole",
                                Severity.ERROR,
                                new Location(
                                    "a.zip!policy.json",
                                    7,
                                    21,
                                    Optional.of("/Statement/0/Action/1")),
                                "`\"\u001B\u00E4` is too much",
                                Optional.of("mend it")),
                            new Finding(
                                "Other",
                                Severity.WARNING,
                                Location.of("a.zip"),
                                "hm",
                                Optional.empty())),
                        Map.of()))))
        .isEqualTo(
            """
            {
              "profile" : "sandbox",
              "catalog" : "2026-09-26",
              "verdicts" : [ {
                "input" : "a.zip",
                "verdict" : "rejected",
                "findings" : [ {
                  "rule" : "UnscopedPassRole",
                  "severity" : "error",
                  "file" : "a.zip!policy.json",
                  "line" : 7,
                  "column" : 21,
                  "pointer" : "/Statement/0/Action/1",
                  "message" : "`\\"\\u001B\u00E4` is too much",
                  "fix" : "mend it"
                }, {
                  "rule" : "Other",
                  "severity" : "warning",
                  "file" : "a.zip",
                  "line" : 1,
                  "column" : 1,
                  "pointer" : null,
                  "message" : "hm",
                  "fix" : null
                } ]
              } ]
            }
            """);
  }

  @Test
  void listsTheInputsThatWereJudgedTogether() {
    assertThat(
            JsonReport.of(
                "p",
                "d",
                List.of(
                    new Judged(List.of("a", "b"), true, Outcome.ACCEPTED, List.of(), Map.of()),
                    new Judged(List.of("c"), true, Outcome.REJECTED, List.of(), Map.of()),
                    new Judged("-", Outcome.UNREADABLE, List.of(), Map.of()))))
        .contains(
            """
                "input" : [ "a", "b" ],
                "verdict" : "accepted",
                "findings" : [ ]
            """)
        .contains(
            """
                "input" : [ "c" ],
                "verdict" : "rejected",
            """)
        .contains(
            """
                "input" : "-",
                "verdict" : "unreadable",
            """);
  }
}
