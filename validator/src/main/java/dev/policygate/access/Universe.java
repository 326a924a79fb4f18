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
    int letterStep(int state) {
      return NONE;
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
    @Override
    int letterStep(int state) {
      // A value is text within a segment here; for other ones there is LOOSE_RESOURCES.
      return step(state, 'x');
    }

    @Override
    boolean isOpen(int state) {
      return isOpenInArn(state);
    }
  },

  /** The same, but what comes after a variable in the first five segments is any text. */
  LOOSE_RESOURCES {
    @Override
    int letterStep(int state) {
      return state < RESOURCE ? LOOSE : step(state, 'x');
    }

    @Override
    boolean isOpen(int state) {
      return isOpenInArn(state);
    }
  },

  /** The values that a condition key can have: any text. */
  VALUES {
    @Override
    int step(int state, char c) {
      return START;
    }

    @Override
    int letterStep(int state) {
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
  },

  /** The values that a condition key can have, but for the empty text. */
  NONEMPTY_VALUES {
    @Override
    int step(int state, char c) {
      return START + 1;
    }

    @Override
    int letterStep(int state) {
      return START + 1;
    }

    @Override
    boolean accepts(int state) {
      return state > START;
    }

    @Override
    String structural(int state) {
      return "";
    }
  };

  static final int START = 0;
  static final int NONE = -1;

  private static final String PREFIX = "arn:";
  private static final int PARTITION = 4;
  static final int RESOURCE = 8;
  private static final int NAMED = 9;
  private static final int STAR = 10;
  static final int LOOSE = 11;

  /** Characters that may stand for all that nobody names, the first ones for preference. */
  private static final String SPARE =
      "xqzjkwvyuobcdfghilmnprsate0123456789XQZJKWVYUOBCDFGHILMNPRSATE-_.~";

  /** The state after {@code c}, or {@link #NONE}. */
  int step(int state, char c) {
    if (state < PARTITION) {
      return c == PREFIX.charAt(state) ? state + 1 : state == START && c == '*' ? STAR : NONE;
    }
    if (state < RESOURCE) {
      return c == ':' ? state + 1 : state;
    }
    return state == STAR ? NONE : state == LOOSE ? LOOSE : NAMED;
  }

  /** The state after the value of a variable, or {@link #NONE}. */
  abstract int letterStep(int state);

  /** Whether a string may end in this state. */
  boolean accepts(int state) {
    return state == NAMED || state == STAR || state == LOOSE;
  }

  /** Characters of which each must be tried on its own here, besides those that patterns name. */
  String structural(int state) {
    return state == START
        ? "a*"
        : state < PARTITION ? PREFIX.substring(state, state + 1) : state < RESOURCE ? ":" : "";
  }

  /** Whether the string exists; letters in it are not understood. */
  boolean contains(String text) {
    int state = START;
    for (int i = 0; i < text.length() && state != NONE; i++) {
      state = step(state, text.charAt(i));
    }
    return state != NONE && accepts(state);
  }

  /** Whether characters may come next that {@link #structural} does not name. */
  boolean isOpen(int state) {
    return true;
  }

  private static boolean isOpenInArn(int state) {
    return state >= PARTITION && state != STAR;
  }

  /** A character that may come next and is none of {@code named}; 0 when there is none. */
  char spare(int state, BitSet named) {
    if (!isOpen(state)) {
      return 0;
    }
    for (int i = 0; i < SPARE.length(); i++) {
      char c = SPARE.charAt(i);
      if (!named.get(c) && step(state, c) != NONE) {
        return c;
      }
    }
    for (char c = '\u00A1'; this != ACTIONS && !Letters.isLetter(c); c++) {
      if (!named.get(c) && step(state, c) != NONE) {
        return c;
      }
    }
    return 0;
  }
}
