package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A pattern as a sequence of tokens: a character, any one character, any number of characters, or a
 * variable whose value the request brings.
 *
 * <p>Runs of wildcards are kept in one form (first all {@code ?}, then one {@code *}), so that two
 * spellings of the same run are equal.
 */
final class Glob {

  /** {@code *}: any number of characters. */
  static final int ANY = -1;

  /** {@code ?}: one character. */
  static final int ONE = -2;

  /** {@code *} within one segment of an ARN: any number of characters but the colon. */
  static final int ANY_IN_SEGMENT = -3;

  /** {@code ?} within one segment of an ARN. */
  static final int ONE_IN_SEGMENT = -4;

  /** A variable is {@code FIRST_VARIABLE - index}. */
  private static final int FIRST_VARIABLE = -10;

  /** A letter that matches in either case is its lower case, marked so. */
  private static final int FOLDED = 1 << 16;

  private final int[] tokens;
  private final List<Template.Variable> variables;

  private Glob(int[] tokens, List<Template.Variable> variables) {
    this.tokens = tokens;
    this.variables = List.copyOf(variables);
  }

  /** How a text becomes tokens. */
  enum Kind {
    /** Wildcards count, letters match in their own case: resources, {@code StringLike}. */
    PATTERN(true, false, false),
    /** The same, in lower case, without variables: actions. */
    ACTION(true, false, false),
    /** Wildcards are plain characters: {@code StringEquals}. */
    TEXT(false, false, false),
    /** Wildcards count, what looks like a variable is plain: a pattern of no document. */
    PLAIN_PATTERN(true, false, false),
    /** Every character is plain, also what looks like a variable: a value of a request. */
    LITERAL(false, false, false),
    /** Like text, letters in either case: {@code StringEqualsIgnoreCase}. */
    FOLDED_TEXT(false, true, false),
    /** An ARN, whose wildcards stay within its first five segments each: {@code ArnLike}. */
    ARN(true, false, true),
    /**
     * A resource whose wildcards stay within one segment each, so that it names what it seems to.
     */
    SEGMENTED(true, false, true);

    private final boolean wildcards;
    private final boolean folded;
    private final boolean segments;

    Kind(boolean wildcards, boolean folded, boolean segments) {
      this.wildcards = wildcards;
      this.folded = folded;
      this.segments = segments;
    }
  }

  /** Compiles {@code text}; variables stay variables where the kind of text has them. */
  static Glob of(String text, Kind kind) {
    if (kind == Kind.ARN && text.equals("*")) {
      return any();
    }
    Template template =
        switch (kind) {
          case ACTION -> plain(text.toLowerCase(Locale.ROOT));
          case LITERAL, PLAIN_PATTERN -> plain(text);
          case PATTERN, TEXT, FOLDED_TEXT, ARN, SEGMENTED -> Template.of(text);
        };
    return of(template, kind);
  }

