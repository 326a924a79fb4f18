package dev.policygate.benchmarks;

import dev.policygate.access.Containment;
import dev.policygate.access.Decision;
import dev.policygate.access.Permissions;
import dev.policygate.access.Request;
import dev.policygate.gate.Gate;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import dev.policygate.profile.Presets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A policy of 6 KB, as a team of developers would hand it in, and an envelope of 6 KB. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class AccessBenchmark {

  private final String text = Documents.text("candidate");
  private final Policy policy = Documents.parse(text);
  private final Permissions candidate = Permissions.of(policy);
  private final Permissions envelope = Permissions.of(Documents.parse(Documents.text("envelope")));
  private final Permissions stricter =
      Permissions.of(Documents.parse(Documents.text("envelope").replace("BoolIfExists", "Bool")));
  private final Gate gate = Gate.offline(Presets.load().named("sandbox").orElseThrow());
  private final Request request =
      new Request(
          "ssm:GetParameter",
          "arn:aws:ssm:eu-central-1:123456789012:parameter/orders/db",
          Map.of(
              "aws:username", List.of("bob"),
              "aws:SecureTransport", List.of("true"),
              "aws:SourceIp", List.of("203.0.113.7")));

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

  /** Judges the document with the central denies by all rules of a profile. */
  @Benchmark
  public Gate.Judgement verdict() {
    return gate.judge(List.of(policy), List.of(), Optional.empty());
  }
}
