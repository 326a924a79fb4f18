package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.z3.Status;
import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Undecided;
import dev.policygate.access.Containment.Within;
import dev.policygate.access.Decision.Allowed;
import dev.policygate.policy.Policy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Holds containment with conditions against Z3, in both directions. More pairs than usual with
 * {@code -Dpolicygate.z3=100000}, others with {@code -Dpolicygate.seed=…}.
 */
class Z3OracleTest {

  private static final int PAIRS = Integer.getInteger("policygate.z3", 1_000);
  private static final long SEED = Long.getLong("policygate.seed", 20_260_303);

  private static final List<String> ACTIONS =
      List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:*Object", "s3:?etObject", "iam:*");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:s3:::*",
          "arn:aws:s3:::a",
          "arn:aws:s3:::a/*",
          "arn:aws:s3:::*/b",
          "arn:aws:iam::*:role/*",
          "arn:aws:iam::111122223333:role/?");
  private static final List<String> TEXTS = List.of("a", "b", "ab", "bob");
  private static final List<String> PATTERNS = List.of("a*", "*b", "?", "*a*b*", "bob", "*", "??*");
  private static final List<String> NUMBERS = List.of("1", "5", "5.5", "10", "-3");
  private static final List<String> BLOCKS =
      List.of("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "0.0.0.0/0", "128.0.0.0/1");

  private static final List<String> DATES =
      List.of(
          "2020-01-01",
          "2020-01-01T00:00:00Z",
          "2024-06-30T12:00:00Z",
          "2024-06-30T14:00:00+02:00",
          "2024-06-30T12:00:01Z");
  private static final List<String> ARNS =
      List.of(
          "*",
          "arn:aws:iam::*:role/*",
          "arn:aws:iam::111122223333:role/a",
          "arn:*:iam::1111*:role/?",
          "arn:aws:*:*:*:role/a*",
          "arn:aws:sts::111122223333:assumed-role/a:b/*");

  private record Family(String key, List<String> operators, List<String> values) {}

  private static final List<String> COMPARED =
      List.of(
          "Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals");
  private static final List<Family> FAMILIES =
      List.of(
          new Family("aws:username", List.of("StringEquals", "StringNotEquals"), TEXTS),
          new Family("aws:username", List.of("StringLike", "StringNotLike"), PATTERNS),
          new Family("s3:prefix", List.of("StringLike", "StringNotLike"), PATTERNS),
          new Family(
              "aws:TagKeys",
              List.of(
                  "ForAllValues:StringEquals",
                  "ForAnyValue:StringEquals",
                  "ForAllValues:StringNotLike",
                  "ForAnyValue:StringNotEquals",
                  "StringLike"),
              TEXTS),
          new Family("s3:max-keys", COMPARED.stream().map("Numeric"::concat).toList(), NUMBERS),
          new Family("aws:CurrentTime", COMPARED.stream().map("Date"::concat).toList(), DATES),
          new Family(
              "aws:PrincipalArn",
              List.of("ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"),
              ARNS),
          new Family("aws:PrincipalArn", List.of("StringLike", "StringNotLike"), ARNS),
          new Family("aws:SourceIp", List.of("IpAddress", "NotIpAddress"), BLOCKS),
          new Family("aws:SecureTransport", List.of("Bool"), List.of("true", "false")));

  private int within;
  private int exceeds;
  private int undecided;
  private final long[] engineTimes = new long[PAIRS];
  private final long[] solverTimes = new long[PAIRS];

  @Test
  void agreesWithTheSolver() {
    for (int i = 0; i < PAIRS; i++) {
      check(SEED + i, i);
    }
    System.out.printf(
        "Z3: within %d, exceeds %d, undecided by the engine %d; median of a pair %d us, of Z3 %d"
            + " us%n",
        within, exceeds, undecided, median(engineTimes), median(solverTimes));
    assertThat(within).isGreaterThan(PAIRS / 20);
    assertThat(exceeds).isGreaterThan(PAIRS / 4);
    assertThat(undecided).isLessThan(PAIRS / 50 + 1);
  }

  /** Of the second half, when all is warm, in microseconds. */
  private static long median(long[] times) {
    long[] warm = Arrays.copyOfRange(times, times.length / 2, times.length);
    Arrays.sort(warm);
    return warm[warm.length / 2] / 1000;
  }

  private void check(long seed, int index) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Family> families = families(random);
    String first = document(random, families, 3);
    String second =
        random.nextInt(3) == 0 ? first.replace("\"a*\"", "\"*\"") : document(random, families, 4);
    Policy candidate = PolicyGenerator.parse(first);
    Policy envelope = PolicyGenerator.parse(second);
    String pair = "seed %d%n%s%n%s".formatted(seed, first, second);
    long start = System.nanoTime();
    Containment answer = Containment.compare(Permissions.of(candidate), Permissions.of(envelope));
    long asked = System.nanoTime();
    engineTimes[index] = asked - start;
    try (Z3Oracle z3 = new Z3Oracle()) {
      Z3Oracle.Answer solved = z3.ask(candidate, envelope);
      solverTimes[index] = System.nanoTime() - asked;
      solved
          .request()
          .ifPresent(
              request ->
                  assertThat(isBetween(request, candidate, envelope))
                      .as("the evaluator confirms %s%n%s", request, pair)
                      .isTrue());
      switch (answer) {
        case Within _ -> {
          within++;
          assertThat(solved.status()).as("within: %s", pair).isEqualTo(Status.UNSATISFIABLE);
        }
        case Exceeds _ -> {
          exceeds++;
          assertThat(solved.status()).as("exceeds: %s", pair).isEqualTo(Status.SATISFIABLE);
        }
        case Undecided _ -> undecided++;
      }
    }
  }

  private static boolean isBetween(Request request, Policy candidate, Policy envelope) {
    return Permissions.of(candidate).decide(request) instanceof Allowed
        && !(Permissions.of(envelope).decide(request) instanceof Allowed);
  }

  /** Those of a few keys, so that conditions meet. */
  private static List<Family> families(SplittableRandom random) {
    Set<String> keys =
        random
            .ints(3, 0, FAMILIES.size())
            .mapToObj(i -> FAMILIES.get(i).key())
            .collect(Collectors.toSet());
    return FAMILIES.stream().filter(family -> keys.contains(family.key())).toList();
  }

  private static String document(
      SplittableRandom random, List<Family> families, int mostStatements) {
    return PolicyGenerator.documentOf(
        IntStream.rangeClosed(0, random.nextInt(mostStatements))
            .mapToObj(_ -> statement(random, families))
            .toList());
  }

  private static String statement(SplittableRandom random, List<Family> families) {
    return "{\"Effect\": \"%s\", \"%sAction\": %s, \"%sResource\": %s%s}"
        .formatted(
            random.nextInt(4) == 0 ? "Deny" : "Allow",
            random.nextInt(6) == 0 ? "Not" : "",
            some(random, ACTIONS),
            random.nextInt(6) == 0 ? "Not" : "",
            some(random, RESOURCES),
            random.nextInt(3) == 0 ? "" : ", \"Condition\": " + conditions(random, families));
  }

  private static String conditions(SplittableRandom random, List<Family> families) {
    Map<String, Map<String, String>> block = new LinkedHashMap<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      Family family = families.get(random.nextInt(families.size()));
      boolean missing = random.nextInt(8) == 0;
      String operator = family.operators().get(random.nextInt(family.operators().size()));
      block
          .computeIfAbsent(
              missing ? "Null" : operator + (random.nextInt(4) == 0 ? "IfExists" : ""),
              _ -> new LinkedHashMap<>())
          .put(
              family.key(),
              missing ? "\"" + random.nextBoolean() + "\"" : some(random, family.values()));
    }
    return block.entrySet().stream()
        .map(entry -> "\"%s\": {%s}".formatted(entry.getKey(), keys(entry.getValue())))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String keys(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(entry -> "\"%s\": %s".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String some(SplittableRandom random, List<String> values) {
    return random
        .ints(1 + random.nextInt(2), 0, values.size())
        .distinct()
        .mapToObj(i -> "\"" + values.get(i) + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
