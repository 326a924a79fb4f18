package dev.policygate.access;

import java.util.BitSet;

/**
 * Which strings exist at all: a small automaton over characters. State 0 is where it starts; a
 * negative state is none.
 */
enum Universe {

  /** {@code service:Name} in lower case: every action that AWS has or may add. */
  ACTIONS {
    private static final int SERVICE = 1;
    private static final int COLON = 2;
    private static final int NAME = 3;

    @Override
    int step(int state, char c) {
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      return switch (state) {
        case START -> alphanumeric ? SERVICE : NONE;
        case SERVICE -> c == ':' ? COLON : alphanumeric || c == '-' || c == '.' ? SERVICE : NONE;
        default -> alphanumeric || c == '-' || c == '_' || c == '.' ? NAME : NONE;
      };
    }

    @Override
    boolean accepts(int state) {
      return state == NAME;
    }

    @Override
    String structural(int state) {
      return state == SERVICE ? ":" : "";
    }
  },

  /** ARNs of six segments, and the {@code *} of a request that is for no resource in particular. */
  RESOURCES {
    private static final String PREFIX = "arn:";
    private static final int PARTITION = 4;
    private static final int RESOURCE = 8;
    private static final int NAMED = 9;
    private static final int STAR = 10;

    @Override
    int step(int state, char c) {
      if (state < PARTITION) {
        return c == PREFIX.charAt(state) ? state + 1 : state == START && c == '*' ? STAR : NONE;
      }
      if (state < RESOURCE) {
        return c == ':' ? state + 1 : state;
      }
      return state == STAR ? NONE : NAMED;
    }

    @Override
    boolean accepts(int state) {
      return state == NAMED || state == STAR;
    }

    @Override
    String structural(int state) {
      return state == START ? "a*" : state < PARTITION ? PREFIX.substring(state, state + 1) : ":";
    }
  },

  /** The values that a condition key can have: any text. */
  VALUES {
    @Override
    int step(int state, char c) {
      return START;
    }

    @Override
    boolean accepts(int state) {
      return true;
    }

    @Override
    String structural(int state) {
      return "";
    }
  };

  static final int START = 0;
  static final int NONE = -1;

  /** Characters that may stand for all that nobody names, the first ones for preference. */
  private static final String SPARE =
      "xqzjkwvyuobcdfghilmnprsate0123456789XQZJKWVYUOBCDFGHILMNPRSATE-_.~";

  /** The state after {@code c}, or {@link #NONE}. */
  abstract int step(int state, char c);

  /** Whether a string may end in this state. */
  abstract boolean accepts(int state);

  /** Characters of which each must be tried on its own here, besides those that patterns name. */
  abstract String structural(int state);

  /** A character that may come next and is none of {@code named}; 0 when there is none. */
  char spare(int state, BitSet named) {
    for (int i = 0; i < SPARE.length(); i++) {
      char c = SPARE.charAt(i);
      if (!named.get(c) && step(state, c) != NONE) {
        return c;
      }
    }
    for (char c = '\u00A1'; this == VALUES || this == RESOURCES; c++) {
      if (!named.get(c)) {
        return c;
      }
    }
    return 0;
  }
}
