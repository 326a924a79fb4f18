package dev.policygate.cli;

import dev.policygate.cli.Executions.Execution;
import dev.policygate.cli.Executions.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows one upload through the pipeline, and tells how far it is.
 *
 * <p>The execution is recognised by the version of the object that it took: others may upload at
 * the same time, and executions wait for each other.
 */
final class Watch {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** How long EventBridge and CodePipeline may take to start an execution. */
  private static final Duration TO_APPEAR = Duration.ofMinutes(2);

  /** The same, when an execution has ended that does not tell which version it took. */
  private static final Duration TO_DOUBT = Duration.ofSeconds(20);

  /** CodePipeline may tell later of an action than of its execution. */
  private static final int MOST_LOOKS_FOR_REASON = 5;

  private final Executions executions;
  private final Telling telling;
  private final Pace pace;
  private final Set<String> earlier;

  private final Map<String, String> told = new HashMap<>();
  private int looksForReason;

  private Watch(Executions executions, Progress progress, Pace pace, Set<String> earlier) {
    this.executions = executions;
    this.telling = new Telling(progress, pace);
    this.pace = pace;
    this.earlier = earlier;
  }

  /**
   * Gets ready: to be called before the upload, so that executions of it are known as new.
   *
   * @throws AwsFailure when the pipeline cannot be watched
   */
  static Watch over(Executions executions, Progress progress, Pace pace) {
    Set<String> earlier =
        executions.newest().stream().map(Execution::id).collect(Collectors.toSet());
    return new Watch(executions, progress, pace, earlier);
  }

  /**
   * Waits until the execution of an upload has ended, or the time is over.
   *
   * @param version of the uploaded object
   * @throws AwsFailure when AWS refuses to tell
   */
  Ending follow(String version, Duration atMost) {
    Instant start = pace.now();
    while (true) {
      try {
        Optional<Ending> ending = look(version, start);
        if (ending.isPresent()) {
          return ending.get();
        }
      } catch (AwsFailure failure) {
        if (!failure.isPassing()) {
          throw failure;
        }
        telling.say("is not to be seen for now: " + failure.getMessage());
      }
      if (since(start).compareTo(atMost) >= 0 || Thread.currentThread().isInterrupted()) {
        return new Ending.Undecided(
            "the pipeline has not come to an end in %s; last seen: it %s. It goes on by itself"
                .formatted(Telling.text(since(start)), telling.last()));
      }
      pace.wait(BETWEEN_LOOKS);
    }
  }

  private Optional<Ending> look(String version, Instant start) {
    List<Execution> newest = executions.newest();
    Optional<Execution> own =
        newest.stream().filter(each -> each.revisions().contains(version)).findFirst();
    return own.isPresent() ? follow(own.get()) : await(newest, since(start));
  }

  /** No execution says yet that it has taken the upload. */
  private Optional<Ending> await(List<Execution> newest, Duration waited) {
    long running = newest.stream().filter(Execution::isRunning).count();
    if (running > 0) {
      telling.say("is busy: %d in progress, none of them with this upload yet".formatted(running));
      return Optional.empty();
    }
    telling.say("has not started yet");
    Optional<Execution> doubtful =
        newest.stream()
            .filter(each -> !earlier.contains(each.id()) && each.revisions().isEmpty())
            .findFirst();
    if (doubtful.isPresent() && waited.compareTo(TO_DOUBT) >= 0) {
      return Optional.of(
          new Ending.Undecided(
              "no execution has taken the upload; %s ended as %s without taking any: %s"
                  .formatted(
                      doubtful.get().id(), doubtful.get().status(), reason(doubtful.get()))));
    }
    if (waited.compareTo(TO_APPEAR) >= 0) {
      return Optional.of(
          new Ending.Undecided(
              ("no execution of the pipeline has started with the upload in %s; check that the rule"
                      + " policy-gate-upload in EventBridge is enabled and names this bucket and object, and that the"
                      + " bucket sends its events to EventBridge")
                  .formatted(Telling.text(waited))));
    }
    return Optional.empty();
  }

  private Optional<Ending> follow(Execution execution) {
    if (told.put("", execution.id()) == null) {
      telling.line("has taken the upload; execution " + execution.id());
    }
    List<Step> steps = executions.steps(execution.id());
    steps.stream().filter(step -> !step.isRunning()).forEach(this::tell);
    return switch (execution.status()) {
      case "Succeeded" -> succeeded(execution, steps);
      case "Failed" -> failed(execution, steps);
      case "Stopped", "Cancelled", "Superseded" -> Optional.of(halted(execution));
      default -> {
        telling.say(now(steps));
        yield Optional.empty();
      }
    };
  }

  private void tell(Step step) {
    if (!step.status().equals(told.put(step.name(), step.status()))) {
      telling.line(step.name() + " " + words(step.status()));
    }
  }

  private String now(List<Step> steps) {
    return steps.stream()
        .filter(Step::isRunning)
        .findFirst()
        .map(step -> step.name() + " in progress")
        .or(executions::closed)
        .orElse("waits between its stages");
  }

  private Optional<Ending> succeeded(Execution execution, List<Step> steps) {
    Optional<Step> gate =
        steps.stream().filter(step -> step.variables().containsKey("PolicyArn")).findFirst();
    if (gate.isPresent()) {
      return Optional.of(new Ending.Published(gate.get().message(), gate.get().variables()));
    }
    return unlessItIsToldLater(
        "the execution %s succeeded, but no action of it says which policy it created; is this the gate's pipeline?"
            .formatted(execution.id()));
  }

  private Optional<Ending> failed(Execution execution, List<Step> steps) {
    Optional<Step> failed =
        steps.stream().filter(step -> step.status().equals("Failed")).findFirst();
    if (failed.isEmpty()) {
      return unlessItIsToldLater(
          "the execution %s failed, and no action of it says why. %s"
              .formatted(execution.id(), execution.note()));
    }
    return failed.map(Step::failure);
  }

  private Optional<Ending> unlessItIsToldLater(String message) {
    return ++looksForReason < MOST_LOOKS_FOR_REASON
        ? Optional.empty()
        : Optional.of(new Ending.Failed(message.strip()));
  }

  private static Ending halted(Execution execution) {
    String why =
        execution.status().equals("Superseded")
            ? "a newer upload has overtaken it, and was judged in its place"
            : execution.note().isEmpty() ? "somebody has stopped the pipeline" : execution.note();
    return new Ending.Undecided(
        "the execution %s ended as %s: %s; submit again"
            .formatted(execution.id(), execution.status(), why));
  }

  private String reason(Execution execution) {
    return executions.steps(execution.id()).stream()
        .filter(step -> step.status().equals("Failed"))
        .map(step -> "%s failed (%s): %s".formatted(step.name(), step.code(), step.message()))
        .findFirst()
        .orElse(execution.note().isEmpty() ? "no reason is given" : execution.note());
  }

  private Duration since(Instant start) {
    return Duration.between(start, pace.now());
  }

  private static String words(String status) {
    return status.equals("InProgress") ? "in progress" : status.toLowerCase(java.util.Locale.ROOT);
  }
}
