package dev.policygate.benchmarks;

import dev.policygate.access.Containment;
import dev.policygate.access.Permissions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Documents made to be hard: each comparison ends, decided or not. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 2, time = 3)
public class HostileBenchmark {

  /** How many statements each side has; 700 are as many as the parser's bound lets in. */
  @Param({"10", "100", "700"})
  public int statements;

  /** Stars and letters that nearly match. */
  @Benchmark
  public Containment stars() {
    return Containment.compare(
        Permissions.of(Documents.parse(Documents.stars(statements))),
        Permissions.of(Documents.parse(Documents.stars(statements - 1))));
  }

  /** Conditions on many keys. */
  @Benchmark
  public Containment conditions() {
    return Containment.compare(
        Permissions.of(Documents.parse(Documents.conditions(statements))),
        Permissions.of(Documents.parse(Documents.conditions(statements - 1))));
  }
}
