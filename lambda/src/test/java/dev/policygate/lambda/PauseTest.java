package dev.policygate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PauseTest {

  @Test
  void endsWhenTheFunctionIsStopped() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> Pause.untilIamShows().after(9))
        .satisfies(trouble -> assertThat(trouble.type()).isEqualTo(FailureType.SYSTEM_UNAVAILABLE));
    assertThat(Thread.interrupted()).isTrue();
  }
}
