package dev.policygate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private Instant now = Instant.EPOCH;

  private Deadline in(Duration remaining) {
    return Deadline.in(remaining, () -> now);
  }

  @Test
  void keepsTimeForReporting() {
    Deadline deadline = in(Duration.ofSeconds(60));
    assertThat(deadline.forWork()).isEqualTo(Duration.ofMillis(44_500));
    assertThat(deadline.forEntering()).isEqualTo(Duration.ofSeconds(52));
    assertThat(deadline.forReporting()).isEqualTo(Duration.ofMillis(59_500));
  }

  @Test
  void keepsAThirdOfAShortTime() {
    Deadline deadline = in(Duration.ofSeconds(9));
    assertThat(deadline.forWork()).isEqualTo(Duration.ofMillis(5_500));
    assertThat(deadline.forReporting()).isEqualTo(Duration.ofMillis(8_500));
  }

  @Test
  void runsOutAndNotBelow() {
    Deadline deadline = in(Duration.ofSeconds(60));
    now = now.plusSeconds(50);
    assertThat(deadline.forWork()).isZero();
    assertThat(deadline.forEntering()).isEqualTo(Duration.ofSeconds(2));
    now = now.plusSeconds(50);
    assertThat(deadline.forReporting()).isZero();
  }
}
