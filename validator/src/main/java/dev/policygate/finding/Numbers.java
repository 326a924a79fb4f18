package dev.policygate.finding;

import java.util.Locale;

/** Numbers as messages show them, in the same digits wherever the gate runs. */
public final class Numbers {

  private Numbers() {}

  /** A number with a comma before each three digits. */
  public static String grouped(long number) {
    StringBuilder text = new StringBuilder(Long.toString(number));
    int first = number < 0 ? 1 : 0;
    for (int i = text.length() - 3; i > first; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  /** A character by its number: {@code U+00A0}. */
  public static String ofCharacter(int c) {
    return "U+" + hexadecimal(c, 4);
  }

  /** A number in at least so many hexadecimal digits. */
  public static String hexadecimal(int number, int digits) {
    String text = Integer.toHexString(number).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
