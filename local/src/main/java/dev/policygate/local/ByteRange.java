package dev.policygate.local;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object: the first and the last byte, counted from zero. */
record ByteRange(int from, int to) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

  /**
   * Reads a Range header.
   *
   * @return empty when the header is not one that S3 heeds, so that the whole object is meant
   */
  static Optional<ByteRange> of(String header, int size) {
    Matcher matcher = RANGE.matcher(header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    int from;
    int to = size - 1;
    if (matcher.group(1).isEmpty()) {
      from = Math.max(0, size - Integer.parseInt(matcher.group(2)));
    } else {
      from = Integer.parseInt(matcher.group(1));
      to = matcher.group(2).isEmpty() ? to : Math.min(to, Integer.parseInt(matcher.group(2)));
    }
    if (from > to) {
      throw new AwsError(416, "InvalidRange", "The requested range is not satisfiable");
    }
    return Optional.of(new ByteRange(from, to));
  }

  String header(int size) {
    return "bytes %d-%d/%d".formatted(from, to, size);
  }
}
