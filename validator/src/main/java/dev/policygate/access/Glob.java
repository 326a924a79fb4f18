package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as a sequence of tokens: a character, any one character, any number of characters, or a
 * variable whose value the request brings.
 */
final class Glob {

  private static final Glob EVERYTHING = new Glob(new int[] {Token.ANY}, List.of());

  private final int[] tokens;
  private final List<Template.Variable> variables;
  private final int prefix;
  private final boolean segmented;
  private final boolean loose;
  private @Nullable Glob loosened;
  private @Nullable String word;

  Glob(int[] tokens, List<Template.Variable> variables) {
    this.tokens = tokens;
    this.variables = List.copyOf(variables);
    int literal = 0;
    while (literal < tokens.length && tokens[literal] >= 0) {
      literal++;
    }
    prefix = literal;
    boolean inSegment = false;
    boolean perhaps = false;
    for (int i = literal; i < tokens.length; i++) {
      inSegment |= tokens[i] <= Token.ANY_IN_SEGMENT && tokens[i] >= Token.ONE_PERHAPS_IN_SEGMENT;
      perhaps |=
          tokens[i] == Token.ANY_PERHAPS_IN_SEGMENT || tokens[i] == Token.ONE_PERHAPS_IN_SEGMENT;
    }
    segmented = inSegment;
    loose = perhaps || !this.variables.isEmpty();
  }

  /** How a text becomes tokens. */
  enum Kind {
    /** Resources: wildcards count; in the first five segments of an ARN they may stay within. */
    RESOURCE(true, false, true),
    /** {@code StringLike}: wildcards count, letters match in their own case. */
    PATTERN(true, false, false),
    /** Actions: wildcards count, in lower case, without variables. */
    ACTION(true, false, false),
    /** {@code StringEquals}: wildcards are plain characters. */
    TEXT(false, false, false),
    /** A pattern of no document: wildcards count, what looks like a variable is plain. */
    PLAIN_PATTERN(true, false, false),
    /** A value of a request: every character is plain, also what looks like a variable. */
    LITERAL(false, false, false),
    /** {@code StringEqualsIgnoreCase}: like text, letters in either case. */
    FOLDED_TEXT(false, true, false),
    /** An ARN, whose wildcards stay within its first five segments each: {@code ArnLike}. */
    ARN(true, false, true),
    /**
     * A resource whose wildcards stay within one segment each, so that it names what it seems to.
     */
    SEGMENTED(true, false, true);

    final boolean wildcards;
    final boolean folded;
    final boolean segments;

    Kind(boolean wildcards, boolean folded, boolean segments) {
      this.wildcards = wildcards;
      this.folded = folded;
      this.segments = segments;
    }

    boolean hasVariables() {
      return this != ACTION && this != LITERAL && this != PLAIN_PATTERN;
    }
  }

  /** Compiles {@code text}; variables stay variables where the kind of text has them. */
  static Glob of(String text, Kind kind) {
    if (text.equals("*") && kind.wildcards) {
      return EVERYTHING;
    }
    String plain = kind == Kind.ACTION ? text.toLowerCase(java.util.Locale.ROOT) : text;
    GlobBuilder builder = new GlobBuilder(kind, plain.length());
    if (kind.hasVariables() && plain.indexOf('$') >= 0) {
      builder.add(Template.of(plain));
    } else {
      builder.text(plain);
    }
    return builder.build();
  }

  /** Every string. */
  static Glob any() {
    return EVERYTHING;
  }

  /**
   * The same pattern with the values of variables in place; a variable that has none stays, and
   * matches nothing.
   */
  Glob bind(Variables values) {
    if (variables.isEmpty()) {
      return this;
    }
    List<Template.Variable> left = new ArrayList<>();
    int[] bound = new int[tokens.length];
    int length = 0;
    for (int token : tokens) {
      @Nullable String value = Token.isVariable(token) ? values.valueOf(variable(token)) : null;
      int more = value == null ? 1 : value.length();
      if (bound.length < length + more) {
        bound = Arrays.copyOf(bound, 2 * (length + more));
      }
      if (value != null) {
        for (int i = 0; i < value.length(); i++) {
          char c = value.charAt(i);
          bound[length++] = Token.isFoldedVariable(token) ? Token.folded(c) : c;
        }
      } else if (Token.isVariable(token)) {
        bound[length++] = Token.variable(left.size(), Token.isFoldedVariable(token));
        left.add(variable(token));
      } else {
        bound[length++] = token;
      }
    }
    return new Glob(Arrays.copyOf(bound, length), left);
  }

  /** All that the pattern may match: a star in place of each variable, every wildcard at large. */
  Glob loosened() {
    @Nullable Glob known = loosened;
    if (known == null) {
      known = loose ? new Glob(loosened(tokens), List.of()) : this;
      loosened = known;
    }
    return known;
  }

  private static int[] loosened(int[] tokens) {
    int[] wide = new int[tokens.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = Token.isVariable(tokens[i]) ? Token.ANY : Token.widened(tokens[i]);
    }
    return wide;
  }

