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
   * The result of a step.
   *
   * @throws Trouble when there is none within {@code most}; whatever the step throws else
   */
  <T> T await(CompletableFuture<T> step, Duration most) {
    try {
      return step.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw Trouble.unavailable(
          "AWS has not answered in the time that the function has; start the pipeline again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.unavailable("the function was stopped while it waited for AWS");
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

  /** Takes a step and waits for it. */
  <T> T take(Supplier<T> step, Duration most) {
    return await(begin(step), most);
  }
}
