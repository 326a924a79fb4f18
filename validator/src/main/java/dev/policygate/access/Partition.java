package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the strings of one set into cells: strings that belong to the same ones of the other sets.
 *
 * <p>All patterns are walked at once, as sets of positions, breadth first over the characters that
 * make a difference. So every cell that is not empty is found, with one of its shortest strings,
 * and none that is empty: union, intersection and complement of patterns are exact.
 *
 * <p>A variable of the first set is one letter ({@link Letters}), of which nothing is known but
 * that it is the same wherever the key stands. Against it and against variables of other sets
 * membership has two answers, <em>must</em> and <em>may</em>, the one below the truth, the other
 * above it.
 */
final class Partition {

  /** More combinations of absent keys are not told apart. */
  private static final int MOST_DEFAULTS = 64;

  private enum Mode {
    EXACT,
    MUST,
    MAY
  }

  private final Universe universe;
  private final Budget budget;
  private final Letters letters;
  private boolean hasLetters;

  // All positions of all patterns, one after the other.
  private int[] tokens = new int[256];
  private int[] owner = new int[256];
  private Mode[] modes = new Mode[256];
  private int positions;
  private final List<Glob> globs = new ArrayList<>();
  private int[] globOf = new int[256];
  private final List<Integer> starts = new ArrayList<>();

  private Partition(Universe universe, Letters letters, Budget budget) {
    this.universe = universe;
    this.letters = letters;
    this.budget = budget;
  }

  /**
   * The cells of {@code base}.
   *
   * @param sets the sets by which it is cut: bit {@code i} of a cell is the {@code i}-th of them
   * @throws Budget.Exhausted when the patterns are made to be hard
   */
  static List<Cell> cells(
      PatternSet base, List<PatternSet> sets, Universe universe, Letters letters, Budget budget) {
    List<Cell> found = new ArrayList<>();
    visit(base, sets, universe, letters, budget, found::add);
    return found;
  }

  /**
   * Visits the cells of {@code base} until {@code visitor} returns false, which {@link List#add}
   * never does.
   */
  static void visit(
      PatternSet base,
      List<PatternSet> sets,
      Universe universe,
      Letters letters,
      Budget budget,
      Predicate<Cell> visitor) {
    Set<List<BitSet>> seen = new HashSet<>();
    List<Glob> wild = new ArrayList<>();
    List<Glob> variable = new ArrayList<>();
    for (Glob glob : withDefaults(base)) {
      var word = glob.onlyWord();
      if (word.isEmpty()) {
        (glob.hasVariables() ? variable : wild).add(glob);
      } else if (exists(word.get(), universe)) {
        Cell cell = cellOf(word.get(), sets, budget);
        if (seen.add(List.of(cell.must(), cell.may())) && !visitor.test(cell)) {
          return;
        }
      }
    }
    boolean goesOn =
        wild.isEmpty() || new Partition(universe, letters, budget).walk(wild, sets, seen, visitor);
    // Strings with a variable exist only where the variable does: they share no cell with others.
    for (Glob glob : variable) {
      if (!goesOn) {
        return;
      }
      goesOn =
          new Partition(universe, letters, budget)
              .walk(List.of(glob), sets, new HashSet<>(), visitor);
    }
  }

  /**
   * The patterns, and those that they are where the keys of variables with a default are absent.
   */
  private static List<Glob> withDefaults(PatternSet base) {
    List<Glob> all = new ArrayList<>(base.globs());
    for (int i = 0; i < all.size(); i++) {
      Glob glob = all.get(i);
      Set<String> keys = new HashSet<>();
      for (Template.Variable variable : glob.variables()) {
        if (variable.defaultValue().isPresent() && keys.add(variable.key())) {
          Glob absent =
              glob.bind(v -> v.key().equals(variable.key()) ? v.defaultValue() : Optional.empty());
          if (!all.contains(absent)) {
            all.add(absent);
          }
        }
      }
      if (all.size() > base.globs().size() + MOST_DEFAULTS) {
        throw new Budget.Exhausted();
      }
    }
    return all;
  }

  private static boolean exists(String word, Universe universe) {
    int state = Universe.START;
    for (int i = 0; i < word.length() && state != Universe.NONE; i++) {
      if (Letters.isLetter(word.charAt(i))) {
        throw new Budget.Exhausted();
      }
      state = universe.step(state, word.charAt(i));
    }
    return state != Universe.NONE && universe.accepts(state);
  }

