package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.local.CallRequest.PoliciesInForce;
import dev.policygate.local.CallRequest.ResourcePolicy;
import dev.policygate.local.reference.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate's engine against the reference, over policies and calls made up at random. */
class EngineAuthorizerTest {
  private static final int CALLS = 2000;

  private final Authorizer reference = new ReferenceEvaluator();
  private final Authorizer engine = new EngineAuthorizer();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theyDecideAlike(long seed) {
    Calls calls = new Calls(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    for (int i = 0; i < CALLS; i++) {
      CallRequest call = calls.next();
      assertThat(engine.decide(call))
          .as("seed %d, call %d: %s", seed, i, call)
          .isEqualTo(reference.decide(call));
    }
  }

  /** Makes up calls in a small world, so that policies often have something to say to them. */
  private static final class Calls {
    private static final List<String> ACTIONS =
        List.of("s3:GetObject", "s3:PutObject", "iam:PassRole", "sts:AssumeRole");
    private static final List<String> ACTION_PATTERNS =
        List.of(
            "*",
            "s3:*",
            "s3:Get*",
            "S3:getobject",
            "s3:?etObject",
            "s3:*Object",
            "iam:*",
            "iam:PassRole",
            "sts:AssumeRole",
            "iam:Pass*Role");
    private static final List<String> RESOURCES =
        List.of(
            "*",
            "arn:aws:s3:::bucket",
            "arn:aws:s3:::bucket/alice/key",
            "arn:aws:s3:::bucket/*",
            "arn:aws:iam::111111111111:role/team/deployer",
            "arn:aws:logs:us-east-1:111111111111:log-group:a:log-stream:b");
    private static final List<String> RESOURCE_PATTERNS =
        List.of(
            "*",
            "arn:aws:s3:::bucket",
            "arn:aws:s3:::bucket/*",
            "arn:aws:s3:::*/key",
            "arn:aws:s3:::bucket/${aws:username}/*",
            "arn:aws:s3:::bucket/${aws:username, 'alice'}/key",
            "arn:aws:s3:::bucket/${*}",
            "arn:aws:iam::111111111111:role/*",
            "arn:aws:iam::*:role/team/?eployer",
            "arn:aws:logs:*:*:log-group:*",
            "arn:aws:logs:*:*:log-group:a:log-stream:b");
    private static final List<String> TEXTS =
        List.of("alice", "Alice", "a*", "?lice", "${aws:username}", "${aws:userid, 'alice'}", "*");

    /**
     * Conditions that make sense: ill-typed values, which AWS does not document, are not asked for.
     *
     * @param given the values that requests have for the key
     * @param wanted the values that policies compare them with
     */
    private record Family(
        String key, List<String> operators, List<String> given, List<String> wanted) {}

    private static final List<Family> FAMILIES =
        List.of(
            new Family(
                "aws:username",
                List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
                List.of("alice", "ALICE", "bob", "*"),
                TEXTS),
            new Family(
                "aws:username",
                List.of("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
                List.of("alice", "ALICE", "bob", "*"),
                List.of("alice", "Alice", "a*", "bo")),
            new Family(
                "aws:PrincipalTag/owner",
                List.of("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
                List.of("alice", "Alice", "BOB"),
                List.of("${aws:username}", "${aws:username, 'Bob'}")),
            new Family(
                "aws:TagKeys",
                List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
                List.of("alice", "bob", "team"),
                TEXTS),
            new Family(
                "aws:PrincipalArn",
                List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "StringLike"),
                List.of(
                    "arn:aws:iam::111111111111:role/team/deployer",
                    "arn:aws:iam::111111111111:user/alice"),
                List.of(
                    "arn:aws:iam::111111111111:role/team/deployer",
                    "arn:aws:iam::*:role/team/*",
                    "arn:aws:iam::111111111111:user/${aws:username}",
                    "arn:*:iam::111111111111:*")),
            new Family(
                "aws:SecureTransport",
                List.of("Bool"),
                List.of("true", "false"),
                List.of("true", "false")),
            new Family(
                "s3:max-keys",
                List.of(
                    "NumericEquals",
                    "NumericNotEquals",
                    "NumericLessThan",
                    "NumericLessThanEquals",
                    "NumericGreaterThan",
                    "NumericGreaterThanEquals"),
                List.of("5", "5.0", "7", "-1"),
                List.of("5", "5.00", "6", "7")),
            new Family(
                "aws:CurrentTime",
                List.of(
                    "DateEquals",
                    "DateNotEquals",
                    "DateLessThan",
                    "DateLessThanEquals",
                    "DateGreaterThan",
                    "DateGreaterThanEquals"),
                List.of("2026-01-31T00:00:00Z", "2026-01-30T23:59:59Z"),
                List.of("2026-01-31T00:00:00Z", "1769817600", "2026-02-01T00:00:00Z")),
            new Family(
                "aws:SourceIp",
                List.of("IpAddress", "NotIpAddress"),
                List.of("203.0.113.7", "198.51.100.1", "2001:db8::1"),
                List.of("203.0.113.0/24", "203.0.113.7", "2001:db8::/32", "0.0.0.0/0")));
    private static final List<String> PRINCIPALS =
        List.of(
            "\"*\"",
            "{\"AWS\": \"*\"}",
            "{\"AWS\": \"111111111111\"}",
            "{\"AWS\": \"arn:aws:iam::222222222222:root\"}",
            "{\"AWS\": \"arn:aws:iam::111111111111:role/team/deployer\"}",
            "{\"AWS\": [\"arn:aws:iam::111111111111:user/alice\", \"222222222222\"]}",
            "{\"AWS\": \"arn:aws:sts::111111111111:assumed-role/deployer/tuesday\"}",
            "{\"AWS\": [\"111111111111\", \"arn:aws:iam::111111111111:user/alice\"]}",
            "{\"AWS\": \"AROADEPLOYER\"}",
            "{\"Service\": \"lambda.amazonaws.com\"}");
    private static final List<Principal> CALLERS =
        List.of(
            new Principal.User(
                "111111111111", "arn:aws:iam::111111111111:user/alice", "AIDAALICE", "alice"),
            new Principal.RoleSession(
                "111111111111",
                "arn:aws:iam::111111111111:role/team/deployer",
                "AROADEPLOYER",
                "tuesday",
                Optional.empty()),
            new Principal.AwsService("lambda.amazonaws.com"));

    private final RandomGenerator random;

    Calls(RandomGenerator random) {
      this.random = random;
    }

    CallRequest next() {
      Map<String, List<String>> context = new TreeMap<>();
      for (Family family : FAMILIES) {
        if (random.nextInt(3) > 0) {
          int values = family.key().equals("aws:TagKeys") ? random.nextInt(1, 4) : 1;
          context.put(
              family.key(),
              IntStream.range(0, values).mapToObj(_ -> pick(family.given())).distinct().toList());
        }
      }
      return new CallRequest(
          pick(CALLERS),
          pick(ACTIONS),
          pick(RESOURCES),
          random.nextBoolean() ? "111111111111" : "222222222222",
          context,
          new PoliciesInForce(
              random.nextInt(6) == 0 ? List.of(documents(), documents()) : List.of(),
              documents(),
              random.nextInt(3) == 0 ? Optional.of(document(false)) : Optional.empty(),
              random.nextInt(3) == 0 ? documents() : List.of(),
              random.nextBoolean()
                  ? Optional.of(new ResourcePolicy(document(true), random.nextBoolean()))
                  : Optional.empty()));
    }

    private List<String> documents() {
      return IntStream.range(0, random.nextInt(1, 3)).mapToObj(_ -> document(false)).toList();
    }

    private String document(boolean withPrincipal) {
      return Documents.policy(
          IntStream.range(0, random.nextInt(1, 4))
              .mapToObj(_ -> statement(withPrincipal))
              .toArray(String[]::new));
    }

    private String statement(boolean withPrincipal) {
      List<String> members = new ArrayList<>();
      members.add("\"Effect\": \"" + (random.nextInt(5) == 0 ? "Deny" : "Allow") + "\"");
      if (withPrincipal) {
        members.add(element("Principal") + pick(PRINCIPALS));
      }
      members.add(element("Action") + some(ACTION_PATTERNS));
      if (!withPrincipal || random.nextBoolean()) {
        members.add(element("Resource") + some(RESOURCE_PATTERNS));
      }
      if (random.nextInt(3) == 0) {
        members.add("\"Condition\": " + condition());
      }
      return "{" + String.join(", ", members) + "}";
    }

    /** The element's name, or now and then that of its negation. */
    private String element(String name) {
      return "\"" + (random.nextInt(5) == 0 ? "Not" : "") + name + "\": ";
    }

    private String condition() {
      Family family = pick(FAMILIES);
      if (random.nextInt(8) == 0) {
        return "{\"Null\": {\"%s\": \"%s\"}}".formatted(family.key(), random.nextBoolean());
      }
      String quantifier =
          switch (random.nextInt(4)) {
            case 0 -> "ForAllValues:";
            case 1 -> "ForAnyValue:";
            default -> "";
          };
      String ifExists = random.nextInt(4) == 0 ? "IfExists" : "";
      return "{\"%s%s%s\": {\"%s\": %s}}"
          .formatted(
              quantifier, pick(family.operators()), ifExists, family.key(), some(family.wanted()));
    }

    private String some(List<String> patterns) {
      return IntStream.range(0, random.nextInt(1, 4))
          .mapToObj(_ -> "\"" + pick(patterns) + "\"")
          .toList()
          .toString();
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
