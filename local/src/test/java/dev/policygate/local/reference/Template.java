package dev.policygate.local.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A string of a policy, its variables replaced: text, in which some characters are wildcards.
 *
 * @param resolved whether every variable had a value; else nothing matches
 */
record Template(List<Part> parts, boolean resolved) {
  static final Template NOTHING = new Template(List.of(), false);

  private static final int ARN_PARTS = 6;

  /**
   * A character.
   *
   * @param written whether it stands in the policy itself, so that a star there is a wildcard and a
   *     colon separates; what comes out of a variable means itself
   */
  record Part(char character, boolean written) {
    String regex() {
      if (written && character == '*') {
        return ".*";
      }
      return written && character == '?' ? "." : Pattern.quote(String.valueOf(character));
    }
  }

  static Template literal(String text) {
    List<Part> parts = new ArrayList<>();
    addWritten(parts, text);
    return new Template(parts, true);
  }

  static void addWritten(List<Part> parts, String text) {
    text.chars().forEach(c -> parts.add(new Part((char) c, true)));
  }

  static void addMeant(List<Part> parts, String text) {
    text.chars().forEach(c -> parts.add(new Part((char) c, false)));
  }

  /** Whether {@code value} is the text as it stands, wildcards being nothing special. */
  boolean is(String value, boolean ignoreCase) {
    return resolved && (ignoreCase ? text().equalsIgnoreCase(value) : text().equals(value));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.character()));
    return text.toString();
  }

  /** Whether {@code value} matches, a star standing for anything, a question mark for one. */
  boolean like(String value, boolean ignoreCase) {
    if (!resolved) {
      return false;
    }
    StringBuilder regex = new StringBuilder();
    parts.forEach(part -> regex.append(part.regex()));
    int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    return Pattern.compile(regex.toString(), flags | Pattern.DOTALL).matcher(value).matches();
  }

  /** As {@link #like}, but each of the six parts of an ARN by itself. */
  boolean likeArn(String value) {
    if (is("*", false)) {
      return true;
    }
    List<Template> patterns = split();
    String[] values = value.split(":", ARN_PARTS);
    if (patterns.size() != ARN_PARTS || values.length != ARN_PARTS) {
      return false;
    }
    for (int i = 0; i < ARN_PARTS; i++) {
      if (!patterns.get(i).like(values[i], false)) {
        return false;
      }
    }
    return true;
  }

  private List<Template> split() {
    List<Template> split = new ArrayList<>();
    List<Part> current = new ArrayList<>();
    for (Part part : parts) {
      if (part.equals(new Part(':', true)) && split.size() < ARN_PARTS - 1) {
        split.add(new Template(current, resolved));
        current = new ArrayList<>();
      } else {
        current.add(part);
      }
    }
    split.add(new Template(current, resolved));
    return split;
  }
}
