package dev.policygate.reach;

import java.util.Set;

/**
 * The condition keys about where requests come from or go to that narrow what is granted because a
 * profile says so. Elsewhere they do not: all of EC2 in one Region is still all of EC2.
 *
 * @param keys in lower case, some of {@link #POSSIBLE}
 */
public record Confinement(Set<String> keys) {

  /** Where no profile says so. */
  public static final Confinement NONE = new Confinement(Set.of());

  /** The keys that a profile may name, as AWS writes them. */
  public static final Set<String> POSSIBLE =
      Set.of("aws:RequestedRegion", "aws:SourceVpc", "aws:SourceVpcArn", "aws:SourceVpce");

  public Confinement {
    keys = Set.copyOf(keys);
  }

  /**
   * Whether a condition on a key narrows what an action is granted on. A Region narrows nothing
   * that has none.
   *
   * @param key in lower case
   * @param action {@code service:Name}
   */
  boolean narrows(String key, String action) {
    return keys.contains(key) && !(key.equals(RegionFree.KEY) && RegionFree.holds(action));
  }
}
