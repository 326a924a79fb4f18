package dev.policygate.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.policygate.finding.Quoted;

/**
 * Says why a text is no JSON, to somebody who has never heard of the library that found it.
 *
 * @param message a sentence without a full stop
 * @param back how many columns before the place where the library stopped the problem starts
 */
record JsonProblem(String message, int back) {

  static JsonProblem of(JsonParseException e, String text) {
    String said = e.getOriginalMessage();
    int offset = (int) e.getLocation().getCharOffset();
    if (said.startsWith("Illegal character")) {
      return new JsonProblem(
          "%s is not expected here: between values stand blanks, tabs and line ends only"
              .formatted(quoted(text.charAt(offset - 1))),
          1);
    }
    if (e instanceof JsonEOFException || offset >= text.length()) {
      return new JsonProblem("the text ends too early", 0);
    }
    if (said.startsWith("Illegal unquoted character")) {
      return new JsonProblem(
          "a string holds %s, which JSON takes as an escape only"
              .formatted(quoted(text.charAt(offset))),
          0);
    }
    if (said.contains("surrogate")) {
      return new JsonProblem("a name holds an escape that is half of a character", 0);
    }
    if (said.contains("escape")) {
      return new JsonProblem("a string holds a backslash that starts no escape of JSON", 0);
    }
    int start = startOfWord(text, offset);
    String word = text.substring(start, endOfWord(text, offset));
    if (said.contains("numeric value") || said.startsWith("Non-standard token")) {
      return new JsonProblem(
          "%s is not how JSON writes a number".formatted(Quoted.of(word)), offset - start);
    }
    if (!word.isEmpty() && (said.contains("token") || said.contains("start field name"))) {
      return new JsonProblem(
          "%s is no JSON: names and strings stand in double quotes".formatted(Quoted.of(word)),
          offset - start);
    }
    return new JsonProblem(unexpected(text.charAt(offset)), 0);
  }

  private static String unexpected(char c) {
    return switch (c) {
      case '\'', '\u2018', '\u2019', '\u201C', '\u201D' ->
          "%s is no quote of JSON: names and strings stand in double quotes".formatted(quoted(c));
      case '/', '#' -> "%s is not expected here: JSON has no comments".formatted(quoted(c));
      case '}', ']' ->
          "%s is not expected here: a comma too many, or a bracket of the other kind"
              .formatted(quoted(c));
      case '"', '{', '[' ->
          "%s is not expected here: a comma or a colon is missing before it".formatted(quoted(c));
      default -> "%s is not expected here".formatted(quoted(c));
    };
  }

  private static String quoted(char c) {
    return Quoted.of(String.valueOf(c));
  }

  private static int startOfWord(String text, int offset) {
    int start = offset;
    while (start > 0 && isOfWord(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int endOfWord(String text, int offset) {
    int end = offset;
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '+' || c == '-';
  }
}
