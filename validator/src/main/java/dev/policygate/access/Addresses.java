package dev.policygate.access;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of IPv4 and IPv6 as points in base 16: eight digits, or 33 of which the first is 1.
 *
 * <p>Read by hand: {@code java.net} takes long to start, and accepts more than addresses.
 */
final class Addresses {

  private static final int V4 = 4;
  private static final int V6 = 16;
  private static final HexFormat HEX = HexFormat.of();

  static final Ranges ALL =
      Ranges.union(
          List.of(
              between(Point.ZERO, new Point(false, "1" + "0".repeat(2 * V4), "")),
              between(
                  new Point(false, "1" + "0".repeat(2 * V6), ""),
                  new Point(false, "2" + "0".repeat(2 * V6), ""))));

  private Addresses() {}

  static @Nullable Point point(String text) {
    byte @Nullable [] bytes = bytes(text);
    return bytes == null ? null : point(bytes, false);
  }

  /** An address, or all addresses that start as one does: {@code 10.0.0.0/8}. */
  static @Nullable Ranges range(String text) {
    int slash = text.indexOf('/');
    byte @Nullable [] bytes = bytes(slash < 0 ? text : text.substring(0, slash));
    if (bytes == null) {
      return null;
    }
    int prefix = slash < 0 ? bytes.length * 8 : number(text, slash + 1, text.length(), 128);
    if (prefix < 0 || prefix > bytes.length * 8) {
      return null;
    }
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    Point first = point(bytes, false);
    boolean carries = true;
    for (int bit = prefix - 1; bit >= 0 && carries; bit--) {
      int mask = 0x80 >> bit % 8;
      carries = (bytes[bit / 8] & mask) != 0;
      bytes[bit / 8] ^= (byte) mask;
    }
    return between(first, point(bytes, carries));
  }

  /** The addresses from {@code first} on, before {@code end}. */
  private static Ranges between(Point first, Point end) {
    return Ranges.between(Ranges.Bound.below(first), Ranges.Bound.below(end));
  }

  private static Point point(byte[] bytes, boolean carry) {
    int lead = (bytes.length == V6 ? 1 : 0) + (carry ? 1 : 0);
    return Point.of(false, lead + HEX.formatHex(bytes), "");
  }

  /** The number between two places; -1 where there is none, or one above {@code most}. */
  private static int number(String text, int from, int to, int most) {
    if (from >= to || to - from > 3 || (to - from > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number > most ? -1 : number;
  }

  private static byte @Nullable [] bytes(String text) {
    if (text.indexOf(':') < 0) {
      byte[] bytes = new byte[V4];
      return readV4(text, bytes, 0) ? bytes : null;
    }
    return v6(text);
  }

  private static boolean readV4(String text, byte[] into, int at) {
    int from = 0;
    for (int i = 0; i < V4; i++) {
      int dot = i < V4 - 1 ? text.indexOf('.', from) : text.length();
      int number = dot < 0 ? -1 : number(text, from, dot, 255);
      if (number < 0) {
        return false;
      }
      into[at + i] = (byte) number;
      from = dot + 1;
    }
    return true;
  }

  private static byte @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    byte[] bytes = new byte[V6];
    if (gap < 0) {
      return groups(text, bytes) == V6 ? bytes : null;
    }
    byte[] end = new byte[V6];
    int before = groups(text.substring(0, gap), bytes);
    int after = groups(text.substring(gap + 2), end);
    if (before < 0 || after < 0 || before + after > V6 - 2) {
      return null;
    }
    System.arraycopy(end, 0, bytes, V6 - after, after);
    return bytes;
  }

  /** Reads groups of four digits, perhaps an IPv4 address at the end; how many bytes, or -1. */
  private static int groups(String text, byte[] into) {
    if (text.isEmpty()) {
      return 0;
    }
    int at = 0;
    int from = 0;
    while (from <= text.length()) {
      int colon = text.indexOf(':', from);
      int to = colon < 0 ? text.length() : colon;
      String group = text.substring(from, to);
      if (colon < 0 && group.indexOf('.') >= 0) {
        return at + V4 <= V6 && readV4(group, into, at) ? at + V4 : -1;
      }
      if (group.isEmpty() || group.length() > 4 || at + 2 > V6) {
        return -1;
      }
      int value = 0;
      for (int i = 0; i < group.length(); i++) {
        int digit = Character.digit(group.charAt(i), 16);
        if (digit < 0 || group.charAt(i) > 'f') {
          return -1;
        }
        value = 16 * value + digit;
      }
      into[at++] = (byte) (value >> 8);
      into[at++] = (byte) value;
      from = to + 1;
    }
    return at;
  }

  static String text(Point point) {
    String digits = point.whole();
    if (digits.length() <= 8) {
      long v4 = digits.isEmpty() ? 0 : Long.parseLong(digits, 16);
      return (v4 >> 24) + "." + (v4 >> 16 & 255) + "." + (v4 >> 8 & 255) + "." + (v4 & 255);
    }
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < 8; group++) {
      String figures = digits.substring(1 + 4 * group, 5 + 4 * group);
      text.append(group > 0 ? ":" : "").append(Integer.toHexString(Integer.parseInt(figures, 16)));
    }
    return text.toString();
  }

  /**
   * A pattern that all texts of addresses of the range match: the figures that IPv4 addresses of it
   * have in common. An address of IPv4 has one text only.
   */
  static String commonPattern(Ranges.Range range) {
    @Nullable Point from = range.from().value();
    @Nullable Point to = range.to().value();
    if (from == null || to == null || to.whole().length() > 9) {
      return "*:*";
    }
    String first = text(from);
    String last = to.whole().length() > 8 ? "255.255.255.255" : text(to.down("0123456789abcdef"));
    int dot = 0;
    for (int i = 0; i < Math.min(first.length(), last.length()); i++) {
      if (first.charAt(i) != last.charAt(i)) {
        break;
      }
      dot = first.charAt(i) == '.' ? i + 1 : dot;
    }
    return first.equals(last) ? first : first.substring(0, dot) + "*";
  }

  /** {@code start}, completed to an address of IPv4: {@code 10.} is {@code 10.0.0.1}. */
  static String completed(String start) {
    StringBuilder address = new StringBuilder(start);
    if (start.isEmpty() || start.endsWith(".")) {
      address.append('1');
    }
    int dots = 0;
    for (int i = 0; i < start.length(); i++) {
      dots += start.charAt(i) == '.' ? 1 : 0;
    }
    return address.append(".0".repeat(Math.max(0, V4 - 1 - dots))).toString();
  }
}
