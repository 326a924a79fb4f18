package dev.policygate.access;

import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes policies and requests out of few names, so that they meet: small enough to be understood
 * when one fails, rich enough to hold every operator, {@code Not*} and variables.
 */
final class PolicyGenerator {

  private static final List<String> ACTIONS =
      List.of(
          "*",
          "*:*",
          "s3:*",
          "s3:Get*",
          "s3:GetObject",
          "s3:PutObject",
          "s3:*Object",
          "S3:getobject",
          "s3:?etObject",
          "s3:Get*Tagging",
          "iam:*",
          "iam:Pass*",
          "iam:PassRole",
          "ec2:*",
          "ec2:Run*",
          "s*:Get*",
          "iam:*Role*");
  private static final List<String> REQUESTED_ACTIONS =
      List.of(
          "s3:GetObject",
          "s3:PutObject",
          "s3:GetObjectTagging",
          "s3:ListBucket",
          "iam:PassRole",
          "iam:GetRole",
          "ec2:RunInstances",
          "sqs:GetQueueUrl",
          "s3:SetObject");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:s3:::*",
          "arn:aws:s3:::a",
          "arn:aws:s3:::a/*",
          "arn:aws:s3:::a/b*",
          "arn:aws:s3:::*/b",
          "arn:aws:s3:::?/*b",
          "arn:aws:s3:::a/${aws:username}",
          "arn:aws:s3:::a/${aws:username}/*",
          "arn:aws:s3:::a/${aws:username, 'b'}",
          "arn:aws:iam::*:role/*",
          "arn:aws:iam::111122223333:role/a*",
          "arn:*",
          "arn:aws:s3:::a/${*}");
  private static final List<String> REQUESTED_RESOURCES =
      List.of(
          "*",
          "arn:aws:s3:::a",
          "arn:aws:s3:::b",
          "arn:aws:s3:::a/b",
          "arn:aws:s3:::a/bob",
          "arn:aws:s3:::a/alice",
          "arn:aws:s3:::a/bob/x",
          "arn:aws:s3:::a/*",
          "arn:aws:s3:::c/b",
          "arn:aws:iam::111122223333:role/a",
          "arn:aws:iam::111122223333:role/b",
          "arn:aws:s3:::a/c");
  private static final List<String> TEXT_KEYS =
      List.of("aws:PrincipalTag/a", "aws:username", "s3:prefix", "aws:TagKeys");
  private static final List<String> TEXTS = List.of("a", "b", "bob", "A", "ab", "5", "true", "");
  private static final List<String> PATTERNS =
      List.of("a", "b*", "*b", "a*b", "*", "?", "A?", "${aws:username}", "*a*b*", "${*}");
  private static final List<String> NUMBERS = List.of("1", "5", "5.0", "10", "-3");
  private static final List<String> DATES =
      List.of("2020-01-01", "2020-01-01T00:00:00Z", "2024-06-30T12:00:00Z", "1577836800");
  private static final List<String> ADDRESSES =
      List.of(
          "10.0.0.0/8",
          "10.1.0.0/16",
          "10.1.2.3",
          "0.0.0.0/0",
          "2001:db8::/32",
          "::/0",
          "128.0.0.0/1");
  private static final List<String> ARNS =
      List.of(
          "arn:aws:iam::111122223333:role/a",
          "arn:aws:iam::*:role/*",
          "arn:aws:*:*:*:role/a*",
          "arn:aws:sts::1111*:assumed-role/?/*");

  private final SplittableRandom random;

  PolicyGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  Policy policy(int mostStatements) {
    return parse(document(mostStatements));
  }

  static Policy parse(String document) {
    return switch (PolicyParser.parse(document, "policy.json")) {
      case Parsed(var policy) -> policy;
      case Object refused -> throw new AssertionError(document + " " + refused);
    };
  }

  String document(int mostStatements) {
    return IntStream.range(0, 1 + random.nextInt(mostStatements))
        .mapToObj(_ -> statement())
        .collect(Collectors.joining(",", "{\"Version\": \"2012-10-17\", \"Statement\": [", "]}"));
  }

  private String statement() {
    return "{\"Effect\": \"%s\", \"%s\": %s, \"%s\": %s%s}"
        .formatted(
            chance(4) ? "Deny" : "Allow",
            chance(6) ? "NotAction" : "Action",
            listOf(ACTIONS, 3),
            chance(6) ? "NotResource" : "Resource",
            listOf(RESOURCES, 2),
            chance(2) ? "" : ", \"Condition\": " + conditions());
  }

  private String conditions() {
    Map<String, Map<String, String>> block = new LinkedHashMap<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      condition(block);
    }
    return block.entrySet().stream()
        .map(
            operator ->
                "\"%s\": %s"
                    .formatted(
                        operator.getKey(),
                        operator.getValue().entrySet().stream()
                            .map(key -> "\"%s\": %s".formatted(key.getKey(), key.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"))))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private void condition(Map<String, Map<String, String>> block) {
    String not = chance(3) ? "Not" : "";
    String exists = chance(4) ? "IfExists" : "";
    String qualifier = chance(5) ? pick(List.of("ForAllValues:", "ForAnyValue:")) : "";
    switch (random.nextInt(9)) {
      case 0 -> put(block, qualifier + "String" + not + "Equals" + exists, pick(TEXT_KEYS), TEXTS);
      case 1 -> put(block, qualifier + "String" + not + "Like" + exists, pick(TEXT_KEYS), PATTERNS);
      case 2 -> put(block, "String" + not + "EqualsIgnoreCase" + exists, pick(TEXT_KEYS), TEXTS);
      case 3 ->
          put(
              block,
              "Numeric"
                  + pick(
                      List.of(
                          "Equals",
                          "NotEquals",
                          "LessThan",
                          "LessThanEquals",
                          "GreaterThan",
                          "GreaterThanEquals"))
                  + exists,
              "s3:max-keys",
              NUMBERS);
      case 4 ->
          put(
              block,
              "Date"
                  + pick(
                      List.of(
                          "Equals",
                          "NotEquals",
                          "LessThan",
                          "LessThanEquals",
                          "GreaterThan",
                          "GreaterThanEquals"))
                  + exists,
              "aws:CurrentTime",
              DATES);
      case 5 -> put(block, not + "IpAddress" + exists, "aws:SourceIp", ADDRESSES);
      case 6 -> put(block, "Arn" + not + "Like" + exists, "aws:PrincipalArn", ARNS);
      case 7 -> put(block, "Bool" + exists, "aws:SecureTransport", List.of("true", "false"));
      default ->
          put(
              block,
              "Null",
              pick(List.of("aws:username", "s3:max-keys", "aws:SourceIp", "aws:TagKeys")),
              List.of("true", "false"));
    }
  }

  private void put(
      Map<String, Map<String, String>> block, String operator, String key, List<String> values) {
    block.computeIfAbsent(operator, _ -> new LinkedHashMap<>()).put(key, listOf(values, 2));
  }

  /** A request that has a good chance to be spoken of. */
  Request request() {
    Map<String, List<String>> context = new LinkedHashMap<>();
    maybe(context, "aws:PrincipalTag/a", () -> pick(TEXTS));
    maybe(context, "aws:username", () -> pick(List.of("bob", "alice", "b", "a")));
    maybe(
        context,
        "aws:PrincipalArn",
        () ->
            pick(
                List.of(
                    ARNS.get(0),
                    "arn:aws:sts::111122223333:assumed-role/a/b",
                    "arn:aws:x:y:z:role/ab")));
    maybe(context, "s3:max-keys", () -> pick(List.of("1", "5", "7", "10", "11", "-4")));
    maybe(
        context,
        "aws:CurrentTime",
        () ->
            pick(List.of("2019-12-31T00:00:00Z", "2020-01-01T00:00:00Z", "2025-01-01T00:00:00Z")));
    maybe(
        context,
        "aws:SourceIp",
        () -> pick(List.of("10.1.2.3", "10.2.0.1", "192.168.0.1", "2001:db8::1", "::1")));
    maybe(context, "aws:SecureTransport", () -> pick(List.of("true", "false")));
    several(context, "s3:prefix");
    several(context, "aws:TagKeys");
    return new Request(pick(REQUESTED_ACTIONS), pick(REQUESTED_RESOURCES), context);
  }

  private void maybe(Map<String, List<String>> context, String key, Supplier<String> value) {
    if (!chance(3)) {
      context.put(key, List.of(value.get()));
    }
  }

  private void several(Map<String, List<String>> context, String key) {
    Set<String> values = new LinkedHashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      values.add(pick(TEXTS));
    }
    context.put(key, new ArrayList<>(values));
  }

  private String listOf(List<String> values, int most) {
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = 0; i <= random.nextInt(most); i++) {
      chosen.add(pick(values));
    }
    return chosen.stream()
        .map(value -> '"' + value + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** One in {@code n}. */
  private boolean chance(int n) {
    return random.nextInt(n) == 0;
  }
}
