package dev.policygate.finding;

/** Text of unknown origin, as messages show it. */
public final class Quoted {

  private static final int MOST_CHARACTERS = 100;

  private Quoted() {}

  /**
   * The text in backticks: its beginning, with what cannot be seen, or could be taken for something
   * else, by its number.
   */
  public static String of(String text) {
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
    boolean plain = (c >= ' ' && c <= '~') || (c > 0xA0 && c <= 0xFF && c != 0xAD);
    if (plain && c != '`') {
      quoted.appendCodePoint(c);
    } else {
      quoted.append(Numbers.ofCharacter(c));
    }
  }
}
