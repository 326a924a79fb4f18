package dev.policygate.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the strings of one pattern through other patterns at once, as sets of positions, breadth
 * first over the characters that make a difference. So every combination of patterns that share a
 * string is found, with one of its shortest strings.
 *
 * <p>A variable of the base is one letter ({@link Letters}). Against it, and against variables of
 * the other patterns, there are two answers, <em>must</em> and <em>may</em>, the one below the
 * truth, the other above it. As long as base and pattern were the same character by character, the
 * same variable in both takes the same room, and may is exact; behind that it is not.
 */
final class Walk {

  /** No token: the pattern ends here. */
  private static final int END = -7;

  /** What a position is there for. */
  private static final byte BASE = 0;

  private static final byte EXACT = 1;
  private static final byte MUST = 2;
  private static final byte MAY_ALIGNED = 3;
  private static final byte MAY_LOOSE = 4;

  private final Glob base;
  private final Letters letters;
  private final Budget budget;

  // All positions of all patterns, one after the other, those of the base first.
  private int[] tokens = new int[128];
  private byte[] modes = new byte[128];
  private int[] patterns = new int[128];
  private int positions;
  private final List<Glob> globs = new ArrayList<>();
  private int[] setOf = new int[16];
  private int[] starts = new int[16];
  private int startCount;
  private final int baseEnd;

  // Scratch space for one step.
  private int[] next = new int[64];
  private int nextCount;
  private int[] marks = new int[0];
  private int mark;
  private final BitSet named = new BitSet();
  private char[] symbols = new char[32];
  private int symbolCount;

  /** Takes what is found. */
  interface Visitor {
    /**
     * Returns whether more is wanted.
     *
     * @param must a set of its own, to be kept
     * @param may a set of its own, to be kept
     */
    boolean visit(BitSet must, BitSet may, String word);
  }

  Walk(Glob base, Letters letters, Budget budget) {
    this.base = base;
    this.letters = letters;
    this.budget = budget;
    append(base, -1, BASE);
    baseEnd = positions - 1;
  }

  /** Adds a pattern of a set. */
  void add(Glob glob, int set) {
    if (!base.hasVariables() && !glob.isLoose()) {
      append(glob, set, EXACT);
    } else {
      append(glob, set, MUST);
      append(glob, set, MAY_ALIGNED);
      // The loose copy lies right behind the aligned one, and is entered from there only.
      append(glob, set, MAY_LOOSE);
      startCount--;
    }
  }

