package dev.policygate.lambda;

import static dev.policygate.lambda.Surroundings.JOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.policygate.lambda.JobReporter.Receipt;
import org.junit.jupiter.api.Test;

/** What happens when CodePipeline does not take the one result that it is told. */
class UnreportedTest {

  private final Surroundings surroundings = new Surroundings();

  private void leaves(String message) {
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> surroundings.take(JOB))
        .withMessage(message)
        .withNoCause();
    assertThat(surroundings.told).hasSize(1);
  }

  @Test
  void theInvocationFails() {
    surroundings.sandboxes =
        (_, _, _) ->
            surroundings.sandbox(
                (_, _) -> {
                  throw Trouble.unavailable("cannot report");
                });
    leaves("cannot report");
    assertThat(surroundings.journal()).containsExactly("Created", "Unreported");
    assertThat(surroundings.log()).contains("\"reason\":\"cannot report\"");
  }

  @Test
  void theInvocationFailsWhenOurselvesAreNotHeardEither() {
    surroundings.sandboxes =
        (_, _, _) -> {
          throw Trouble.permission("cannot assume the role");
        };
    surroundings.own =
        (_, _) -> {
          throw Trouble.configuration("no such job");
        };
    leaves("no such job");
    assertThat(surroundings.journal()).containsExactly("Trouble", "Unreported");
  }

  @Test
  void nothingOfADefectLeavesTheFunction() {
    surroundings.sandboxes =
        (_, _, _) ->
            surroundings.sandbox(
                (_, _) -> {
                  throw new IllegalStateException("SECRET");
                });
    leaves(Submissions.defect().getMessage());
    assertThat(surroundings.journal()).containsExactly("Created", "Defect", "Unreported");
    assertThat(surroundings.log()).doesNotContain("SECRET");
  }

  @Test
  void aJobThatHasEndedMeanwhileCountsAsDone() {
    surroundings.sandboxes = (_, _, _) -> surroundings.sandbox((_, _) -> Receipt.LATE);
    surroundings.take(JOB);
    assertThat(surroundings.told).hasSize(1);
    assertThat(surroundings.journal()).containsExactly("Created", "ReportedLate");
  }
}
