package dev.policygate.validation;

import dev.policygate.finding.Finding;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Whether the gate opens. */
public sealed interface Verdict {

  /** What was found, in the order of the documents. */
  List<Finding> findings();

  /** It does; what was found are warnings, or suppressed. */
  record Accepted(List<Finding> findings) implements Verdict {
    public Accepted {
      findings = List.copyOf(findings);
    }
  }

  /** It does not: at least one finding is an error that nobody answers for. */
  record Rejected(List<Finding> findings) implements Verdict {
    public Rejected {
      findings = List.copyOf(findings);
    }
  }

  /** The verdict that findings make. */
  static Verdict of(Collection<Finding> findings) {
    List<Finding> sorted = Finding.sorted(new LinkedHashSet<>(findings));
    for (Finding finding : sorted) {
      if (finding.rejects()) {
        return new Rejected(sorted);
      }
    }
    return new Accepted(sorted);
  }
}
