package dev.policygate.bundle;

import dev.policygate.finding.Numbers;

/** What messages are made of: text of unknown origin without its tricks, and sizes. */
final class Wording {

  private static final int MOST_CHARACTERS = 100;

  private Wording() {}

  /** {@code text} in backticks: its beginning, with all but printable ASCII by its number. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("`");
    int at = 0;
    for (int shown = 0; shown < MOST_CHARACTERS && at < text.length(); shown++) {
      int c = text.codePointAt(at);
      append(quoted, c);
      at += Character.charCount(c);
    }
    return quoted.append(at == text.length() ? "`" : "…`").toString();
  }

  private static void append(StringBuilder quoted, int c) {
    if (c >= ' ' && c <= '~' && c != '`') {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(Numbers.ofCharacter(c));
    }
  }

  /** {@code number} of bytes, in words that fit one and many. */
  static String bytes(long number) {
    return Numbers.grouped(number) + (number == 1 ? " byte" : " bytes");
  }
}
