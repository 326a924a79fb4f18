package dev.policygate.finding;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with an input.
 *
 * @param rule the id of the rule that speaks
 * @param message what is there, and why it is wrong: one sentence without a full stop
 * @param fix the smallest change that mends it
 */
public record Finding(
    String rule, Severity severity, Location location, String message, Optional<String> fix)
    implements Comparable<Finding> {

  private static final Comparator<Finding> IN_ORDER_OF_THE_DOCUMENT =
      Comparator.comparing(Finding::location)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return IN_ORDER_OF_THE_DOCUMENT.compare(this, other);
  }
}
