package dev.policygate.cli;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import java.util.List;

/** An input that cannot be used; the message says where and why. */
final class UnusableException extends Exception {

  private static final long serialVersionUID = 1;

  /** More would only repeat what the first ones say. */
  private static final int MOST_FINDINGS = 10;

  private final String problem;
  private final transient List<Finding> findings;

  UnusableException(String message) {
    this(message, List.of());
  }

  private UnusableException(String message, List<Finding> findings) {
    super(message, null, false, false);
    this.problem = message;
    this.findings = findings;
  }

  /** The message. */
  String problem() {
    return problem;
  }

  /** What is wrong, place by place; nothing where the message says all. */
  List<Finding> findings() {
    return findings;
  }

  /** All that is wrong with an input, as far as a person wants to read it. */
  static UnusableException of(List<Finding> findings) {
    StringBuilder message = new StringBuilder();
    for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_FINDINGS))) {
      message.append(message.isEmpty() ? "" : "; ").append(describe(finding));
    }
    int left = findings.size() - MOST_FINDINGS;
    return new UnusableException(
        left <= 0 ? message.toString() : message + "; and " + left + " more", findings);
  }

  private static String describe(Finding finding) {
    Location at = finding.location();
    return at.file()
        + (at.equals(Location.of(at.file())) ? "" : ":" + at.line() + ":" + at.column())
        + ": "
        + finding.message()
        + (finding.fix().isPresent() ? " (" + finding.fix().get() + ")" : "");
  }
}
