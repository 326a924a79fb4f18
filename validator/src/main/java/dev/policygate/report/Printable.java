package dev.policygate.report;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Numbers;

/** Text of unknown origin, fit for a terminal: it cannot move the cursor nor hide what it is. */
final class Printable {

  /** A text that is no longer has no long quotation. */
  private static final int SHORT = 200;

  /** So many characters in backticks are a long quotation, of which so many are shown. */
  private static final int LONG_QUOTATION = 200;

  private static final int SHOWN_OF_QUOTATION = 100;

  private static final int TAB = '\t';
  private static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  /** The message of a finding. */
  static String message(Finding finding) {
    return text(finding.message());
  }

  /** A text, with what cannot be seen by its number, and long quotations shortened. */
  static String text(String text) {
    String shown = text.length() <= SHORT ? text : withShortQuotations(text);
    if (isPlain(shown)) {
      return shown;
    }
    StringBuilder safe = new StringBuilder();
    int at = 0;
    while (at < shown.length()) {
      int c = shown.codePointAt(at);
      if (isTricky(c)) {
        safe.append(Numbers.ofCharacter(c));
      } else {
        safe.appendCodePoint(c);
      }
      at += Character.charCount(c);
    }
    return safe.toString();
  }

  private static String withShortQuotations(String text) {
    StringBuilder shown = new StringBuilder();
    int done = 0;
    int open = text.indexOf('`');
    int close = text.indexOf('`', open + 1);
    while (open >= 0 && close >= 0) {
      if (text.codePointCount(open + 1, close) >= LONG_QUOTATION) {
        int cut = text.offsetByCodePoints(open + 1, SHOWN_OF_QUOTATION);
        shown.append(text, done, cut).append("…`");
        done = close + 1;
        open = text.indexOf('`', done);
      } else {
        // What closes a short one may open a long one.
        open = close;
      }
      close = text.indexOf('`', open + 1);
    }
    return shown.append(text, done, text.length()).toString();
  }

  /** A line of the input, with as many characters as it has, so that a caret still fits. */
  static String line(String line) {
    StringBuilder safe = new StringBuilder(line);
    for (int i = 0; i < safe.length(); i++) {
      int c = safe.codePointAt(i);
      if (Character.isSupplementaryCodePoint(c)) {
        i++;
      } else if (c != TAB && isTricky(c)) {
        safe.setCharAt(i, REPLACEMENT);
      }
    }
    return safe.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isTricky(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
