package dev.policygate.finding;

import java.util.Comparator;
import java.util.Optional;

/**
 * A place in an input: where a person must look.
 *
 * @param file as it was given, or {@code archive.zip!policy.json}
 * @param line 1-based
 * @param column 1-based, in UTF-16 units
 * @param pointer RFC 6901; empty where no node exists
 */
public record Location(String file, int line, int column, Optional<String> pointer)
    implements Comparable<Location> {

  private static final Comparator<Location> IN_ORDER =
      Comparator.comparing(Location::file)
          .thenComparingInt(Location::line)
          .thenComparingInt(Location::column);

  /** The whole of {@code file}, for what has no place of its own in it. */
  public static Location of(String file) {
    return new Location(file, 1, 1, Optional.empty());
  }

  @Override
  public int compareTo(Location other) {
    return IN_ORDER.compare(this, other);
  }
}
