package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Severity;
import java.util.Collection;
import java.util.List;

/** Whether the gate opens. */
public sealed interface Verdict {

  /** What was found, in the order of the documents. */
  List<Finding> findings();

  /** It does; what was found are warnings. */
  record Accepted(List<Finding> findings) implements Verdict {
    public Accepted {
      findings = List.copyOf(findings);
    }
  }

  /** It does not: at least one finding is an error. */
  record Rejected(List<Finding> findings) implements Verdict {
    public Rejected {
      findings = List.copyOf(findings);
    }
  }

  /** The verdict that findings make. */
  static Verdict of(Collection<Finding> findings) {
    List<Finding> sorted = findings.stream().sorted().distinct().toList();
    return sorted.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
        ? new Rejected(sorted)
        : new Accepted(sorted);
  }
}
