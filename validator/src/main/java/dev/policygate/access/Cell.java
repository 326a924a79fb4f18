package dev.policygate.access;

import java.util.BitSet;

/**
 * Strings that belong to the same sets of a {@link Partition}, by one of them.
 *
 * @param must the sets to which the string belongs whatever the values of variables are
 * @param may the sets to which it belongs for some values; holds all of {@code must}
 * @param word one of the strings; variables in it are letters of their own ({@link Letters})
 * @param only whether there is no other string in the cell
 */
record Cell(BitSet must, BitSet may, String word, boolean only) {

  /** Whether membership depends on the values of variables. */
  boolean isDoubtful() {
    return !must.equals(may);
  }
}
