package dev.policygate.access;

import org.jspecify.annotations.Nullable;

/**
 * Dates as the W3C's profiles of ISO 8601 write them, or in seconds since 1970. A text of four
 * figures is a year.
 *
 * <p>Read by hand: {@code java.time} takes tens of milliseconds to start.
 *
 * @see <a href="https://www.w3.org/TR/NOTE-datetime">W3C, date and time formats</a>
 */
final class Dates {

  private static final int YEAR = 4;
  private static final int DATE = 10;
  private static final int MOST_SECONDS = 18;
  private static final long DAY = 86_400;

  private final String text;

  /** How far it is read. */
  private int at;

  /** What is read is no date. */
  private boolean failed;

  private Dates(String text) {
    this.text = text;
  }

  static @Nullable Point point(String text) {
    boolean negative = text.startsWith("-");
    String figures = negative ? text.substring(1) : text;
    if (!figures.isEmpty() && text.length() != YEAR && Scale.areFigures(figures)) {
      return figures.length() > MOST_SECONDS ? null : Point.of(negative, figures, "");
    }
    Dates reader = new Dates(text);
    Point point = reader.date();
    return reader.failed || reader.at != text.length() ? null : point;
  }

  private Point date() {
    int year = figures(YEAR);
    int month = 1;
    int day = 1;
    if (text.length() > YEAR) {
      expect('-');
      month = figures(2);
      if (text.length() > at) {
        expect('-');
        day = figures(2);
      }
    }
    failed |= month < 1 || month > 12 || day < 1 || day > daysOf(year, month);
    long seconds = days(year, month, day) * DAY;
    String fraction = "";
    if (!failed && text.length() > DATE) {
      expect('T');
      int hour = figures(2);
      expect(':');
      int minute = figures(2);
      int second = 0;
      if (is(':')) {
        at++;
        second = figures(2);
        fraction = fraction();
      }
      failed |= hour > 23 || minute > 59 || second > 59;
      seconds += hour * 3_600L + minute * 60L + second - offset();
    }
    return withFraction(seconds, fraction);
  }

  private static Point withFraction(long seconds, String fraction) {
    Point whole = Point.of(seconds);
    // Nobody splits the seconds before 1970.
    return fraction.isEmpty() || seconds < 0 ? whole : Point.of(false, whole.whole(), fraction);
  }

  private String fraction() {
    if (!is('.')) {
      return "";
    }
    int start = ++at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    failed |= at == start || at - start > 9;
    return text.substring(start, at);
  }

  /** Seconds east of Greenwich; a time without an offset is of Greenwich. */
  private long offset() {
    if (at == text.length()) {
      return 0;
    }
    if (is('Z')) {
      at++;
      return 0;
    }
    boolean east = is('+');
    if (!east) {
      expect('-');
    } else {
      at++;
    }
    int hours = figures(2);
    expect(':');
    int minutes = figures(2);
    failed |= hours > 18 || minutes > 59;
    long seconds = hours * 3_600L + minutes * 60L;
    return east ? seconds : -seconds;
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void expect(char c) {
    failed |= !is(c);
    at++;
  }

  private int figures(int count) {
    int number = 0;
    for (int i = 0; i < count; i++, at++) {
      char c = at < text.length() ? text.charAt(at) : ' ';
      failed |= c < '0' || c > '9';
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970 began. */
  private static long days(int year, int month, int day) {
    // Years start in March, so that the leap day is the last of them.
    long y = month > 2 ? year : year - 1;
    long m = (month + 9L) % 12;
    long leaps = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    return 365L * y + leaps + (153 * m + 2) / 5 + day - 1 - 719_468;
  }

  /** The time as AWS writes it where it can, else in seconds. */
  static String text(Point point) {
    if (point.negative() || point.whole().length() > 11) {
      return point.toString();
    }
    long seconds = point.whole().isEmpty() ? 0 : Long.parseLong(point.whole());
    long days = seconds / DAY;
    int year = 1970 + (int) (days / 365);
    while (days(year, 1, 1) > days) {
      year--;
    }
    int month = 1;
    while (month < 12 && days(year, month + 1, 1) <= days) {
      month++;
    }
    if (year > 9_999) {
      return point.toString();
    }
    long rest = seconds % DAY;
    return year
        + "-"
        + two(month)
        + "-"
        + two(days - days(year, month, 1) + 1)
        + "T"
        + two(rest / 3_600)
        + ":"
        + two(rest / 60 % 60)
        + ":"
        + two(rest % 60)
        + (point.fraction().isEmpty() || point.fraction().length() > 9
            ? ""
            : "." + point.fraction())
        + "Z";
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  /** {@code start}, completed to the text of a time: {@code 2024-} and {@code 2024-06-} are. */
  static String completed(String start) {
    String whole = "2024-01-01T00:00:00Z";
    return start.length() < whole.length() ? start + whole.substring(start.length()) : start;
  }
}