  /** The pattern that some of its tokens are; there are no variables among them. */
  Glob part(int from, int to) {
    return new Glob(Arrays.copyOfRange(tokens, from, to), List.of());
  }

  boolean hasVariables() {
    return !variables.isEmpty();
  }

  /** Whether it depends on more than the text what matches: on variables, or on a reading. */
  boolean isLoose() {
    return loose;
  }

  List<Template.Variable> variables() {
    return variables;
  }

  int length() {
    return tokens.length;
  }

  int token(int position) {
    return tokens[position];
  }

  /** How many tokens at its start are characters. */
  int prefix() {
    return prefix;
  }

  /** The characters at its start. */
  String prefixText() {
    char[] text = new char[prefix];
    for (int i = 0; i < prefix; i++) {
      text[i] = Token.character(tokens[i]);
    }
    return new String(text);
  }

  Template.Variable variable(int token) {
    return variables.get(Token.indexOfVariable(token));
  }

  /** The only string that matches, if there is just one; else null. */
  @Nullable String onlyWord() {
    if (prefix < tokens.length) {
      return null;
    }
    @Nullable String known = word;
    if (known == null) {
      char[] characters = new char[tokens.length];
      for (int i = 0; i < tokens.length; i++) {
        if (Token.isFolded(tokens[i])) {
          return null;
        }
        characters[i] = Token.character(tokens[i]);
      }
      known = new String(characters);
      word = known;
    }
    return known;
  }

  /** Whether only one string matches, once its variables have values. */
  boolean isOneString() {
    for (int token : tokens) {
      if (Token.isVariable(token)
          ? Token.isFoldedVariable(token)
          : token < 0 || Token.isFolded(token)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a variable stands within the first five segments of an ARN. */
  boolean hasEarlyVariable() {
    int colons = 0;
    for (int token : tokens) {
      colons += token == ':' ? 1 : 0;
      if (Token.isVariable(token)) {
        return colons < 5;
      }
    }
    return false;
  }

  /** Whether every string matches. */
  boolean isEverything() {
    return tokens.length == 1 && tokens[0] == Token.ANY;
  }

  /** Whether {@code text} matches; what holds an unbound variable matches nothing. */
  boolean matches(String text) {
    if (loose && !variables.isEmpty()) {
      return false;
    }
    if (segmented) {
      return matchesBySegment(text);
    }
    int length = text.length();
    int t = 0;
    int i = 0;
    int afterStar = -1;
    int resume = 0;
    while (i < length) {
      int token = t < tokens.length ? tokens[t] : Token.ONE_PERHAPS_IN_SEGMENT;
      if (token == Token.ANY) {
        afterStar = ++t;
        resume = i;
      } else if (token == Token.ONE || (token >= 0 && Token.matches(token, text.charAt(i)))) {
        t++;
        i++;
      } else if (afterStar >= 0) {
        t = afterStar;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (t < tokens.length && tokens[t] == Token.ANY) {
      t++;
    }
    return t == tokens.length;
  }

  /** Sets of positions: where not every star takes every character. */
  private boolean matchesBySegment(String text) {
    if (!startsWithPrefix(text)) {
      return false;
    }
    boolean[] reached = new boolean[tokens.length + 1];
    boolean[] next = new boolean[tokens.length + 1];
    reached[prefix] = true;
    skipStars(reached);
    for (int i = prefix; i < text.length(); i++) {
      char c = text.charAt(i);
      Arrays.fill(next, false);
      boolean alive = false;
      for (int t = prefix; t < tokens.length; t++) {
        int token = tokens[t];
        if (!reached[t]) {
          continue;
        }
        if (Token.isStar(token)) {
          if (token == Token.ANY || c != ':') {
            next[t] = true;
            alive = true;
          }
        } else if (token >= 0 ? Token.matches(token, c) : token == Token.ONE || c != ':') {
          next[t + 1] = true;
          alive = true;
        }
      }
      if (!alive) {
        return false;
      }
      skipStars(next);
      boolean[] last = reached;
      reached = next;
      next = last;
    }
    return reached[tokens.length];
  }

  private boolean startsWithPrefix(String text) {
    if (text.length() < prefix) {
      return false;
    }
    for (int i = 0; i < prefix; i++) {
      if (!Token.matches(tokens[i], text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void skipStars(boolean[] reached) {
    for (int t = prefix; t < tokens.length; t++) {
      if (reached[t] && Token.isStar(tokens[t])) {
        reached[t + 1] = true;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob
        && Arrays.equals(tokens, glob.tokens)
        && variables.equals(glob.variables);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }

  /** For people: as it would be written, more or less. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      if (Token.isVariable(token)) {
        text.append("${").append(variable(token).key()).append('}');
      } else {
        text.append(Token.isStar(token) ? '*' : token < 0 ? '?' : Token.character(token));
      }
    }
    return text.toString();
  }
}
