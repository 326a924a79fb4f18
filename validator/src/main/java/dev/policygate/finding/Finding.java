package dev.policygate.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input.
 *
 * @param rule the id of the rule that speaks
 * @param message what is there, and why it is wrong: one sentence without a full stop
 * @param fix the smallest change that mends it
 * @param suppressed who answers for it, where it does not count
 */
public record Finding(
    String rule,
    Severity severity,
    Location location,
    String message,
    Optional<String> fix,
    Optional<Suppressed> suppressed)
    implements Comparable<Finding> {

  /**
   * Why a finding does not count.
   *
   * @param expires the last day on which it does not, as {@code 2027-03-31}
   */
  public record Suppressed(String reason, String owner, String expires) {}

  /** A finding that counts. */
  public Finding(
      String rule, Severity severity, Location location, String message, Optional<String> fix) {
    this(rule, severity, location, message, fix, Optional.empty());
  }

  /** The findings in the order of the documents. */
  public static List<Finding> sorted(Collection<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    Collections.sort(sorted);
    return sorted;
  }

  /** Whether it rejects. */
  public boolean rejects() {
    return severity == Severity.ERROR && suppressed.isEmpty();
  }

  // Written out: what a record generates is made at run time, and check would wait for it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Finding that
        && compareTo(that) == 0
        && fix.equals(that.fix)
        && suppressed.equals(that.suppressed);
  }

  @Override
  public int hashCode() {
    return 31 * rule.hashCode() + message.hashCode();
  }

  @Override
  public int compareTo(Finding other) {
    int order = location.compareTo(other.location);
    if (order == 0) {
      order = severity.compareTo(other.severity);
    }
    if (order == 0) {
      order = rule.compareTo(other.rule);
    }
    return order == 0 ? message.compareTo(other.message) : order;
  }
}
