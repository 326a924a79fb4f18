package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Undecided;
import dev.policygate.access.Containment.Within;
import dev.policygate.access.Decision.Allowed;
import dev.policygate.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Holds "within" against every request of a small world: conditions of all kinds on three keys,
 * with variables that name each other's values, in resources as well, and every context that these
 * keys can make of the few values there are. More pairs than usual with {@code
 * -Dpolicygate.worlds=100000}, others with {@code -Dpolicygate.seed=…}.
 */
class SmallWorldTest {

  private static final int PAIRS = Integer.getInteger("policygate.worlds", 4_000);
  private static final long SEED = Long.getLong("policygate.seed", 20_260_501);

  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringLike",
          "StringNotEquals",
          "StringNotLike",
          "StringEqualsIfExists",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "ForAllValues:StringEquals",
          "ForAnyValue:StringLike");
  private static final List<String> VALUES =
      List.of(
          "true",
          "7",
          "",
          "t*",
          "?",
          "${aws:PrincipalTag/a}",
          "${aws:username}",
          "${aws:PrincipalTag/a, 'true'}",
          "x${aws:PrincipalTag/a}",
          "${aws:PrincipalTag/a}*");

  private static final List<String> RESOURCES =
      List.of(
          "arn:aws:s3:::x",
          "arn:aws:s3:::x*",
          "arn:aws:s3:::*7",
          "arn:aws:s3:::${aws:PrincipalTag/a}",
          "arn:aws:s3:::x${aws:PrincipalTag/a}",
          "arn:aws:s3:::${aws:PrincipalTag/a, 'true'}",
          "arn:aws:s3:::${aws:username}*",
          "*");
  private static final List<String> REQUESTED =
      List.of("arn:aws:s3:::x", "arn:aws:s3:::xx", "arn:aws:s3:::true", "arn:aws:s3:::7");

  /** A key and its values; each may be absent as well. */
  private record Key(String name, List<String> operators, List<String> values) {}

  private static final List<Key> KEYS =
      List.of(
          new Key("aws:SecureTransport", List.of("Bool"), List.of("true", "false")),
          new Key(
              "aws:PrincipalTag/a", List.of("StringEquals"), List.of("", "true", "7", "x", "X")),
          new Key("aws:username", List.of("StringEquals"), List.of("true", "7", "x", "X")),
          new Key(
              "s3:max-keys", List.of("NumericEquals", "NumericLessThan"), List.of("7", "7.0", "8")),
          new Key("s3:prefix", List.of("StringEquals"), List.of("", "true", "7", "X", "xx")),
          new Key(
              "aws:TagKeys",
              List.of("ForAllValues:StringLike", "ForAnyValue:StringNotEquals"),
              List.of("true", "7 true", "x 7")));

  private int within;
  private int exceeds;
  private int undecided;
  private int nobody;

  @Test
  void nothingGetsThroughWhatIsWithin() {
    for (int i = 0; i < PAIRS; i++) {
      check(SEED + i);
    }
    System.out.printf(
        "Small worlds: within %d, exceeds %d, undecided %d%n", within, exceeds, undecided);
    assertThat(within).isGreaterThan(PAIRS / 10);
    assertThat(exceeds).isGreaterThan(PAIRS / 10);
  }

  /**
   * A question as wide as a statement, of permissions that deny as much, less or something else.
   */
  @Test
  void nothingOfWhatNobodyMayIsAllowed() {
    for (int i = 0; i < PAIRS; i++) {
      ask(SEED + i);
    }
    System.out.printf("Small worlds: nobody may %d of %d%n", nobody, 2 * PAIRS);
    assertThat(nobody).isBetween(PAIRS / 10, 2 * PAIRS - PAIRS / 10);
  }

  private void ask(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Key> keys = chosen(random);
    String asked = statement(random, keys, false);
    String allowed = statement(random, keys, false);
    for (String denied :
        List.of(asked.replace("Allow", "Deny"), statement(random, keys, /* deny= */ true))) {
      ask(keys, asked, PolicyGenerator.documentOf(List.of(allowed, denied)));
    }
  }

  private void ask(List<Key> keys, String asked, String document) {
    Policy question = PolicyGenerator.parse(PolicyGenerator.documentOf(List.of(asked)));
    Permissions held = Permissions.of(PolicyGenerator.parse(document));
    if (!(Question.what(question.statements().getFirst()).askOf(held) instanceof Question.No)) {
      return;
    }
    nobody++;
    Permissions spoken = Permissions.of(question);
    for (Map<String, List<String>> context : contexts(keys)) {
      for (String resource : REQUESTED) {
        Request request = new Request("s3:ListBucket", resource, context);
        assertThat(
                spoken.decide(request) instanceof Allowed
                    && held.decide(request) instanceof Allowed)
            .as("%s is allowed%n%s%n%s", request, asked, document)
            .isFalse();
      }
    }
  }

  private void check(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Key> keys = chosen(random);
    String candidate = document(random, keys, 1);
    String envelope = document(random, keys, 3);
    String pair = "seed %d%n%s%n%s".formatted(seed, candidate, envelope);
    Permissions one = Permissions.of(PolicyGenerator.parse(candidate));
    Permissions other = Permissions.of(PolicyGenerator.parse(envelope));
    Containment answer = Containment.compare(one, other);
    if (answer instanceof Within) {
      for (Map<String, List<String>> context : contexts(keys)) {
        for (String resource : REQUESTED) {
          Request request = new Request("s3:ListBucket", resource, context);
          assertThat(
                  one.decide(request) instanceof Allowed
                      && !(other.decide(request) instanceof Allowed))
              .as("%s gets through%n%s", request, pair)
              .isFalse();
        }
      }
    }
    within += answer instanceof Within ? 1 : 0;
    exceeds += answer instanceof Exceeds ? 1 : 0;
    undecided += answer instanceof Undecided ? 1 : 0;
  }

  private static List<Key> chosen(SplittableRandom random) {
    List<Key> keys = new ArrayList<>(KEYS);
    while (keys.size() > 3) {
      keys.remove(random.nextInt(keys.size()));
    }
    return keys;
  }

  /** Every context in which each key is absent or has one of its values; blanks part several. */
  private static List<Map<String, List<String>>> contexts(List<Key> keys) {
    List<Map<String, List<String>>> contexts = List.of(Map.of());
    for (Key key : keys) {
      List<Map<String, List<String>>> longer = new ArrayList<>(contexts);
      for (Map<String, List<String>> context : contexts) {
        for (String value : key.values()) {
          Map<String, List<String>> more = new LinkedHashMap<>(context);
          more.put(key.name(), List.of(value.split(" ", -1)));
          longer.add(more);
        }
      }
      contexts = longer;
    }
    return contexts;
  }

  private static String document(SplittableRandom random, List<Key> keys, int most) {
    return PolicyGenerator.documentOf(
        IntStream.rangeClosed(0, random.nextInt(most))
            .mapToObj(i -> statement(random, keys, i > 0 && random.nextInt(3) == 0))
            .toList());
  }

  private static String statement(SplittableRandom random, List<Key> keys, boolean deny) {
    Map<String, Map<String, String>> block = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Key key = keys.get(random.nextInt(keys.size()));
      boolean own = random.nextInt(3) == 0;
      List<String> operators = own ? key.operators() : OPERATORS;
      block
          .computeIfAbsent(
              operators.get(random.nextInt(operators.size())), _ -> new LinkedHashMap<>())
          .put(key.name(), values(random, own ? key.values() : VALUES));
    }
    return """
    {"Effect": "%s", "Action": "s3:ListBucket", "Resource": %s, "Condition": {%s}}\
    """
        .formatted(
            deny ? "Deny" : "Allow",
            random.nextInt(3) == 0 ? "\"arn:aws:s3:::x\"" : values(random, RESOURCES),
            block.entrySet().stream()
                .map(each -> "\"%s\": {%s}".formatted(each.getKey(), keys(each.getValue())))
                .collect(Collectors.joining(", ")));
  }

  private static String keys(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(each -> "\"%s\": %s".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String values(SplittableRandom random, List<String> values) {
    return random
        .ints(1 + random.nextInt(2), 0, values.size())
        .distinct()
        .mapToObj(i -> "\"" + values.get(i) + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
