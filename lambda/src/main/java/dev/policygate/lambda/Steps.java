package dev.policygate.lambda;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes steps aside, so that one that hangs does not take the whole function with it. */
final class Steps {

  private final Executor executor;

  Steps(Executor executor) {
    this.executor = executor;
  }

  /** On threads that keep no process alive. */
  static Steps onDaemons() {
    return new Steps(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "step");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /** Begins a step. */
  <T> CompletableFuture<T> begin(Supplier<T> step) {
    return CompletableFuture.supplyAsync(step, executor);
  }

  /**
   * The result of a step that asks AWS.
   *
   * @throws Trouble when there is none within {@code most}; whatever the step throws else
   */
  <T> T await(CompletableFuture<T> step, Duration most) {
    return await(
        step,
        most,
        Trouble.unavailable(
            "AWS has not answered in the time that the function has; start the pipeline again"));
  }

  private <T> T await(CompletableFuture<T> step, Duration most, Trouble late) {
    try {
      return step.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.unavailable("the function was stopped while it waited");
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException thrown -> thrown;
      case Error thrown -> throw thrown;
      case null, default -> new IllegalStateException("a step ended in an unknown way");
    };
  }

  /** Takes a step that asks AWS and waits for it. */
  <T> T take(Supplier<T> step, Duration most) {
    return await(begin(step), most);
  }

  /**
   * Takes a step and waits for it.
   *
   * @throws Trouble {@code late} when it has not ended within {@code most}; whatever it throws else
   */
  <T> T take(Supplier<T> step, Duration most, Trouble late) {
    return await(begin(step), most, late);
  }
}
