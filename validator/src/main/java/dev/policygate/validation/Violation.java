package dev.policygate.validation;

import dev.policygate.finding.Location;
import java.util.List;
import java.util.Optional;

/**
 * What a rule found.
 *
 * @param location the smallest thing that the author must change
 * @param message what is there, in backticks, and why it is wrong: one sentence without a full stop
 * @param fix the smallest change that mends it
 * @param causes the entries of {@code Action} that cause it, where the location is none of them
 */
public record Violation(
    Location location, String message, Optional<String> fix, List<Location> causes) {

  public Violation {
    causes = List.copyOf(causes);
  }

  public static Violation at(Location location, String message) {
    return new Violation(location, message, Optional.empty(), List.of());
  }

  public static Violation at(Location location, String message, String fix) {
    return new Violation(location, message, Optional.of(fix), List.of());
  }

  /** The same, caused by these entries of {@code Action}. */
  public Violation causedBy(List<Location> entries) {
    return new Violation(location, message, fix, entries);
  }
}
