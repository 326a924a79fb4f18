package dev.policygate.access;

import org.jspecify.annotations.Nullable;

/** Texts that stand for points on a line: numbers, dates, addresses. */
enum Scale {

  /** Integers and decimals. */
  NUMBERS("+-.0123456789") {
    @Override
    @Nullable Point point(String text) {
      return number(text);
    }

    @Override
    String text(Point point) {
      return point.toString();
    }
  },

  /** Seconds since 1970, written so or as one of the W3C's profiles of ISO 8601. */
  DATES("+-.0123456789:TZ") {
    @Override
    @Nullable Point point(String text) {
      return Dates.point(text);
    }

    @Override
    String text(Point point) {
      return Dates.text(point);
    }

    @Override
    String completed(String start) {
      return Dates.completed(start);
    }
  },

  /** Addresses of IPv4, then those of IPv6; a prefix is a range of them. */
  ADDRESSES(".0123456789:ABCDEFabcdef") {
    @Override
    @Nullable Point point(String text) {
      return Addresses.point(text);
    }

    @Override
    @Nullable Ranges range(String text) {
      return Addresses.range(text);
    }

    @Override
    String text(Point point) {
      return Addresses.text(point);
    }

    @Override
    String completed(String start) {
      return Addresses.completed(start);
    }

    @Override
    String digits() {
      return "0123456789abcdef";
    }

    @Override
    Ranges all() {
      return Addresses.ALL;
    }
  };

  /** More figures than any number has that people or AWS write. */
  private static final int MOST_FIGURES = 40;

  private final String alphabet;

  Scale(String alphabet) {
    this.alphabet = alphabet;
  }

  /** Whether it is plain that no text of the pattern stands for a point: a character never does. */
  boolean isOutOfReach(Glob pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      int token = pattern.token(i);
      if (Token.isCharacter(token)
          && alphabet.indexOf(Token.character(token)) < 0
          && alphabet.indexOf(Token.otherCase(Token.character(token))) < 0) {
        return true;
      }
    }
    return false;
  }

  /** The point that a request's value stands for; null when it is no such text. */
  abstract @Nullable Point point(String text);

  /** A text that stands for the point. */
  abstract String text(Point point);

  /** A text that starts so and may stand for a point. */
  String completed(String start) {
    return start + "0";
  }

  /** The points that a policy's value stands for; null when it is no such text. */
  @Nullable Ranges range(String text) {
    @Nullable Point point = point(text);
    return point == null ? null : Ranges.only(point);
  }

  /** The digits in which points are written. */
  String digits() {
    return "0123456789";
  }

  /** All points that there are. */
  Ranges all() {
    return Ranges.EVERYTHING;
  }

  private static @Nullable Point number(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int dot = text.indexOf('.');
    int end = dot < 0 ? text.length() : dot;
    String whole = text.substring(start, Math.max(start, end));
    String fraction = dot < 0 ? "" : text.substring(dot + 1);
    if (!areFigures(whole) || !areFigures(fraction) || whole.length() + fraction.length() == 0) {
      return null;
    }
    return Point.of(text.startsWith("-"), whole, fraction);
  }

  static boolean areFigures(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() <= MOST_FIGURES;
  }
}