  private static Cell cellOf(String word, List<PatternSet> sets, Budget budget) {
    BitSet must = new BitSet(sets.size());
    BitSet may = new BitSet(sets.size());
    for (int i = 0; i < sets.size(); i++) {
      PatternSet set = sets.get(i);
      budget.spend(set.globs().size() * 4);
      if (set.contains(word)) {
        must.set(i);
        may.set(i);
      } else if (set.hasVariables() && set.mayContain(word)) {
        may.set(i);
      }
    }
    return new Cell(must, may, word);
  }

  /** Returns false when the visitor did. */
  private boolean walk(
      List<Glob> base, List<PatternSet> sets, Set<List<BitSet>> seen, Predicate<Cell> visitor) {
    hasLetters = base.stream().anyMatch(Glob::hasVariables);
    for (Glob glob : base) {
      add(glob, 0, Mode.MUST);
    }
    for (int i = 0; i < sets.size(); i++) {
      for (Glob glob : sets.get(i).globs()) {
        if (!hasLetters && !glob.hasVariables()) {
          add(glob, i + 1, Mode.EXACT);
        } else {
          add(glob, i + 1, Mode.MUST);
          add(glob, i + 1, Mode.MAY);
        }
      }
    }
    BitSet start = new BitSet(positions);
    for (int position : starts) {
      reach(position, start);
    }
    Map<Node, Node> nodes = new HashMap<>();
    ArrayDeque<Node> open = new ArrayDeque<>();
    Node root = new Node(toArray(start), Universe.START, null, (char) 0);
    nodes.put(root, root);
    open.add(root);
    while (!open.isEmpty()) {
      Node node = open.remove();
      if (universe.accepts(node.state)) {
        Cell cell = cellAt(node);
        if (cell != null && seen.add(List.of(cell.must(), cell.may())) && !visitor.test(cell)) {
          return false;
        }
      }
      for (char symbol : symbolsAt(node)) {
        int state =
            Letters.isLetter(symbol) ? letterStep(node.state) : universe.step(node.state, symbol);
        if (state == Universe.NONE) {
          continue;
        }
        Node next = step(node, symbol, state);
        if (next != null && nodes.putIfAbsent(next, next) == null) {
          open.add(next);
        }
      }
    }
    return true;
  }

  private void add(Glob glob, int set, Mode mode) {
    int end = positions + glob.length() + 1;
    if (end > tokens.length) {
      int size = Math.max(end, 2 * tokens.length);
      tokens = Arrays.copyOf(tokens, size);
      owner = Arrays.copyOf(owner, size);
      modes = Arrays.copyOf(modes, size);
      globOf = Arrays.copyOf(globOf, size);
    }
    starts.add(positions);
    for (int i = 0; i <= glob.length(); i++, positions++) {
      tokens[positions] = i < glob.length() ? glob.token(i) : END;
      owner[positions] = set;
      modes[positions] = mode;
      globOf[positions] = globs.size();
      if (Glob.isCharacter(tokens[positions])
          && Letters.isLetter(Glob.character(tokens[positions]))) {
        throw new Budget.Exhausted();
      }
    }
    globs.add(glob);
    budget.spend(glob.length() + 1);
  }

  /** No token: the pattern ends here. */
  private static final int END = -5;

  /** Puts {@code position} and what follows it without a character into {@code reached}. */
  private void reach(int position, BitSet reached) {
    reached.set(position);
    int token = tokens[position];
    boolean skips =
        token == Glob.ANY
            || token == Glob.ANY_IN_SEGMENT
            || (Glob.isVariable(token) && modes[position] == Mode.MAY);
    if (skips && !reached.get(position + 1)) {
      reach(position + 1, reached);
    }
  }

  private static int[] toArray(BitSet set) {
    return set.stream().toArray();
  }

