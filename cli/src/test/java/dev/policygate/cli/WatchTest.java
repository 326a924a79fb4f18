package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policygate.cli.Executions.Execution;
import dev.policygate.cli.Executions.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

class WatchTest {

  private static final Step SOURCE = new Step("Source/Source", "Succeeded", "", "", Map.of());
  private static final Step INVOKING = new Step("Invoke/Invoke", "InProgress", "", "", Map.of());
  private static final Step CREATED =
      new Step(
          "Invoke/Invoke",
          "Succeeded",
          "",
          "Created arn:policy",
          Map.of("PolicyArn", "arn:policy"));

  private final Script script = new Script();
  private final Clock clock = new Clock();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  /** What CodePipeline says, look after look; the last of it for ever. */
  private static final class Script implements Executions {
    private final Deque<Supplier<List<Execution>>> looks = new ArrayDeque<>();
    private final Deque<List<Step>> steps = new ArrayDeque<>();
    private Optional<String> closed = Optional.empty();

    Script look(Execution... newest) {
      looks.add(() -> List.of(newest));
      return this;
    }

    Script failing(AwsFailure failure) {
      looks.add(
          () -> {
            throw failure;
          });
      return this;
    }

    Script steps(Step... all) {
      steps.add(List.of(all));
      return this;
    }

    @Override
    public List<Execution> newest() {
      return next(looks).get();
    }

    @Override
    public List<Step> steps(String executionId) {
      return next(steps);
    }

    @Override
    public Optional<String> closed() {
      return closed;
    }

    private static <T> T next(Deque<T> all) {
      return all.size() > 1 ? all.removeFirst() : all.getFirst();
    }
  }

  private static final class Clock implements Pace {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void wait(Duration time) {
      now = now.plus(time);
    }
  }

  private static Execution execution(String id, String status, String... revisions) {
    return new Execution(id, status, "", List.of(revisions));
  }

  private Ending follow() {
    Progress to = new Progress(new PrintStream(progress, true, StandardCharsets.UTF_8));
    return Watch.over(script, to, clock).follow("v1", Duration.ofMinutes(10));
  }

  private List<String> lines() {
    return progress.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
  }

