package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compiles patterns. Runs of wildcards are kept in one form (first all {@code ?}, then one {@code
 * *}) where that is no other meaning, so that two spellings of the same run are equal.
 */
final class GlobBuilder {

  /** An ARN has six segments; the last one may hold colons. */
  private static final int SEGMENTS = 6;

  private final Glob.Kind kind;
  private final List<Template.Variable> variables = new ArrayList<>(0);
  private int[] tokens;
  private int length;
  private int segment = 1;

  GlobBuilder(Glob.Kind kind, int expected) {
    this.kind = kind;
    tokens = new int[Math.max(expected, 4)];
  }

  void add(Template template) {
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Text text) {
        text(text.text());
      } else if (part instanceof Template.Escaped escaped) {
        character(escaped.character());
      } else if (part instanceof Template.Variable variable) {
        variable(variable);
      } else if (part instanceof Template.Malformed malformed) {
        text(malformed.text());
      }
    }
  }

  void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' && kind.wildcards) {
        star();
      } else if (c == '?' && kind.wildcards) {
        question();
      } else {
        character(c);
      }
    }
  }

  private boolean isWithinSegment() {
    return kind == Glob.Kind.SEGMENTED || (kind.segments && segment < SEGMENTS);
  }

  private void star() {
    if (length > 0 && Token.isStar(tokens[length - 1])) {
      return;
    }
    if (!isWithinSegment()) {
      append(Token.ANY);
    } else {
      append(kind == Glob.Kind.RESOURCE ? Token.ANY_PERHAPS_IN_SEGMENT : Token.ANY_IN_SEGMENT);
    }
  }

  private void question() {
    int token =
        !isWithinSegment()
            ? Token.ONE
            : kind == Glob.Kind.RESOURCE ? Token.ONE_PERHAPS_IN_SEGMENT : Token.ONE_IN_SEGMENT;
    append(token);
    if (token == Token.ONE && length > 1 && tokens[length - 2] == Token.ANY) {
      tokens[length - 2] = Token.ONE;
      tokens[length - 1] = Token.ANY;
    }
  }

  private void character(char c) {
    if (c == ':') {
      endSegment();
      segment++;
    }
    append(kind.folded ? Token.folded(c) : c);
  }

  /** A star that ends a segment of a resource goes beyond it, says the documentation. */
  private void endSegment() {
    if (length > 0 && tokens[length - 1] == Token.ANY_PERHAPS_IN_SEGMENT) {
      tokens[length - 1] = Token.ANY;
    }
  }

  private void variable(Template.Variable variable) {
    append(Token.variable(variables.size(), kind.folded));
    variables.add(
        new Template.Variable(variable.key().toLowerCase(Locale.ROOT), variable.defaultValue()));
  }

  private void append(int token) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = token;
  }

  Glob build() {
    endSegment();
    // A star at the end of it all stands for what was not written of the ARN.
    if (kind == Glob.Kind.ARN && length > 0 && tokens[length - 1] == Token.ANY_IN_SEGMENT) {
      tokens[length - 1] = Token.ANY;
    }
    return new Glob(length == tokens.length ? tokens : Arrays.copyOf(tokens, length), variables);
  }
}
