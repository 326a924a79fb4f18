package dev.policygate.access;

import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Compares patterns as sets of strings. */
public final class Patterns {

  /** More states are not looked at: the answer is then no. */
  private static final int MOST_STATES = 4_096;

  private Patterns() {}

  /** Whether every action that {@code inner} holds is one that {@code outer} holds. */
  public static boolean covers(ActionPattern outer, ActionPattern inner) {
    return covers(Glob.of(outer.text(), Glob.Kind.ACTION), Glob.of(inner.text(), Glob.Kind.ACTION));
  }

  /**
   * Whether every resource that {@code inner} holds is one that {@code outer} holds, whatever the
   * values of variables are.
   */
  public static boolean covers(ResourcePattern outer, ResourcePattern inner) {
    return covers(
        Glob.of(outer.text(), Glob.Kind.PATTERN), Glob.of(inner.text(), Glob.Kind.PATTERN));
  }

  private static boolean covers(Glob outer, Glob inner) {
    if (outer.isEverything() || outer.equals(inner)) {
      return true;
    }
    BitSet start = new BitSet(outer.length() + 1);
    start.set(0);
    return covers(outer, inner, 0, skippingStars(outer, start), new HashSet<>());
  }

  private record State(int position, BitSet reached) {}

  /**
   * Whether the outer pattern takes every string that the inner one makes from {@code position} on.
   * Of wildcards of the inner one, a character that no pattern names stands for all: what takes
   * that one takes any.
   *
   * @param reached where the outer pattern may stand
   */
  private static boolean covers(
      Glob outer, Glob inner, int position, BitSet reached, Set<State> seen) {
    BitSet now = reached;
    for (int i = position; i < inner.length(); i++) {
      if (now.isEmpty()) {
        return false;
      }
      int token = inner.token(i);
      if (token == Glob.ANY) {
        if (!seen.add(new State(i, now))) {
          // One more turn of the same star leads nowhere new.
          return true;
        }
        return seen.size() < MOST_STATES
            && covers(outer, inner, i + 1, now, seen)
            && covers(outer, inner, i, after(outer, now, inner, Glob.ONE), seen);
      }
      now = after(outer, now, inner, token);
    }
    return now.get(outer.length());
  }

  /** Where the outer pattern may stand after it took what a token of the inner one makes. */
  private static BitSet after(Glob outer, BitSet reached, Glob inner, int token) {
    BitSet next = new BitSet(outer.length() + 1);
    for (int t = reached.nextSetBit(0); t >= 0; t = reached.nextSetBit(t + 1)) {
      if (t == outer.length()) {
        continue;
      }
      int own = outer.token(t);
      if (own == Glob.ANY) {
        next.set(t);
      } else if (takes(outer, own, inner, token)) {
        next.set(t + 1);
      }
    }
    return skippingStars(outer, next);
  }

  /** A variable has a value of any length: only the same variable takes it, or a star. */
  private static boolean takes(Glob outer, int own, Glob inner, int token) {
    if (Glob.isVariable(own) || Glob.isVariable(token)) {
      return Glob.isVariable(own)
          && Glob.isVariable(token)
          && outer.variable(own).equals(inner.variable(token));
    }
    return own == Glob.ONE || own == token;
  }

  private static BitSet skippingStars(Glob glob, BitSet reached) {
    for (int t = 0; t < glob.length(); t++) {
      if (reached.get(t) && glob.token(t) == Glob.ANY) {
        reached.set(t + 1);
      }
    }
    return reached;
  }

  /** Whether some string matches both, letters in either case; without variables. */
  public static boolean meet(String one, String other) {
    if (!beginAlike(one, other)) {
      return false;
    }
    Glob a = Glob.of(one, Glob.Kind.ACTION);
    Glob b = Glob.of(other, Glob.Kind.ACTION);
    boolean[] reached = new boolean[b.length() + 1];
    reached[0] = true;
    for (int i = 0; i < a.length(); i++) {
      reached = next(a.token(i), b, reached);
    }
    for (int j = 0; j < b.length(); j++) {
      reached[j + 1] |= reached[j] && b.token(j) == Glob.ANY;
    }
    return reached[b.length()];
  }

  /** Where {@code b} may stand when the other has gone one token on. */
  private static boolean[] next(int token, Glob b, boolean[] reached) {
    boolean[] next = new boolean[b.length() + 1];
    boolean star = token == Glob.ANY;
    for (int j = 0; j <= b.length(); j++) {
      if (!reached[j]) {
        continue;
      }
      if (j == b.length()) {
        next[j] |= star;
        continue;
      }
      int own = b.token(j);
      if (star || own == Glob.ANY) {
        next[j] = true;
        reached[j + 1] = true;
      } else {
        next[j + 1] |= own == Glob.ONE || token == Glob.ONE || own == token;
      }
    }
    return next;
  }

  /** A quick look at what comes before the first wildcard of either. */
  private static boolean beginAlike(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a == '*' || b == '*' || a == '?' || b == '?') {
        return true;
      }
      if (Character.toLowerCase(a) != Character.toLowerCase(b)) {
        return false;
      }
    }
    return true;
  }
}
