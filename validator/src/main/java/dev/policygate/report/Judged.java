package dev.policygate.report;

import dev.policygate.finding.Finding;
import java.util.List;
import java.util.Map;

/**
 * One input, or several together, and what was said of it.
 *
 * @param inputs as they were given
 * @param together whether they were judged together, be it a single one
 * @param texts of the files that findings point into, by name
 */
public record Judged(
    List<String> inputs,
    boolean together,
    Outcome outcome,
    List<Finding> findings,
    Map<String, String> texts) {

  public Judged {
    inputs = List.copyOf(inputs);
    findings = List.copyOf(findings);
    texts = Map.copyOf(texts);
  }

  /** What was said of one input by itself. */
  public Judged(String input, Outcome outcome, List<Finding> findings, Map<String, String> texts) {
    this(List.of(input), false, outcome, findings, texts);
  }

  /** Whether the gate opens. */
  public enum Outcome {
    ACCEPTED("accepted"),
    REJECTED("rejected"),
    /** It cannot be opened, or is no JSON, or no archive. */
    UNREADABLE("unreadable");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
