package dev.policygate.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long an invocation may take. Its last part is kept for reporting: a function that is stopped
 * in the middle of its work leaves a pipeline waiting.
 */
public final class Deadline {

  /** What reporting may need: a session in the account, and the report itself. */
  static final Duration RESERVE = Duration.ofSeconds(15);

  /** To write down that nobody was told. */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Instant end;
  private final Duration reserve;

  private Deadline(InstantSource clock, Instant end, Duration reserve) {
    this.clock = clock;
    this.end = end;
    this.reserve = reserve;
  }

  /** The deadline of an invocation that is stopped after {@code remaining}. */
  public static Deadline in(Duration remaining, InstantSource clock) {
    Duration third = remaining.dividedBy(3);
    return new Deadline(
        clock,
        clock.instant().plus(remaining).minus(FAREWELL),
        third.compareTo(RESERVE) < 0 ? third : RESERVE);
  }

  /** What is left for everything but reporting. */
  Duration forWork() {
    return until(end.minus(reserve));
  }

  /** What is left for a session to report with. */
  Duration forEntering() {
    return until(end.minus(reserve.dividedBy(2)));
  }

  /** What is left at all. */
  Duration forReporting() {
    return until(end);
  }

  private Duration until(Instant then) {
    Duration left = Duration.between(clock.instant(), then);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
