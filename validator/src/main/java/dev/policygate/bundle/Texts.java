package dev.policygate.bundle;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The texts in which findings have their places.
 *
 * @param byFile by the name that {@link dev.policygate.finding.Location#file} has
 */
public record Texts(Map<String, String> byFile) {

  public Texts {
    byFile = Map.copyOf(byFile);
  }

  public Optional<String> of(String file) {
    return Optional.ofNullable(byFile.get(file));
  }

  /** The names alone: what a policy says does not belong in a log. */
  @Override
  public String toString() {
    return "Texts" + new TreeSet<>(byFile.keySet());
  }
}
