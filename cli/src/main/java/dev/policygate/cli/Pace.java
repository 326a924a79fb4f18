package dev.policygate.cli;

import java.time.Duration;
import java.time.Instant;

/** The time, for whoever waits. */
interface Pace {

  Instant now();

  /** Waits; ends earlier when the thread is interrupted, which then remains so. */
  void wait(Duration time);

  /** The time as it passes. */
  Pace REAL =
      new Pace() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void wait(Duration time) {
          try {
            Thread.sleep(time);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };
}
