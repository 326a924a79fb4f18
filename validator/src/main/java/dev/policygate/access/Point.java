package dev.policygate.access;

/**
 * A number that never rounds: a sign, the digits before the point without leading zeros, and those
 * after it without trailing ones. Digits are of any base whose digits sort as characters do.
 *
 * <p>Not a {@code BigDecimal}: of all that it can, only comparing is needed, and its class takes
 * ten milliseconds to start.
 */
record Point(boolean negative, String whole, String fraction) implements Comparable<Point> {

  static final Point ZERO = new Point(false, "", "");

  /** What {@link #littleFurther} makes a little less than zero; no number by itself. */
  static final Point JUST_BELOW_ZERO = new Point(true, "", "");

  static Point of(boolean negative, String whole, String fraction) {
    int start = 0;
    while (start < whole.length() && whole.charAt(start) == '0') {
      start++;
    }
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    String digits = whole.substring(start);
    String rest = fraction.substring(0, end);
    return digits.isEmpty() && rest.isEmpty() ? ZERO : new Point(negative, digits, rest);
  }

  static Point of(long number) {
    String text = Long.toString(number);
    return of(number < 0, number < 0 ? text.substring(1) : text, "");
  }

  @Override
  public int compareTo(Point other) {
    if (negative != other.negative) {
      return negative ? -1 : 1;
    }
    int order = whole.length() - other.whole.length();
    if (order == 0) {
      order = whole.compareTo(other.whole);
    }
    if (order == 0) {
      order = fraction.compareTo(other.fraction);
    }
    return negative ? -order : order;
  }

  boolean isZero() {
    return whole.isEmpty() && fraction.isEmpty();
  }

  /** The next whole number above. */
  Point up(String digits) {
    return negative ? nearer(digits) : further(digits);
  }

  /** The next whole number below. */
  Point down(String digits) {
    return isZero() ? new Point(true, "1", "") : negative ? further(digits) : nearer(digits);
  }

  private Point further(String digits) {
    char[] figures = whole.toCharArray();
    for (int i = figures.length - 1; i >= 0; i--) {
      int value = digits.indexOf(figures[i]);
      if (value < digits.length() - 1) {
        figures[i] = digits.charAt(value + 1);
        return new Point(negative, new String(figures), "");
      }
      figures[i] = '0';
    }
    return new Point(negative, "1" + new String(figures), "");
  }

  private Point nearer(String digits) {
    if (!fraction.isEmpty()) {
      return of(negative, whole, "");
    }
    char[] figures = whole.toCharArray();
    for (int i = figures.length - 1; i >= 0; i--) {
      int value = digits.indexOf(figures[i]);
      if (value > 0) {
        figures[i] = digits.charAt(value - 1);
        break;
      }
      figures[i] = digits.charAt(digits.length() - 1);
    }
    return of(negative, new String(figures), "");
  }

  /** A number a little further from zero; the more {@code zeros}, the less. */
  Point littleFurther(int zeros) {
    return new Point(negative, whole, fraction + "0".repeat(zeros) + "1");
  }

  /** The number, written out. */
  @Override
  public String toString() {
    return (negative ? "-" : "")
        + (whole.isEmpty() ? "0" : whole)
        + (fraction.isEmpty() ? "" : "." + fraction);
  }
}
