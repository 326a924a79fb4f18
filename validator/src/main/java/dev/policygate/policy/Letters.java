package dev.policygate.policy;

/** What IAM takes for the same letter in actions and condition keys. */
final class Letters {

  private Letters() {}

  /**
   * The text with the letters A to Z in lower case. All other characters stay: nothing is known of
   * what IAM makes of a Kelvin sign, and Java makes a {@code k} of it.
   */
  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return folded.toString();
  }
}
