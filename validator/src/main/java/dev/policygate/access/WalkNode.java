package dev.policygate.access;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All positions of a {@link Walk} that one string, and every string like it, leads to. */
final class WalkNode {

  private final int[] live;
  private final int state;
  private final String start;
  private final @Nullable WalkNode before;
  private final char symbol;
  private final int length;
  private final int hash;

  /**
   * Where a walk starts.
   *
   * @param live the positions, sorted
   * @param state of the universe
   * @param start the text that leads there
   */
  WalkNode(int[] live, int state, String start) {
    this(live, state, start, null, (char) 0, start.length());
  }

  /** Where one more character leads. */
  WalkNode(int[] live, int state, WalkNode before, char symbol) {
    this(live, state, before.start, before, symbol, before.length + 1);
  }

  private WalkNode(
      int[] live, int state, String start, @Nullable WalkNode before, char symbol, int length) {
    this.live = live;
    this.state = state;
    this.start = start;
    this.before = before;
    this.symbol = symbol;
    this.length = length;
    hash = 31 * Arrays.hashCode(live) + state;
  }

  /** The positions, sorted. */
  int[] live() {
    return live;
  }

  int state() {
    return state;
  }

  /** The string that leads there. */
  String word() {
    char[] word = new char[length];
    WalkNode node = this;
    for (; node.before != null; node = node.before) {
      word[node.length - 1] = node.symbol;
    }
    start.getChars(0, start.length(), word, 0);
    return new String(word);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WalkNode node
        && hash == node.hash
        && state == node.state
        && Arrays.equals(live, node.live);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
