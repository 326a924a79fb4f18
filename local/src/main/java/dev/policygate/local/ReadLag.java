package dev.policygate.local;

import java.util.HashMap;
import java.util.Map;

/** IAM's eventual consistency: what was just written is not found by the next reads of it. */
final class ReadLag {
  private final Map<String, Integer> missesLeft = new HashMap<>();
  private int misses;

  /** From now on, the first {@code reads} reads of what is written will not find it. */
  synchronized void set(int reads) {
    misses = reads;
  }

  synchronized void written(String what) {
    if (misses > 0) {
      missesLeft.put(what, misses);
    }
  }

  /** Tells whether a read of {@code what} has to miss, and counts it. */
  synchronized boolean hides(String what) {
    Integer left = missesLeft.remove(what);
    if (left != null && left > 1) {
      missesLeft.put(what, left - 1);
    }
    return left != null;
  }
}
