package dev.policygate.finding;

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
