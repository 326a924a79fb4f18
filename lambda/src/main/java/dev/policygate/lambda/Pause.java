package dev.policygate.lambda;

/** The time between two tries. */
@FunctionalInterface
public interface Pause {

  /** Waits before the {@code attempt}-th further try, from 1 on. */
  void before(int attempt);
}
