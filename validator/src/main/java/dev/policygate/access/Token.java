package dev.policygate.access;

/**
 * The tokens of a {@link Glob}, as numbers: a character is itself, wildcards and variables are
 * negative.
 */
final class Token {

  /** {@code *}: any number of characters. */
  static final int ANY = -1;

  /** {@code ?}: one character. */
  static final int ONE = -2;

  /** {@code *} within one segment of an ARN: any number of characters but the colon. */
  static final int ANY_IN_SEGMENT = -3;

  /** {@code ?} within one segment of an ARN. */
  static final int ONE_IN_SEGMENT = -4;

  /**
   * {@code *} within one of the first five segments of a resource, and not at its end. The
   * documentation says that it stays within; other sources say that no star does. It is read as the
   * former, and what depends on it is in doubt.
   */
  static final int ANY_PERHAPS_IN_SEGMENT = -5;

  /** {@code ?} within one of the first five segments of a resource, likewise. */
  static final int ONE_PERHAPS_IN_SEGMENT = -6;

  /**
   * A variable is {@code FIRST_VARIABLE - 2 * index}, one less where letters match in either case.
   */
  private static final int FIRST_VARIABLE = -10;

  /** A letter that matches in either case is its lower case, marked so. */
  private static final int FOLDED = 1 << 16;

  private Token() {}

  /** What stands for a character that matches in either case. */
  static int folded(char c) {
    return FOLDED | fold(c);
  }

  static int variable(int index, boolean folded) {
    return FIRST_VARIABLE - 2 * index - (folded ? 1 : 0);
  }

  /** The token as the wider of its readings has it. */
  static int widened(int token) {
    return token == ANY_PERHAPS_IN_SEGMENT ? ANY : token == ONE_PERHAPS_IN_SEGMENT ? ONE : token;
  }

  static boolean isVariable(int token) {
    return token <= FIRST_VARIABLE;
  }

  /** Whether a variable stands for all texts that are its value but for the case of letters. */
  static boolean isFoldedVariable(int token) {
    return isVariable(token) && ((FIRST_VARIABLE - token) & 1) != 0;
  }

  static boolean isCharacter(int token) {
    return token >= 0;
  }

  static boolean isStar(int token) {
    return token == ANY || token == ANY_IN_SEGMENT || token == ANY_PERHAPS_IN_SEGMENT;
  }

  /** Which of its pattern's variables it is. */
  static int indexOfVariable(int token) {
    return (FIRST_VARIABLE - token) / 2;
  }

  /** Whether a character token stands for {@code c}. */
  static boolean matches(int token, char c) {
    return token < FOLDED ? token == c : (token & 0xFFFF) == fold(c);
  }

  /** A character for which the token stands: the lower case of a letter that matches in both. */
  static char character(int token) {
    return (char) token;
  }

  /** Whether a character token stands for several characters. */
  static boolean isFolded(int token) {
    return token >= FOLDED && Character.isLetter(character(token));
  }

  private static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c < 0x80 ? c : foldUnicode(c);
  }

  /** Upper and lower case that go together are one; all others stand for themselves. */
  private static char foldUnicode(char c) {
    char lower = Character.toLowerCase(c);
    return Character.toUpperCase(lower) == c ? lower : c;
  }

  /** The character that matches where {@code c} does with letters in either case. */
  static char otherCase(char c) {
    char lower = fold(c);
    return lower == c && fold(Character.toUpperCase(c)) == c ? Character.toUpperCase(c) : lower;
  }
}