  @Test
  void followsItsOwnUploadAmongOthers() {
    script
        .look(execution("old", "Succeeded", "v0"))
        .look(execution("other", "InProgress", "v2"), execution("old", "Succeeded", "v0"))
        .look(
            execution("own", "InProgress", "v1"),
            execution("other", "Succeeded", "v2"),
            execution("old", "Succeeded", "v0"))
        .look(execution("own", "InProgress", "v1"), execution("other", "Succeeded", "v2"))
        .look(execution("own", "Succeeded", "v1"), execution("other", "Failed", "v2"));
    script.steps(SOURCE).steps(SOURCE, INVOKING).steps(SOURCE, CREATED);
    assertThat(follow())
        .isEqualTo(new Ending.Published("Created arn:policy", Map.of("PolicyArn", "arn:policy")));
    assertThat(lines())
        .containsExactly(
            "pipeline      is busy: 1 in progress, none of them with this upload yet",
            "pipeline      has taken the upload; execution own",
            "pipeline      Source/Source succeeded",
            "pipeline      waits between its stages",
            "pipeline      Invoke/Invoke in progress",
            "pipeline      Invoke/Invoke succeeded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JobFailed          | Policy creation request rejected: no | 1",
        "JobFailed          | another policy has the name           | 1",
        "ConfigurationError | no central denies                     | 4",
        "JobFailed          | The AWS Lambda function PolicyChecker failed to return a result. Check | 4",
      })
  void tellsARejectionFromAFailureOfTheGate(String code, String message, int status) {
    script.look().look(execution("own", "Failed", "v1"));
    script.steps(SOURCE, new Step("Invoke/Invoke", "Failed", code, message, Map.of()));
    Ending ending = follow();
    assertThat(ending.status().code()).isEqualTo(status);
    assertThat(ending.message()).endsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Superseded | a newer upload has overtaken it, and was judged in its place",
        "Stopped    | somebody has stopped the pipeline",
        "Cancelled  | somebody has stopped the pipeline",
      })
  void anExecutionThatWasHaltedHasDecidedNothing(String status, String why) {
    script.look().look(execution("own", status, "v1"));
    script.steps(SOURCE);
    assertThat(follow())
        .isEqualTo(
            new Ending.Undecided(
                "the execution own ended as %s: %s; submit again".formatted(status, why)));
  }

  @Test
  void saysWhyItWasStopped() {
    script.look().look(new Execution("own", "Stopped", "audit", List.of("v1"))).steps(SOURCE);
    assertThat(follow().message()).contains(": audit; submit again");
  }

  @Test
  void noExecutionAppears() {
    script.look(execution("old", "Succeeded", "v0"));
    Ending ending = follow();
    assertThat(ending).isInstanceOf(Ending.Undecided.class);
    assertThat(ending.message())
        .startsWith("no execution of the pipeline has started with the upload in 2 min; check")
        .contains("policy-gate-upload");
    assertThat(clock.now()).isEqualTo(Instant.EPOCH.plusSeconds(120));
  }

  @Test
  void anExecutionThatFailedBeforeItTookAnythingIsNamed() {
    script
        .look(execution("before", "Failed"))
        .look(execution("new", "Failed"), execution("before", "Failed"))
        .steps(new Step("Source/Source", "Failed", "PermissionError", "no s3:GetObject", Map.of()));
    assertThat(follow().message())
        .isEqualTo(
            "no execution has taken the upload; new ended as Failed without taking any:"
                + " Source/Source failed (PermissionError): no s3:GetObject");
  }

  @Test
  void waitsAsLongAsThePipelineIsBusyAndNotLongerThanItMay() {
    script.look(execution("other", "InProgress", "v2"));
    assertThat(follow().message())
        .isEqualTo(
            "the pipeline has not come to an end in 10 min; last seen: it is busy: 1 in progress,"
                + " none of them with this upload yet. It goes on by itself");
    assertThat(lines())
        .hasSize(21)
        .last()
        .asString()
        .endsWith("none of them with this upload yet, for 10 min");
  }

  @Test
  void saysThatSomebodyHasClosedTheWay() {
    script.look().look(execution("own", "InProgress", "v1")).steps(SOURCE);
    script.closed = Optional.of("the transition into the stage Invoke is disabled: audit");
    assertThat(follow().message()).contains("the stage Invoke is disabled: audit");
  }

  @Test
  void goesOnWhenAwsDoesNotAnswerForAWhile() {
    script
        .look()
        .failing(refusal(400, "ThrottlingException"))
        .failing(refusal(503, "ServiceUnavailable"))
        .look(execution("own", "Succeeded", "v1"))
        .steps(SOURCE, CREATED);
    assertThat(follow().status()).isEqualTo(Status.YES);
    assertThat(lines().getFirst())
        .isEqualTo(
            "pipeline      is not to be seen for now: cannot look: ThrottlingException; AWS may do it later");
  }

  @Test
  void endsWhenAwsRefuses() {
    script.look().failing(refusal(400, "AccessDeniedException"));
    assertThatThrownBy(this::follow)
        .isInstanceOf(AwsFailure.class)
        .hasMessage("cannot look: AccessDeniedException: not you; check whether you may");
  }

  private static AwsFailure refusal(int status, String code) {
    return AwsFailure.of(
        (CodePipelineException)
            CodePipelineException.builder()
                .statusCode(status)
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode(code).errorMessage("not you").build())
                .build(),
        "look",
        "whether you may");
  }

  @Test
  void waitsForTheReasonOfAFailure() {
    script.look().look(execution("own", "Failed", "v1"));
    script
        .steps(SOURCE, INVOKING)
        .steps(
            SOURCE,
            new Step("Invoke/Invoke", "Failed", "PermissionError", "not allowed", Map.of()));
    assertThat(follow())
        .isEqualTo(new Ending.Failed("Invoke/Invoke failed (PermissionError): not allowed"));
  }

  @Test
  void aPipelineThatCreatesNothingIsNoSuccess() {
    script.look().look(execution("own", "Succeeded", "v1")).steps(SOURCE);
    assertThat(follow().message())
        .isEqualTo(
            "the execution own succeeded, but no action of it says which policy it created; is this"
                + " the gate's pipeline?");
    assertThat(follow().status()).isEqualTo(Status.FAILURE);
  }
}