  /** One more character; null when no string of the base can follow. */
  private @Nullable Node step(Node node, char symbol, int state) {
    budget.spend(node.live.length + 4);
    BitSet next = new BitSet(positions);
    boolean letter = Letters.isLetter(symbol);
    for (int position : node.live) {
      int token = tokens[position];
      if (token == END) {
        continue;
      }
      if (letter && modes[position] == Mode.MAY) {
        // The letter may stand for anything, so any later position may be reached.
        for (int later = position; ; later++) {
          next.set(later);
          if (tokens[later] == END) {
            break;
          }
        }
      } else if (stays(token, symbol, letter, modes[position])) {
        reach(position, next);
      } else if (moves(position, token, symbol, letter)) {
        reach(position + 1, next);
      }
    }
    int first = next.nextSetBit(0);
    return first < 0 || owner[first] != 0 ? null : new Node(toArray(next), state, node, symbol);
  }

  private static boolean stays(int token, char symbol, boolean letter, Mode mode) {
    return token == Glob.ANY
        || (token == Glob.ANY_IN_SEGMENT && symbol != ':' && !letter)
        || (Glob.isVariable(token) && mode == Mode.MAY);
  }

  private boolean moves(int position, int token, char symbol, boolean letter) {
    if (letter) {
      return Glob.isVariable(token)
          && globs.get(globOf[position]).variable(token).key().equals(letters.keyOf(symbol));
    }
    return switch (token) {
      case Glob.ONE -> true;
      case Glob.ONE_IN_SEGMENT -> symbol != ':';
      default -> Glob.isCharacter(token) && Glob.matches(token, symbol);
    };
  }

  /** A variable's value is text within a segment. */
  private int letterStep(int state) {
    return switch (universe) {
      case RESOURCES, VALUES -> universe.step(state, 'x');
      case ACTIONS -> Universe.NONE;
    };
  }

  /** The characters that make a difference after {@code node}, and one for all others. */
  private List<Character> symbolsAt(Node node) {
    BitSet named = new BitSet();
    List<Character> found = new ArrayList<>();
    boolean baseIsOpen = false;
    for (int position : node.live) {
      int token = tokens[position];
      boolean ofBase = owner[position] == 0;
      if (!ofBase && !baseIsOpen) {
        // Only what the base takes can follow, and the base names it all.
        break;
      }
      if (Glob.isCharacter(token)) {
        name(token, named);
      } else if (token == Glob.ANY_IN_SEGMENT || token == Glob.ONE_IN_SEGMENT) {
        named.set(':');
        baseIsOpen |= ofBase;
      } else if (Glob.isVariable(token)) {
        if (ofBase) {
          found.add(letters.letterOf(globs.get(globOf[position]).variable(token).key()));
        }
      } else if (token != END) {
        baseIsOpen |= ofBase;
      }
    }
    String structural = universe.structural(node.state);
    for (int i = 0; i < structural.length(); i++) {
      named.set(structural.charAt(i));
    }
    char spare = baseIsOpen ? universe.spare(node.state, named) : 0;
    if (spare != 0) {
      found.add(spare);
    }
    named.stream().forEach(c -> found.add((char) c));
    return found;
  }

  private static void name(int token, BitSet named) {
    char c = Glob.character(token);
    named.set(c);
    char upper = Character.toUpperCase(c);
    if (upper != c && Glob.matches(token, upper)) {
      named.set(upper);
    }
  }

  /** The cell of the strings that end here; null when none of the base does. */
  private @Nullable Cell cellAt(Node node) {
    BitSet must = new BitSet();
    BitSet may = new BitSet();
    boolean inBase = false;
    for (int position : node.live) {
      if (tokens[position] != END) {
        continue;
      }
      int set = owner[position] - 1;
      if (set < 0) {
        inBase = true;
      } else {
        may.set(set);
        if (modes[position] != Mode.MAY) {
          must.set(set);
        }
      }
    }
    return inBase ? new Cell(must, may, node.word()) : null;
  }

  /** All positions that one string, and every string like it, leads to. */
  private static final class Node {
    private final int[] live;
    private final int state;
    private final @Nullable Node before;
    private final char symbol;

    Node(int[] live, int state, @Nullable Node before, char symbol) {
      this.live = live;
      this.state = state;
      this.before = before;
      this.symbol = symbol;
    }

    String word() {
      StringBuilder word = new StringBuilder();
      for (Node node = this; node != null && node.before != null; node = node.before) {
        word.append(node.symbol);
      }
      return word.reverse().toString();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node node && state == node.state && Arrays.equals(live, node.live);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(live) + state;
    }
  }
}
