package dev.policygate.policy;

/** What IAM takes for the same letter in actions and condition keys. */
final class Letters {

  private Letters() {}

  /**
   * The text with the letters A to Z in lower case. All other characters stay: nothing is known of
   * what IAM makes of a Kelvin sign, and Java makes a {@code k} of it.
   */
  static String fold(String text) {
    char[] folded = text.toCharArray();
    boolean same = true;
    for (int i = 0; i < folded.length; i++) {
      char c = folded[i];
      if (c >= 'A' && c <= 'Z') {
        folded[i] = (char) (c + ('a' - 'A'));
        same = false;
      }
    }
    return same ? text : new String(folded);
  }
}
