package dev.policygate.access;

import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two patterns of a document as sets of strings: which holds the other, do they meet. */
public final class Patterns {

  /** More states are not looked at: the answer is then no. */
  private static final int MOST_STATES = 256;

  private Patterns() {}

  /** Whether every action that {@code inner} holds is one that {@code outer} holds. */
  public static boolean covers(ActionPattern outer, ActionPattern inner) {
    return covers(outer.folded(), inner.folded());
  }

  /**
   * Whether every resource that {@code inner} holds is one that {@code outer} holds, whatever the
   * values of variables are.
   */
  public static boolean covers(ResourcePattern outer, ResourcePattern inner) {
    if (outer.text().indexOf('$') < 0 && inner.text().indexOf('$') < 0) {
      return covers(outer.text(), inner.text());
    }
    return covers(Tokens.of(Template.of(outer.text())), Tokens.of(Template.of(inner.text())));
  }

  /** The same of plain texts with wildcards, letters in their own case. */
  public static boolean covers(String outer, String inner) {
    int wildcard = 0;
    while (wildcard < outer.length() && !isWildcard(outer.charAt(wildcard))) {
      wildcard++;
    }
    if (wildcard == outer.length()) {
      return outer.equals(inner);
    }
    return inner.regionMatches(0, outer, 0, wildcard) && covers(Tokens.of(outer), Tokens.of(inner));
  }

  private static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  /**
   * A pattern, token by token: a character, {@link #ANY}, {@link #ONE}, or the number of a variable
   * below them.
   */
  private static final class Tokens {

    static final int ANY = -1;
    static final int ONE = -2;
    private static final int FIRST_VARIABLE = -3;

    private final int[] tokens;

    /** As they are written. */
    private final List<String> variables;

    private Tokens(int[] tokens, List<String> variables) {
      this.tokens = tokens;
      this.variables = variables;
    }

    static Tokens of(String text) {
      int[] tokens = new int[text.length()];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = token(text.charAt(i));
      }
      return new Tokens(tokens, List.of());
    }

    private static int token(char c) {
      return c == '*' ? ANY : c == '?' ? ONE : c;
    }

    static Tokens of(Template template) {
      List<Integer> tokens = new ArrayList<>();
      List<String> variables = new ArrayList<>();
      for (Template.Part part : template.parts()) {
        if (part instanceof Template.Variable variable) {
          tokens.add(FIRST_VARIABLE - variables.size());
          variables.add(asWritten(variable));
        } else if (part instanceof Template.Text text) {
          addText(text.text(), tokens);
        } else if (part instanceof Template.Malformed malformed) {
          addText(malformed.text(), tokens);
        } else {
          tokens.add((int) ((Template.Escaped) part).character());
        }
      }
      int[] all = new int[tokens.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = tokens.get(i);
      }
      return new Tokens(all, variables);
    }

    private static String asWritten(Template.Variable variable) {
      String key = variable.key().toLowerCase(Locale.ROOT);
      Optional<String> value = variable.defaultValue();
      return value.isPresent() ? key + "," + value.get() : key;
    }

    private static void addText(String text, List<Integer> tokens) {
      for (int i = 0; i < text.length(); i++) {
        tokens.add(token(text.charAt(i)));
      }
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

    String variable(int token) {
      return variables.get(FIRST_VARIABLE - token);
    }

    boolean isEverything() {
      return tokens.length == 1 && tokens[0] == ANY;
    }
  }

  private static boolean covers(Tokens outer, Tokens inner) {
    if (outer.isEverything()) {
      return true;
    }
    BitSet start = new BitSet(outer.length() + 1);
    start.set(0);
    return covers(outer, inner, 0, skippingStars(outer, start), new HashSet<>());
  }

  private record State(int position, BitSet reached) {
    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof State that
          && position == that.position
          && reached.equals(that.reached);
    }

