package dev.policygate.benchmarks;

import dev.policygate.access.Containment;
import dev.policygate.access.Decision;
import dev.policygate.access.Permissions;
import dev.policygate.access.Request;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.PolicyParser;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Warmup;

/** How the cost grows with the number of statements, the same on both sides. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 2, time = 2)
public class GrowthBenchmark {

  /** How many statements of each document allow. */
  @Param({"1", "5", "10", "20", "40", "80"})
  public int statements;

  private String text = "";
  private Permissions candidate = Permissions.none();
  private Permissions envelope = Permissions.none();
  private Permissions stricter = Permissions.none();

  private final Request request =
      new Request(
          "ssm:GetParameter",
          "arn:aws:ssm:eu-central-1:123456789012:parameter/orders0/db",
          Map.of("aws:SecureTransport", List.of("true"), "aws:SourceIp", List.of("203.0.113.7")));

  /** Makes the documents. */
  @Setup
  public void grow() {
    text = Documents.grown("candidate", statements);
    candidate = Permissions.of(Documents.parse(text));
    String wide = Documents.grown("envelope", statements);
    envelope = Permissions.of(Documents.parse(wide));
    stricter = Permissions.of(Documents.parse(wide.replace("BoolIfExists", "Bool")));
  }

  /** Reads the document. */
  @Benchmark
  public ParseResult parse() {
    return PolicyParser.parse(text, "policy.json");
  }

  /** Decides on one request. */
  @Benchmark
  public Decision decide() {
    return candidate.decide(request);
  }

  /** Compares where each statement of the candidate is plainly within one of the envelope. */
  @Benchmark
  public Containment compareWithin() {
    return Containment.compare(candidate, envelope);
  }

  /** Compares where the envelope denies otherwise than the candidate, so that all is searched. */
  @Benchmark
  public Containment compareWithinBySearch() {
    return Containment.compare(candidate, stricter);
  }

  /** Compares where most statements exceed, with a witness for each. */
  @Benchmark
  public Containment compareExceeds() {
    return Containment.compare(/* candidate= */ envelope, /* envelope= */ candidate);
  }
}
