package dev.policygate.cli;

import dev.policygate.local.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens in the embedded AWS, and lets tests wait for it. */
final class Recorder implements Timeline {

  private static final long MOST_MILLIS = 60_000;

  private final List<String> calls = new ArrayList<>();
  private int ended;

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

  /** Waits until so many executions have ended. */
  synchronized void await(int executions) throws InterruptedException {
    long end = System.currentTimeMillis() + MOST_MILLIS;
    while (ended < executions) {
      long left = end - System.currentTimeMillis();
      if (left <= 0) {
        throw new AssertionError("The execution does not end: " + calls);
      }
      wait(left);
    }
  }
}