  static Glob of(Template template, Kind kind) {
    Builder builder = new Builder(kind);
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Text(var plain) -> builder.text(plain);
        case Template.Malformed(var plain, _) -> builder.text(plain);
        case Template.Escaped(var character) -> builder.character(character);
        case Template.Variable variable -> builder.variable(variable);
      }
    }
    return builder.build();
  }

  private static Template plain(String text) {
    return new Template(List.of(new Template.Text(text)));
  }

  /** Every string. */
  static Glob any() {
    return new Glob(new int[] {ANY}, List.of());
  }

  /**
   * The same pattern with the values of variables in place; a variable for which {@code values} has
   * nothing stays.
   */
  Glob bind(Function<Template.Variable, Optional<String>> values) {
    if (variables.isEmpty()) {
      return this;
    }
    List<Template.Variable> left = new ArrayList<>();
    int[] bound = new int[tokens.length];
    int length = 0;
    for (int token : tokens) {
      Optional<String> value = isVariable(token) ? values.apply(variable(token)) : Optional.empty();
      String text = value.orElse("");
      if (bound.length < length + text.length() + 1) {
        bound = Arrays.copyOf(bound, (length + text.length() + 1) * 2);
      }
      if (value.isPresent()) {
        for (int i = 0; i < text.length(); i++) {
          bound[length++] = text.charAt(i);
        }
      } else if (isVariable(token)) {
        bound[length++] = FIRST_VARIABLE - left.size();
        left.add(variable(token));
      } else {
        bound[length++] = token;
      }
    }
    return new Glob(Arrays.copyOf(bound, length), left);
  }

  /** The pattern with a star in place of each variable: what it may match. */
  Glob loosened() {
    int[] loose = tokens.clone();
    for (int i = 0; i < loose.length; i++) {
      if (isVariable(loose[i])) {
        loose[i] = ANY;
      }
    }
    return variables.isEmpty() ? this : new Glob(loose, List.of());
  }

  boolean hasVariables() {
    return !variables.isEmpty();
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

  static boolean isVariable(int token) {
    return token <= FIRST_VARIABLE;
  }

  static boolean isCharacter(int token) {
    return token >= 0;
  }

  Template.Variable variable(int token) {
    return variables.get(FIRST_VARIABLE - token);
  }

  /** Whether a character token stands for {@code c}. */
  static boolean matches(int token, char c) {
    return token < FOLDED ? token == c : (token & 0xFFFF) == fold(c);
  }

  /** A character for which the token stands: the lower case of a letter that matches in both. */
  static char character(int token) {
    return (char) token;
  }

  private static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c < 0x80 ? c : foldUnicode(c);
  }

  private static char foldUnicode(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** The only string that matches, if there is just one. */
  Optional<String> onlyWord() {
    StringBuilder word = new StringBuilder(tokens.length);
    for (int token : tokens) {
      if (!isCharacter(token) || (token >= FOLDED && Character.isLetter(character(token)))) {
        return Optional.empty();
      }
      word.append(character(token));
    }
    return Optional.of(word.toString());
  }

  /** Whether every string matches. */
  boolean isEverything() {
    return tokens.length == 1 && tokens[0] == ANY;
  }

  /** Whether {@code text} matches; what holds an unbound variable matches nothing. */
  boolean matches(String text) {
    if (!variables.isEmpty()) {
      return false;
    }
    int t = 0;
    int i = 0;
    int afterStar = -1;
    int resume = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (t < tokens.length && tokens[t] == ANY) {
        afterStar = ++t;
        resume = i;
      } else if (t < tokens.length && takes(tokens[t], c)) {
        t++;
        i++;
      } else if (t < tokens.length && tokens[t] == ANY_IN_SEGMENT) {
        return matchesSlowly(text);
      } else if (afterStar >= 0) {
        t = afterStar;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (t < tokens.length && (tokens[t] == ANY || tokens[t] == ANY_IN_SEGMENT)) {
      t++;
    }
    return t == tokens.length;
  }

  /** Position sets: for patterns in which not every star takes every character. */
  private boolean matchesSlowly(String text) {
    boolean[] reached = new boolean[tokens.length + 1];
    reached[0] = true;
    skipStars(reached);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean[] next = new boolean[tokens.length + 1];
      for (int t = 0; t < tokens.length; t++) {
        if (reached[t]) {
          int token = tokens[t];
          if (token == ANY || (token == ANY_IN_SEGMENT && c != ':')) {
            next[t] = true;
          } else if (takes(token, c)) {
            next[t + 1] = true;
          }
        }
      }
      skipStars(next);
      reached = next;
    }
    return reached[tokens.length];
  }

  /**
   * Values of the variables with which {@code text} matches, each the shortest in its place; empty
   * when there are none.
   */
  Optional<Map<Template.Variable, String>> valuesFor(String text, Budget budget) {
    Map<Template.Variable, String> values = new HashMap<>();
    return assign(0, text, 0, values, budget) ? Optional.of(values) : Optional.empty();
  }

  private boolean assign(
      int t, String text, int i, Map<Template.Variable, String> values, Budget budget) {
    budget.spend(1);
    if (t == tokens.length) {
      return i == text.length();
    }
    int token = tokens[t];
    if (!isVariable(token) && token != ANY && token != ANY_IN_SEGMENT) {
      return i < text.length()
          && takes(token, text.charAt(i))
          && assign(t + 1, text, i + 1, values, budget);
    }
    String known = isVariable(token) ? values.get(variable(token)) : null;
    for (int end = i; end <= text.length(); end++) {
      String taken = text.substring(i, end);
      if (token == ANY_IN_SEGMENT && taken.endsWith(":")) {
        return false;
      }
      if (known != null && !taken.equals(known)) {
        continue;
      }
      if (isVariable(token)) {
        values.put(variable(token), taken);
      }
      if (assign(t + 1, text, end, values, budget)) {
        return true;
      }
      if (isVariable(token) && known == null) {
        values.remove(variable(token));
      }
    }
    return false;
  }

  private void skipStars(boolean[] reached) {
    for (int t = 0; t < tokens.length; t++) {
      if (reached[t] && (tokens[t] == ANY || tokens[t] == ANY_IN_SEGMENT)) {
        reached[t + 1] = true;
      }
    }
  }

  /** Whether a token that takes one character takes {@code c}. */
  private static boolean takes(int token, char c) {
    return token >= 0 ? matches(token, c) : token == ONE || (token == ONE_IN_SEGMENT && c != ':');
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

  private static final class Builder {

    /** An ARN has six segments; the last one may hold colons. */
    private static final int SEGMENTS = 6;

    private final Kind kind;
    private final List<Template.Variable> variables = new ArrayList<>();
    private int[] tokens = new int[32];
    private int length;
    private int segment = 1;

    Builder(Kind kind) {
      this.kind = kind;
    }

    void text(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean within = kind == Kind.SEGMENTED || (kind.segments && segment < SEGMENTS);
        if (c == '*' && kind.wildcards) {
          add(within ? ANY_IN_SEGMENT : ANY);
        } else if (c == '?' && kind.wildcards) {
          add(within ? ONE_IN_SEGMENT : ONE);
        } else {
          character(c);
        }
      }
    }

    void character(char c) {
      if (c == ':') {
        segment++;
      }
      add(kind.folded ? FOLDED | fold(c) : c);
    }

    void variable(Template.Variable variable) {
      add(FIRST_VARIABLE - variables.size());
      variables.add(
          new Template.Variable(variable.key().toLowerCase(Locale.ROOT), variable.defaultValue()));
    }

    private void add(int token) {
      if (length == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * length);
      }
      tokens[length++] = token;
      int last = length - 1;
      if (last > 0 && isStar(tokens[last - 1])) {
        if (isStar(token)) {
          length--;
        } else if (token == ONE || token == ONE_IN_SEGMENT) {
          tokens[last] = tokens[last - 1];
          tokens[last - 1] = token;
        }
      }
    }

    private static boolean isStar(int token) {
      return token == ANY || token == ANY_IN_SEGMENT;
    }

    Glob build() {
      return new Glob(Arrays.copyOf(tokens, length), variables);
    }
  }
}
