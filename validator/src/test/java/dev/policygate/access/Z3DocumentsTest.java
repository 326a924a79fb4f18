package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.z3.Status;
import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Within;
import dev.policygate.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The engine beside Z3 on the documents of the benchmarks, of 6 KB and 26 statements each: the same
 * answers, and the processor time of this thread for each. More runs than one with {@code
 * -Dpolicygate.z3documents=20}; the medians are of the second half.
 */
class Z3DocumentsTest {

  private static final Path FOLDER =
      Path.of("../benchmarks/src/test/resources/dev/policygate/benchmarks");
  private static final int RUNS = Integer.getInteger("policygate.z3documents", 1);

  /** The engine is so much faster that it must be asked more often to be warm. */
  private static final int ENGINE_RUNS = 500;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void withinAtAGlance() {
    Policy envelope = policy(text("envelope"));
    compare("compareWithin", policy(text("candidate")), envelope, Within.class);
  }

  @Test
  void withinBySearch() {
    Policy envelope = policy(text("envelope").replace("BoolIfExists", "Bool"));
    compare("compareWithinBySearch", policy(text("candidate")), envelope, Within.class);
  }

  @Test
  void exceeds() {
    compare("compareExceeds", policy(text("envelope")), policy(text("candidate")), Exceeds.class);
  }

  private static void compare(
      String name, Policy candidate, Policy envelope, Class<? extends Containment> answer) {
    Permissions one = Permissions.of(candidate);
    Permissions other = Permissions.of(envelope);
    assertThat(Containment.compare(one, other)).isInstanceOf(answer);
    Status status = answer == Within.class ? Status.UNSATISFIABLE : Status.SATISFIABLE;
    assertThat(solve(candidate, envelope)).isEqualTo(status);
    long engine = median(RUNS == 1 ? 1 : RUNS * ENGINE_RUNS, () -> Containment.compare(one, other));
    long solver = median(RUNS, () -> solve(candidate, envelope));
    System.out.printf(
        "%s: engine %.3f ms, Z3 %.1f ms, %,d times (processor time of the thread, %d runs)%n",
        name, engine / 1e6, solver / 1e6, solver / Math.max(engine, 1), RUNS);
  }

  private static Status solve(Policy candidate, Policy envelope) {
    try (Z3Oracle z3 = new Z3Oracle()) {
      return z3.ask(candidate, envelope).status();
    }
  }

  private static long median(int runs, Supplier<Object> work) {
    long[] times = new long[runs];
    for (int i = 0; i < runs; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      assertThat(work.get()).isNotNull();
      times[i] = THREADS.getCurrentThreadCpuTime() - start;
    }
    long[] warm = Arrays.copyOfRange(times, runs / 2, runs);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  private static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Policy policy(String text) {
    return PolicyGenerator.parse(text);
  }
}