    @Override
    public int hashCode() {
      return 31 * position + reached.hashCode();
    }
  }

  /**
   * Whether the outer pattern takes every string that the inner one makes from {@code position} on.
   * Of wildcards of the inner one, a character that no pattern names stands for all: what takes
   * that one takes any.
   *
   * @param reached where the outer pattern may stand
   */
  private static boolean covers(
      Tokens outer, Tokens inner, int position, BitSet reached, Set<State> seen) {
    BitSet now = reached;
    for (int i = position; i < inner.length(); i++) {
      if (now.isEmpty()) {
        return false;
      }
      int token = inner.token(i);
      if (token == Tokens.ANY) {
        if (!seen.add(new State(i, now))) {
          // One more turn of the same star leads nowhere new.
          return true;
        }
        return seen.size() < MOST_STATES
            && covers(outer, inner, i + 1, now, seen)
            && covers(outer, inner, i, after(outer, now, inner, Tokens.ONE), seen);
      }
      now = after(outer, now, inner, token);
    }
    return now.get(outer.length());
  }

  /** Where the outer pattern may stand after it took what a token of the inner one makes. */
  private static BitSet after(Tokens outer, BitSet reached, Tokens inner, int token) {
    BitSet next = new BitSet(outer.length() + 1);
    for (int t = reached.nextSetBit(0); t >= 0; t = reached.nextSetBit(t + 1)) {
      if (t == outer.length()) {
        continue;
      }
      int own = outer.token(t);
      if (own == Tokens.ANY) {
        next.set(t);
      } else if (takes(outer, own, inner, token)) {
        next.set(t + 1);
      }
    }
    return skippingStars(outer, next);
  }

  /** A variable has a value of any length: only the same variable takes it, or a star. */
  private static boolean takes(Tokens outer, int own, Tokens inner, int token) {
    if (Tokens.isVariable(own) || Tokens.isVariable(token)) {
      return Tokens.isVariable(own)
          && Tokens.isVariable(token)
          && outer.variable(own).equals(inner.variable(token));
    }
    return own == Tokens.ONE || own == token;
  }

  private static BitSet skippingStars(Tokens pattern, BitSet reached) {
    for (int t = 0; t < pattern.length(); t++) {
      if (reached.get(t) && pattern.token(t) == Tokens.ANY) {
        reached.set(t + 1);
      }
    }
    return reached;
  }

  /** Whether some string matches both, letters in either case; without variables. */
  public static boolean meet(String one, String other) {
    return one.equals("*") || meet(one, false, other);
  }

  /**
   * Whether some string is of a form and matches a pattern, letters in either case; without
   * variables.
   *
   * @param form an ARN with stars, each for text without colons
   */
  public static boolean meetForm(String form, String pattern) {
    return meet(form, true, pattern);
  }

  private static boolean meet(String one, boolean inSegments, String other) {
    if (other.equals("*")) {
      return true;
    }
    int alike = alike(one, other);
    if (alike < 0) {
      return false;
    }
    Tokens a = Tokens.of(one.substring(alike).toLowerCase(Locale.ROOT));
    Tokens b = Tokens.of(other.substring(alike).toLowerCase(Locale.ROOT));
    boolean[] reached = new boolean[b.length() + 1];
    reached[0] = true;
    for (int i = 0; i < a.length(); i++) {
      reached = next(a.token(i), inSegments, b, reached);
    }
    for (int j = 0; j < b.length(); j++) {
      reached[j + 1] |= reached[j] && b.token(j) == Tokens.ANY;
    }
    return reached[b.length()];
  }

  /**
   * Where {@code b} may stand when the other has gone one token on.
   *
   * @param inSegments whether a star of the other takes no colon
   */
  private static boolean[] next(int token, boolean inSegments, Tokens b, boolean[] reached) {
    boolean[] next = new boolean[b.length() + 1];
    boolean star = token == Tokens.ANY;
    for (int j = 0; j <= b.length(); j++) {
      if (!reached[j]) {
        continue;
      }
      if (j == b.length()) {
        next[j] |= star;
        continue;
      }
      int own = b.token(j);
      if (star && inSegments && own == ':') {
        next[j] = true;
      } else if (star || own == Tokens.ANY) {
        next[j] = true;
        reached[j + 1] = true;
      } else {
        next[j + 1] |= own == Tokens.ONE || token == Tokens.ONE || own == token;
      }
    }
    return next;
  }

  /** How long they are alike before the first wildcard of either; -1 where they are not. */
  private static int alike(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (isWildcard(a) || isWildcard(b)) {
        return i;
      }
      if (Character.toLowerCase(a) != Character.toLowerCase(b)) {
        return -1;
      }
    }
    return shorter;
  }
}
