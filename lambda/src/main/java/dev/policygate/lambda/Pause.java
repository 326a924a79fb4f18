package dev.policygate.lambda;

/** The time between two tries. */
@FunctionalInterface
public interface Pause {

  /** Waits after the {@code attempt}-th try, from 1 on. */
  void after(int attempt);
}
