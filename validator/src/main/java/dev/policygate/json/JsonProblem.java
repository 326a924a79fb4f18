package dev.policygate.json;

import dev.policygate.finding.Quoted;

/** Says why a text is no JSON, in a sentence without a full stop. */
final class JsonProblem {

  static final String ESCAPE = "a string holds a backslash that starts no escape of JSON";

  static final String HALF_CHARACTER = "a name holds an escape that is half of a character";

  private JsonProblem() {}

  /** A word stands where a value should, and is none of JSON's three. */
  static String ofWord(String word) {
    boolean number =
        word.equals("NaN")
            || word.equals("Infinity")
            || word.charAt(0) == '+'
            || word.charAt(0) == '.';
    return number ? ofNumber(word) : ofName(word);
  }

  /** A word stands where a name or a string should. */
  static String ofName(String word) {
    return Quoted.of(word) + " is no JSON: names and strings stand in double quotes";
  }

  /** What starts as a number does not go on as one. */
  static String ofNumber(String text, int start) {
    return ofNumber(text.substring(start, endOfWord(text, start)));
  }

  private static String ofNumber(String word) {
    return Quoted.of(word) + " is not how JSON writes a number";
  }

  static String ofControl(char c) {
    return "a string holds " + quoted(c) + ", which JSON takes as an escape only";
  }

  static String unexpected(char c) {
    String here = quoted(c) + " is not expected here";
    return switch (c) {
      case '\'', '\u2018', '\u2019', '\u201C', '\u201D' ->
          quoted(c) + " is no quote of JSON: names and strings stand in double quotes";
      case '/', '#' -> here + ": JSON has no comments";
      case '}', ']' -> here + ": a comma too many, or a bracket of the other kind";
      case '"', '{', '[' -> here + ": a comma or a colon is missing before it";
      default -> c < ' ' ? here + ": between values stand blanks, tabs and line ends only" : here;
    };
  }

  private static String quoted(char c) {
    return Quoted.of(String.valueOf(c));
  }

  /** Where the letters and digits end that start at {@code start}; there, if none do. */
  static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '+' || c == '-';
  }
}
