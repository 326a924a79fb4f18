package dev.policygate.validation;

import dev.policygate.finding.Location;
import java.util.Optional;

/**
 * What a rule found.
 *
 * @param location the smallest thing that the author must change
 * @param message what is there, in backticks, and why it is wrong: one sentence without a full stop
 * @param fix the smallest change that mends it
 */
public record Violation(Location location, String message, Optional<String> fix) {

  public static Violation at(Location location, String message) {
    return new Violation(location, message, Optional.empty());
  }

  public static Violation at(Location location, String message, String fix) {
    return new Violation(location, message, Optional.of(fix));
  }
}
