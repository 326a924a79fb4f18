package dev.policygate.access;

/**
 * What two patterns say of each other at a glance. Both answers err on one side only: what is not
 * seen here, {@link Walk} finds out.
 */
final class GlobRelation {

  private GlobRelation() {}

  /** Whether no string matches both: they start or end with characters that differ. */
  static boolean areDisjoint(Glob one, Glob other) {
    int starts = Math.min(one.prefix(), other.prefix());
    for (int i = 0; i < starts; i++) {
      if (!mayBeSame(one.token(i), other.token(i))) {
        return true;
      }
    }
    if (one.prefix() == one.length() && other.prefix() == other.length()) {
      return one.length() != other.length();
    }
    int mostEnds = Math.min(one.length() - starts, other.length() - starts);
    for (int i = 1; i <= mostEnds; i++) {
      int mine = one.token(one.length() - i);
      int others = other.token(other.length() - i);
      if (mine < 0 || others < 0) {
        return false;
      }
      if (!mayBeSame(mine, others)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeSame(int one, int other) {
    return Token.matches(one, Token.character(other)) || Token.matches(other, Token.character(one));
  }

  /**
   * Whether {@code wide} matches whatever {@code narrow} matches, for all values of variables and
   * in either reading of wildcards.
   */
  static boolean covers(Glob wide, Glob narrow) {
    if (wide.isEverything()) {
      return true;
    }
    int w = 0;
    int n = 0;
    int afterStar = -1;
    int resume = 0;
    while (n < narrow.length()) {
      int token = w < wide.length() ? wide.token(w) : Token.ONE_PERHAPS_IN_SEGMENT;
      if (token == Token.ANY) {
        afterStar = ++w;
        resume = n;
      } else if (w < wide.length() && coversOne(wide, token, narrow, narrow.token(n))) {
        w++;
        n++;
      } else if (afterStar >= 0) {
        w = afterStar;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (w < wide.length() && wide.token(w) == Token.ANY) {
      w++;
    }
    return w == wide.length();
  }

  private static boolean coversOne(Glob wide, int token, Glob narrow, int other) {
    if (Token.isCharacter(token)) {
      return Token.isCharacter(other)
          && (token == other
              || (!Token.isFolded(other) && Token.matches(token, Token.character(other))));
    }
    if (Token.isVariable(token)) {
      return Token.isVariable(other)
          && (Token.isFoldedVariable(token) || !Token.isFoldedVariable(other))
          && wide.variable(token).key().equals(narrow.variable(other).key());
    }
    if (token == other) {
      return true;
    }
    boolean oneCharacter = Token.isCharacter(other);
    return switch (token) {
      case Token.ONE ->
          oneCharacter
              || other == Token.ONE
              || other == Token.ONE_IN_SEGMENT
              || other == Token.ONE_PERHAPS_IN_SEGMENT;
      case Token.ONE_IN_SEGMENT, Token.ONE_PERHAPS_IN_SEGMENT ->
          (oneCharacter && Token.character(other) != ':') || other == Token.ONE_IN_SEGMENT;
      // A star within a segment for the same, and no more: what else it may take, the walk finds.
      default -> false;
    };
  }
}
