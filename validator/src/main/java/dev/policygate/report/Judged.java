package dev.policygate.report;

import dev.policygate.finding.Finding;
import java.util.List;
import java.util.Map;

/**
 * One input and what was said of it.
 *
 * @param inputs as they were given; several when they were judged together
 * @param texts of the files that findings point into, by name
 */
public record Judged(
    List<String> inputs, Outcome outcome, List<Finding> findings, Map<String, String> texts) {

  public Judged {
    inputs = List.copyOf(inputs);
    findings = List.copyOf(findings);
    texts = Map.copyOf(texts);
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
