package dev.policygate.finding;

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

  /** The whole of {@code file}, for what has no place of its own in it. */
  public static Location of(String file) {
    return new Location(file, 1, 1, Optional.empty());
  }

  @Override
  public int compareTo(Location other) {
    int order = file.compareTo(other.file);
    if (order == 0) {
      order = Integer.compare(line, other.line);
    }
    return order == 0 ? Integer.compare(column, other.column) : order;
  }

  // Both are written out, since what the compiler leaves to the JVM is put together by each JVM
  // anew.

  @Override
  public boolean equals(Object other) {
    return other instanceof Location that
        && line == that.line
        && column == that.column
        && file.equals(that.file)
        && pointer.equals(that.pointer);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * file.hashCode() + line) + column) + pointer.hashCode();
  }
}
