package dev.policygate.report;

import dev.policygate.finding.Finding;
import java.util.regex.Pattern;

/** Text of unknown origin, fit for a terminal: it cannot move the cursor nor hide what it is. */
final class Printable {

  /** A text that is no longer has no long quotation. */
  private static final int SHORT = 200;

  private static final int TAB = '\t';
  private static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  /** Made when it is needed: most reports never need it. */
  private static final class LongQuote {
    static final Pattern PATTERN = Pattern.compile("`([^`]{100})[^`]{100,}`");
  }

  /** The message of a finding. */
  static String message(Finding finding) {
    return text(finding.message());
  }

  /** A text, with what cannot be seen by its number, and long quotations shortened. */
  static String text(String text) {
    String shown =
        text.length() <= SHORT ? text : LongQuote.PATTERN.matcher(text).replaceAll("`$1…`");
    if (isPlain(shown)) {
      return shown;
    }
    StringBuilder safe = new StringBuilder();
    shown
        .codePoints()
        .forEach(
            c -> {
              if (isTricky(c)) {
                safe.append("U+%04X".formatted(c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
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
