package dev.policygate.benchmarks;

import dev.policygate.access.Containment;
import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Undecided;
import dev.policygate.access.Containment.Within;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Documents made to be hard: each comparison ends, decided or not, and says which. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 1, time = 3)
public class HostileBenchmark {

  /** What the documents hold. */
  @Param public Hostile document = Hostile.STARS;

  /** How many statements each has; of 700 as many as the parser takes. */
  @Param({"10", "100", "700"})
  public int statements;

  private Permissions permissions = Permissions.none();
  private Permissions fewer = Permissions.none();
  private Containment answer = new Within();

  /** Reads the documents. */
  @Setup
  public void read() {
    permissions = Permissions.of(Documents.parse(document.document(statements)));
    fewer = Permissions.of(Documents.parse(document.document(statements - 1)));
  }

  /** Against the same document with one statement less. */
  @Benchmark
  public Containment oneLess() {
    answer = Containment.compare(permissions, fewer);
    return answer;
  }

  /** Against nothing: a witness for each statement that allows. */
  @Benchmark
  public Containment nothing() {
    answer = Containment.compare(permissions, Permissions.none());
    return answer;
  }

  /** Tells the answer. */
  @TearDown
  public void tell() {
    System.out.println(
        switch (answer) {
          case Within _ -> "answer: within";
          case Exceeds(var witnesses, var doubts) ->
              "answer: exceeds, %d witnesses, %d statements undecided"
                  .formatted(witnesses.size(), doubts.size());
          case Undecided(var doubts) ->
              "answer: undecided in %d statements".formatted(doubts.size());
        });
  }
}
