package dev.policygate.access;

import java.util.List;

/**
 * What was not understood, so that no answer is given.
 *
 * @param what in a sentence
 * @param where the statements of which it is not known whether they exceed
 */
public record Doubt(String what, List<Site> where) {
  public Doubt {
    where = List.copyOf(where);
  }
}