  private void append(Glob glob, int set, byte mode) {
    int length = glob.length() + 1;
    budget.spend(length);
    if (positions + length > tokens.length) {
      int size = Math.max(positions + length, 2 * tokens.length);
      tokens = Arrays.copyOf(tokens, size);
      modes = Arrays.copyOf(modes, size);
      patterns = Arrays.copyOf(patterns, size);
    }
    if (globs.size() == setOf.length) {
      setOf = Arrays.copyOf(setOf, 2 * setOf.length);
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[startCount++] = positions;
    setOf[globs.size()] = set;
    boolean wide = mode == BASE || mode == MAY_ALIGNED || mode == MAY_LOOSE;
    for (int i = 0; i < length; i++, positions++) {
      int token = i < glob.length() ? glob.token(i) : END;
      if (Token.isCharacter(token) && Letters.isLetter(Token.character(token))) {
        throw new Budget.Exhausted();
      }
      tokens[positions] = wide ? Token.widened(token) : token;
      modes[positions] = mode;
      patterns[positions] = globs.size();
    }
    globs.add(glob);
  }

  /** Returns false when the visitor wanted no more. */
  boolean run(Universe universe, Visitor visitor) {
    marks = new int[positions];
    mark = 1;
    nextCount = 0;
    for (int i = 0; i < startCount; i++) {
      reach(starts[i]);
    }
    @Nullable WalkNode root = afterPlainText(universe);
    if (root == null) {
      return true;
    }
    Set<WalkNode> nodes = new HashSet<>();
    ArrayDeque<WalkNode> open = new ArrayDeque<>();
    nodes.add(root);
    open.add(root);
    while (!open.isEmpty()) {
      WalkNode node = open.remove();
      if (universe.accepts(node.state()) && endsBase(node) && !report(node, visitor)) {
        return false;
      }
      findSymbols(node, universe);
      int count = symbolCount;
      for (int i = 0; i < count; i++) {
        char symbol = symbols[i];
        int state =
            Letters.isLetter(symbol)
                ? universe.letterStep(node.state())
                : universe.step(node.state(), symbol);
        if (state == Universe.NONE) {
          continue;
        }
        WalkNode reached = step(node, symbol, state);
        if (reached != null && nodes.add(reached)) {
          open.add(reached);
        }
      }
    }
    return true;
  }

  /**
   * Where the strings of the base part, behind the text that all of them begin with; null when the
   * universe has none of them.
   */
  private @Nullable WalkNode afterPlainText(Universe universe) {
    int[] live = sortedNext();
    int state = Universe.START;
    int length = 0;
    while (length < base.prefix() && !Token.isFolded(tokens[length]) && state != Universe.NONE) {
      char symbol = Token.character(tokens[length++]);
      state = universe.step(state, symbol);
      advance(live, symbol);
      live = sortedNext();
    }
    return state == Universe.NONE
        ? null
        : new WalkNode(live, state, base.prefixText().substring(0, length));
  }

  /** One more character; null when no string of the base can follow. */
  private @Nullable WalkNode step(WalkNode node, char symbol, int state) {
    advance(node.live(), symbol);
    return nextCount == 0 ? null : new WalkNode(sortedNext(), state, node, symbol);
  }

  /** Puts what one more character leads to into what is reached next. */
  private void advance(int[] live, char symbol) {
    budget.spend(live.length + 4);
    mark++;
    nextCount = 0;
    boolean letter = Letters.isLetter(symbol);
    for (int position : live) {
      if (position > baseEnd && nextCount == 0) {
        return;
      }
      if (letter) {
        stepByLetter(position, symbol);
      } else {
        stepByCharacter(position, symbol);
      }
    }
  }

  private void stepByCharacter(int position, char symbol) {
    int token = tokens[position];
    if (Token.isCharacter(token)) {
      if (Token.matches(token, symbol)) {
        reach(position + 1);
      }
      return;
    }
    switch (token) {
      case Token.ANY -> reach(position);
      case Token.ONE -> reach(position + 1);
      case Token.ANY_IN_SEGMENT, Token.ANY_PERHAPS_IN_SEGMENT -> {
        if (symbol != ':') {
          reach(position);
        }
      }
      case Token.ONE_IN_SEGMENT, Token.ONE_PERHAPS_IN_SEGMENT -> {
        if (symbol != ':') {
          reach(position + 1);
        }
      }
      case END -> {}
      default -> {
        // A variable.
        if (modes[position] == MAY_LOOSE) {
          reach(position);
        } else if (modes[position] == MAY_ALIGNED) {
          stepIntoVariable(position + copyLength(position), symbol);
        }
      }
    }
  }

  /** From an aligned variable on, nothing is known: its value may be empty or start so. */
  private void stepIntoVariable(int loose, char symbol) {
    int position = loose;
    while (true) {
      stepByCharacter(position, symbol);
      if (!skips(position)) {
        return;
      }
      position++;
    }
  }

  private void stepByLetter(int position, char symbol) {
    int token = tokens[position];
    byte mode = modes[position];
    boolean same =
        Token.isVariable(token)
            && (Token.isFoldedVariable(token) || !letters.isFolded(symbol))
            && globs.get(patterns[position]).variable(token).key().equals(letters.keyOf(symbol));
    if (mode == MAY_LOOSE || (mode == MAY_ALIGNED && !same)) {
      // The value may be anything, so any later position may be reached.
      int later = mode == MAY_LOOSE ? position : position + copyLength(position);
      for (; ; later++) {
        put(later);
        if (tokens[later] == END) {
          return;
        }
      }
    }
    if (same) {
      reach(position + 1);
    } else if (token == Token.ANY && mode != BASE) {
      reach(position);
    }
  }

  private int copyLength(int position) {
    return globs.get(patterns[position]).length() + 1;
  }

  /** Whether what follows {@code position} is reached without a character. */
  private boolean skips(int position) {
    int token = tokens[position];
    return Token.isStar(token) || (Token.isVariable(token) && modes[position] == MAY_LOOSE);
  }

  /** Puts {@code position}, and what follows it without a character, into what is reached next. */
  private void reach(int position) {
    int at = position;
    if (modes[at] == MAY_ALIGNED && Token.isStar(tokens[at])) {
      at += copyLength(at);
    }
    while (put(at) && skips(at)) {
      at++;
    }
  }

  /** Returns whether it is new there. */
  private boolean put(int position) {
    if (marks[position] == mark) {
      return false;
    }
    marks[position] = mark;
    if (nextCount == next.length) {
      next = Arrays.copyOf(next, 2 * next.length);
    }
    next[nextCount++] = position;
    return true;
  }

  private int[] sortedNext() {
    int[] sorted = Arrays.copyOf(next, nextCount);
    for (int i = 1; i < nextCount; i++) {
      if (sorted[i - 1] > sorted[i]) {
        // Most often they are sorted already.
        Arrays.sort(sorted);
        break;
      }
    }
    return sorted;
  }

  /** The characters that make a difference after {@code node}, and one for all others. */
  private void findSymbols(WalkNode node, Universe universe) {
    named.clear();
    symbolCount = 0;
    boolean baseIsOpen = false;
    for (int position : node.live()) {
      int token = tokens[position];
      boolean ofBase = position <= baseEnd;
      if (!ofBase && !baseIsOpen) {
        // Only what the base takes can follow, and the base names it all.
        break;
      }
      if (Token.isCharacter(token)) {
        name(token);
      } else if (Token.isVariable(token)) {
        if (ofBase) {
          addSymbol(
              letters.letterOf(
                  globs.get(patterns[position]).variable(token).key(),
                  Token.isFoldedVariable(token)));
        }
      } else if (token != END) {
        if (token != Token.ANY && token != Token.ONE) {
          named.set(':');
        }
        baseIsOpen |= ofBase;
      }
    }
    if (baseIsOpen) {
      String structural = universe.structural(node.state());
      for (int i = 0; i < structural.length(); i++) {
        named.set(structural.charAt(i));
      }
      char spare = universe.spare(node.state(), named);
      if (spare != 0) {
        addSymbol(spare);
      }
    }
    for (int c = named.nextSetBit(0); c >= 0; c = named.nextSetBit(c + 1)) {
      addSymbol((char) c);
    }
  }

  private void name(int token) {
    char c = Token.character(token);
    named.set(c);
    if (Token.isFolded(token)) {
      named.set(Character.toUpperCase(c));
    }
  }

  private void addSymbol(char symbol) {
    if (symbolCount == symbols.length) {
      symbols = Arrays.copyOf(symbols, 2 * symbols.length);
    }
    symbols[symbolCount++] = symbol;
  }

  private boolean endsBase(WalkNode node) {
    for (int position : node.live()) {
      if (position >= baseEnd) {
        return position == baseEnd;
      }
    }
    return false;
  }

  private boolean report(WalkNode node, Visitor visitor) {
    BitSet must = new BitSet();
    BitSet may = new BitSet();
    for (int position : node.live()) {
      int set = setOf[patterns[position]];
      byte mode = modes[position];
      if (tokens[position] == END && set >= 0) {
        may.set(set);
        if (mode == EXACT || mode == MUST) {
          must.set(set);
        }
      } else if (mode == MAY_ALIGNED && mayBeEmpty(position)) {
        may.set(set);
      }
    }
    return visitor.visit(must, may, node.word());
  }

  /** Whether variables and stars are all that follows an aligned position. */
  private boolean mayBeEmpty(int position) {
    int at = position;
    while (Token.isVariable(tokens[at]) || Token.isStar(tokens[at])) {
      at++;
    }
    return tokens[at] == END;
  }
}
