package dev.policygate.finding;

import java.util.Locale;

/** How far two spellings are from each other. */
public final class Spelling {

  /** What is further away than this is another word. */
  private static final int MOST_EDITS = 3;

  private Spelling() {}

  /**
   * The edits, of one letter each, that make one of the other, letters in either case; {@link
   * Integer#MAX_VALUE} where it takes more than a few.
   */
  public static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
      return Integer.MAX_VALUE;
    }
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
        least = Math.min(least, now[j]);
      }
      if (least > MOST_EDITS) {
        return Integer.MAX_VALUE;
      }
      before = now;
    }
    int distance = before[b.length()];
    return distance > MOST_EDITS ? Integer.MAX_VALUE : distance;
  }
}
