package dev.policygate.rules.conditions;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base the address that is written
 * @param bits how many of its bits the addresses of the range share
 */
record Ipv4Range(long base, int bits) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

  private static final int WIDTH = 32;

  /**
   * The ranges that no caller from the internet has: RFC 1918 private use, RFC 6598 shared, RFC
   * 1122 loopback, RFC 3927 link-local.
   */
  private static final List<Ipv4Range> PRIVATE =
      List.of(
          new Ipv4Range(10L << 24, 8),
          new Ipv4Range(100L << 24 | 64 << 16, 10),
          new Ipv4Range(127L << 24, 8),
          new Ipv4Range(169L << 24 | 254 << 16, 16),
          new Ipv4Range(172L << 24 | 16 << 16, 12),
          new Ipv4Range(192L << 24 | 168 << 16, 16));

  private static Optional<Ipv4Range> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long base = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(form.group(i));
      if (octet > 255) {
        return Optional.empty();
      }
      base = base << 8 | octet;
    }
    int bits = form.group(5) == null ? WIDTH : Integer.parseInt(form.group(5));
    return bits > WIDTH ? Optional.empty() : Optional.of(new Ipv4Range(base, bits));
  }

  /** Whether all of a range, of IPv4 or IPv6, is for private use. */
  static boolean isPrivate(String text) {
    if (text.regionMatches(true, 0, "fc", 0, 2) || text.regionMatches(true, 0, "fd", 0, 2)) {
      // RFC 4193, unique local addresses: fc00::/7.
      return text.indexOf(':') == 4;
    }
    Optional<Ipv4Range> range = of(text);
    for (Ipv4Range each : PRIVATE) {
      if (range.isPresent() && each.contains(range.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(Ipv4Range other) {
    return other.bits >= bits && other.base >>> (WIDTH - bits) == base >>> (WIDTH - bits);
  }

  /** How the range is written right, where it begins before the address that is written. */
  static Optional<String> aligned(String text) {
    Optional<Ipv4Range> range = of(text);
    if (range.isEmpty()) {
      return Optional.empty();
    }
    int free = WIDTH - range.get().bits;
    long first = range.get().base >>> free << free;
    return first == range.get().base
        ? Optional.empty()
        : Optional.of(
            "%d.%d.%d.%d/%d"
                .formatted(
                    first >> 24,
                    first >> 16 & 255,
                    first >> 8 & 255,
                    first & 255,
                    range.get().bits));
  }
}
