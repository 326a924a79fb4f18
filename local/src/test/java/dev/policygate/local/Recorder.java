package dev.policygate.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A timeline that remembers, and lets a test wait for what is to come. */
final class Recorder implements Timeline {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Waiter> waiters = new CopyOnWriteArrayList<>();

  private record Waiter(Predicate<Event> until, CountDownLatch latch) {}

  @Override
  public void happened(Event event) {
    events.add(event);
    waiters.forEach(
        waiter -> {
          if (waiter.until().test(event)) {
            waiter.latch().countDown();
          }
        });
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  /** Waits until as many of these steps have happened, counted from the beginning. */
  void await(Step step, int times) {
    await(event -> event instanceof PipelineStepped stepped && stepped.step() == step, times);
  }

  private void await(Predicate<Event> until, int times) {
    CountDownLatch latch = new CountDownLatch(times);
    Waiter waiter = new Waiter(until, latch);
    waiters.add(waiter);
    events.stream().filter(until).forEach(_ -> latch.countDown());
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("It did not happen: " + events);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      waiters.remove(waiter);
    }
  }

  /** The steps of pipelines so far, in one line each. */
  List<String> steps() {
    return events.stream()
        .filter(PipelineStepped.class::isInstance)
        .map(PipelineStepped.class::cast)
        .map(e -> (e.action().map(action -> action + " ").orElse("") + e.step()).strip())
        .toList();
  }

  /** The calls so far, in one line each. */
  List<String> calls() {
    return events.stream()
        .filter(CallAnswered.class::isInstance)
        .map(CallAnswered.class::cast)
        .map(
            e ->
                "%s:%s by %s: %d%s"
                    .formatted(
                        e.service(),
                        e.operation(),
                        e.principal().orElse("nobody"),
                        e.status(),
                        e.error().map(error -> " " + error).orElse("")))
        .toList();
  }
}
