package dev.policygate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource or a condition value, cut into plain text and policy variables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     User Guide, variables and tags</a>
 */
public record Template(List<Part> parts) {

  public Template {
    parts = List.copyOf(parts);
  }

  /** A piece of the text. */
  public sealed interface Part {}

  /** Text in which {@code *} and {@code ?} are wildcards where the element takes them. */
  public record Text(String text) implements Part {}

  /** A star, a question mark or a dollar sign written as a variable: the character itself. */
  public record Escaped(char character) implements Part {}

  /**
   * A value of the request, by its key, or the default where the request has none.
   *
   * @param key as it is written
   */
  public record Variable(String key, Optional<String> defaultValue) implements Part {}

  /**
   * What starts like a variable and is none.
   *
   * @param text all of it, from the dollar sign on
   */
  public record Malformed(String text, Problem problem) implements Part {}

  /** What is wrong with a malformed variable, in the terms of IAM Access Analyzer. */
  public enum Problem {
    MISSING_BRACE,
    MISSING_QUOTE,
    SPACE,
    EMPTY
  }

  /** Cuts {@code text}. */
  public static Template of(String text) {
    if (text.indexOf('$') < 0) {
      return new Template(List.of(new Text(text)));
    }
    List<Part> parts = new ArrayList<>();
    int done = 0;
    int start = text.indexOf("${");
    while (start >= 0) {
      if (start > done) {
        parts.add(new Text(text.substring(done, start)));
      }
      int end = text.indexOf('}', start);
      if (end < 0) {
        parts.add(new Malformed(text.substring(start), Problem.MISSING_BRACE));
        return new Template(parts);
      }
      parts.add(part(text.substring(start, end + 1)));
      done = end + 1;
      start = text.indexOf("${", done);
    }
    if (done < text.length()) {
      parts.add(new Text(text.substring(done)));
    }
    return new Template(parts);
  }

  private static Part part(String text) {
    String inner = text.substring(2, text.length() - 1);
    if (inner.isBlank()) {
      return new Malformed(text, Problem.EMPTY);
    }
    if (inner.equals("*") || inner.equals("?") || inner.equals("$")) {
      return new Escaped(inner.charAt(0));
    }
    int comma = inner.indexOf(',');
    String key = comma < 0 ? inner : inner.substring(0, comma);
    if (key.isEmpty() || hasWhiteSpace(key)) {
      return new Malformed(text, Problem.SPACE);
    }
    if (comma < 0) {
      return new Variable(key, Optional.empty());
    }
    String quoted = inner.substring(comma + 1).strip();
    if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
      return new Malformed(text, Problem.MISSING_QUOTE);
    }
    return new Variable(key, Optional.of(quoted.substring(1, quoted.length() - 1)));
  }

  private static boolean hasWhiteSpace(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isWhitespace(key.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text depends on who asks, or on another value of the request. */
  public boolean hasVariables() {
    for (Part part : parts) {
      if (part instanceof Variable) {
        return true;
      }
    }
    return false;
  }
}
