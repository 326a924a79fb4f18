package dev.policygate.lambda;

import java.time.Duration;
import java.util.List;

/** The time between two tries. */
@FunctionalInterface
public interface Pause {

  /** Waits after the {@code attempt}-th try, from 1 on. */
  void after(int attempt);

  /** Short at first, for a lost answer; then as long as IAM takes to show what was written. */
  static Pause untilIamShows() {
    List<Duration> pauses =
        List.of(
            Duration.ofMillis(200),
            Duration.ofMillis(800),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5));
    return attempt -> {
      try {
        Thread.sleep(pauses.get(Math.min(attempt, pauses.size()) - 1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Trouble.unavailable("the function was stopped while it waited");
      }
    };
  }
}
