package dev.policygate.bundle;

import java.util.Locale;

/** What messages are made of: text of unknown origin without its tricks, numbers in one form. */
final class Wording {

  private static final int MOST_CHARACTERS = 100;

  private Wording() {}

  /** {@code text} in backticks: its beginning, with all but printable ASCII by its number. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("`");
    text.codePoints().limit(MOST_CHARACTERS).forEach(c -> append(quoted, c));
    boolean whole = text.codePoints().skip(MOST_CHARACTERS).findAny().isEmpty();
    return quoted.append(whole ? "`" : "…`").toString();
  }

  private static void append(StringBuilder quoted, int c) {
    if (c >= ' ' && c <= '~' && c != '`') {
      quoted.appendCodePoint(c);
    } else {
      quoted.append("U+%04X".formatted(c));
    }
  }

  /** {@code number} of bytes, in words that fit one and many. */
  static String bytes(long number) {
    return number(number) + (number == 1 ? " byte" : " bytes");
  }

  /** {@code number} in the same digits wherever the gate runs. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
