package dev.policygate.cli;

import dev.policygate.local.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes down what happens in the embedded AWS, and lets tests wait for it. */
final class Recorder implements Timeline {

  private static final long MOST_MILLIS = 60_000;

  private final List<String> calls = new ArrayList<>();
  private int ended;
  private int died;

  @Override
  public synchronized void happened(Event event) {
    switch (event) {
      case CallAnswered(_, var service, var operation, _, var status, var error) ->
          calls.add(
              "%s:%s %s".formatted(service, operation, error.orElse(Integer.toString(status))));
      case PipelineStepped stepped -> {
        if (stepped.step().isEnd()) {
          ended++;
          notifyAll();
        }
      }
    }
  }

  /**
   * All calls so far, such as {@code iam:CreatePolicy 200} or {@code iam:GetPolicy NoSuchEntity}.
   * The status of an answer that was lost is 0.
   */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized void forget() {
    calls.clear();
  }

  /** How many executions have ended. */
  synchronized int ended() {
    return ended;
  }

  /** Notes that an exception left the function, so that its execution ends only in time. */
  synchronized void died() {
    died++;
    notifyAll();
  }

  /** Waits until so many executions have ended. */
  void await(int executions) throws InterruptedException {
    await(() -> ended >= executions);
  }

  /** How many executions have ended, or wait for a function that has died. */
  synchronized int over() {
    return ended + died;
  }

  /** Waits until so many executions have ended or wait for a function that has died. */
  void awaitOver(int executions) throws InterruptedException {
    await(() -> ended + died >= executions);
  }

  private synchronized void await(BooleanSupplier done) throws InterruptedException {
    long end = System.currentTimeMillis() + MOST_MILLIS;
    while (!done.getAsBoolean()) {
      long left = end - System.currentTimeMillis();
      if (left <= 0) {
        throw new AssertionError("The execution does not end: " + calls);
      }
      wait(left);
    }
  }
}
