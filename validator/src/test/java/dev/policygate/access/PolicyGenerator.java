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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes policies and requests out of few names, so that they meet: small enough to be understood
 * when one fails, rich enough to hold every operator, {@code Not*} and variables.
 */
public final class PolicyGenerator {

  /** What the documents are like. */
  public enum Style {
    /** As people write them: each key compared as what it is, variables in resources. */
    REALISTIC,
    /** Every operator on every key, qualifiers everywhere, malformed values, wildcards at odds. */
    WILD
  }

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
  private static final List<String> WILD_RESOURCES =
      List.of(
          "arn:aws:s3:::${aws:username}*",
          "arn:aws:s3:::a/${aws:username}${aws:PrincipalTag/a, 'bob'}",
          "arn:aws:s3:::*${aws:username}*",
          "arn:aws:s3:::a/${aws:username}x*",
          "arn:aws:i?m::*:role/*",
          "arn:aws:sqs:us-*-1:111122223333:q*",
          "arn:aws:sqs:us-east-?:*:q",
          "arn:${aws:username}:s3:::a",
          "arn:aws:iam::${aws:PrincipalTag/a}:role/a",
          "arn:aws:s3:::a/${acme:labels}",
          "arn:aws:s3:::a/${acme:labels, 'b'}/*",
          "arn:aws:*:::a*");
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
          "arn:aws:s3:::a/c",
          "arn:aws:s3:::bob",
          "arn:aws:s3:::a/bobbob",
          "arn:aws:sqs:us-east-1:111122223333:q",
          "arn:aws:s3:::a/abobx",
          "arn:aws:iam::a:role/a",
          "arn:aws:s3:::a:b:c");
  private static final List<String> TEXTS =
      List.of("a", "b", "bob", "A", "ab", "5", "true", "", "10.1.2.3", "2020-01-01");
  private static final List<String> PATTERNS =
      List.of(
          "a",
          "b*",
          "*b",
          "a*b",
          "*",
          "?",
          "A?",
          "${aws:username}",
          "*a*b*",
          "${*}",
          "?*",
          "10.*",
          "20*",
          "${aws:PrincipalTag/a, 'b'}*");
  private static final List<String> NUMBERS =
      List.of("1", "5", "5.0", "10", "-3", "-3.5", "0", "+7");
  private static final List<String> DATES =
      List.of(
          "2020-01-01",
          "2020-01-01T00:00:00Z",
          "2024-06-30T12:00:00Z",
          "2024-06-30T14:00:00+02:00",
          "1577836800",
          "2024-06");
  private static final List<String> ADDRESSES =
      List.of(
          "10.0.0.0/8",
          "10.1.0.0/16",
          "10.1.2.3",
          "0.0.0.0/0",
          "2001:db8::/32",
          "::/0",
          "128.0.0.0/1",
          "0.0.0.0/1");
  private static final List<String> ARNS =
      List.of(
          "arn:aws:iam::111122223333:role/a",
          "arn:aws:iam::*:role/*",
          "arn:aws:*:*:*:role/a*",
          "arn:aws:sts::1111*:assumed-role/?/*",
          "arn:aws:iam::111122223333:role/${aws:username}",
          "*");
  private static final List<String> BOOLEANS = List.of("true", "false");
  private static final List<String> NUMERIC_OPERATORS =
      List.of(
          "Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals");

  /** What a key is compared as, and how, with which values. */
  @SuppressWarnings("ImmutableEnumChecker" /* The lists cannot be changed. */)
  private enum Family {
    STRING(TEXTS, "StringEquals", "StringNotEquals"),
    FOLDED(TEXTS, "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    LIKE(PATTERNS, "StringLike", "StringNotLike"),
    NUMERIC(NUMBERS, NUMERIC_OPERATORS.stream().map("Numeric"::concat).toArray(String[]::new)),
    DATE(DATES, NUMERIC_OPERATORS.stream().map("Date"::concat).toArray(String[]::new)),
    ADDRESS(ADDRESSES, "IpAddress", "NotIpAddress"),
    ARN(ARNS, "ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"),
    BOOL(BOOLEANS, "Bool");

    private final List<String> values;
    private final List<String> operators;

    Family(List<String> values, String... operators) {
      this.values = values;
      this.operators = List.of(operators);
    }
  }

  /**
   * A condition key.
   *
   * @param requested the values that requests have for it
   * @param several whether they may have several
   */
  private record Key(String name, List<Family> families, List<String> requested, boolean several) {}

  private static final List<Family> TEXT = List.of(Family.STRING, Family.FOLDED, Family.LIKE);
  private static final List<String> NAMES = List.of("bob", "alice", "b", "a");
  private static final List<Key> KEYS =
      List.of(
          new Key("aws:PrincipalTag/a", TEXT, TEXTS, false),
          new Key("aws:username", TEXT, NAMES, false),
          new Key("s3:prefix", TEXT, TEXTS, false),
          new Key("aws:TagKeys", TEXT, List.of("a", "b", "bob", "A", "ab", "5"), true),
          new Key("acme:labels", TEXT, TEXTS, true),
          new Key(
              "s3:max-keys",
              List.of(Family.NUMERIC),
              List.of("1", "5", "7", "10", "11", "-4", "-3.2", "0"),
              false),
          new Key(
              "aws:CurrentTime",
              List.of(Family.DATE),
              List.of(
                  "2019-12-31T00:00:00Z",
                  "2020-01-01T00:00:00Z",
                  "2024-06-30T12:00:00Z",
                  "2025-01-01T00:00:00Z"),
              false),
          new Key(
              "aws:SourceIp",
              List.of(Family.ADDRESS),
              List.of("10.1.2.3", "10.2.0.1", "192.168.0.1", "2001:db8::1", "::1"),
              false),
          new Key(
              "aws:PrincipalArn",
              List.of(Family.ARN),
              List.of(
                  "arn:aws:iam::111122223333:role/a",
                  "arn:aws:iam::111122223333:role/bob",
                  "arn:aws:sts::111122223333:assumed-role/a/b",
                  "arn:aws:x:y:z:role/ab"),
              false),
          new Key("aws:SecureTransport", List.of(Family.BOOL), BOOLEANS, false));

  private final SplittableRandom random;
  private final Style style;

  public PolicyGenerator(long seed, Style style) {
    random = new SplittableRandom(seed);
    this.style = style;
  }

  /**
   * The policies of a principal, as documents.
   *
   * @param boundary none or one
   * @param levels of the organization, each with its service control policies
   */
  public record Scene(List<String> identity, List<String> boundary, List<List<String>> levels) {

    public Permissions permissions() {
      Permissions permissions =
          Permissions.of(identity.stream().map(PolicyGenerator::parse).toList());
      for (String document : boundary) {
        permissions = permissions.within(parse(document));
      }
      for (List<String> level : levels) {
        permissions = permissions.under(level.stream().map(PolicyGenerator::parse).toList());
      }
      return permissions;
    }
  }

  /** One document, or now and then several with a boundary and service control policies. */
  public Scene scene(int mostStatements) {
    List<String> identity = documents(chance(6) ? 2 : 1, mostStatements);
    List<String> boundary = chance(5) ? documents(1, mostStatements) : List.of();
    List<List<String>> levels = new ArrayList<>();
    while (chance(6)) {
      levels.add(documents(1 + random.nextInt(2), mostStatements));
    }
    return new Scene(identity, boundary, levels);
  }

  private List<String> documents(int count, int mostStatements) {
    return IntStream.range(0, count).mapToObj(_ -> document(mostStatements)).toList();
  }

  static Policy parse(String document) {
    return switch (PolicyParser.parse(document, "policy.json")) {
      case Parsed(var policy) -> policy;
      case Object refused -> throw new AssertionError(document + " " + refused);
    };
  }

  public String document(int mostStatements) {
    return documentOf(
        IntStream.range(0, 1 + random.nextInt(mostStatements)).mapToObj(_ -> statement()).toList());
  }

  static String documentOf(List<String> statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
        .formatted(String.join(",\n  ", statements));
  }

  /** What the document says, said otherwise: the same requests, or a few less or more. */
  public String variation(String document) {
    return switch (random.nextInt(5)) {
      case 0 -> document.replace("\"*\"", "\"arn:*\"");
      case 1 -> document.replace("s3:Get*", "s3:GetObject");
      case 2 -> document.replace("\"true\"", "\"false\"");
      case 3 -> widened(document);
      default -> document;
    };
  }

  private String statement() {
    return "{\"Effect\": \"%s\", \"%s\": %s, \"%s\": %s%s}"
        .formatted(
            chance(4) ? "Deny" : "Allow",
            chance(6) ? "NotAction" : "Action",
            listOf(ACTIONS, 3),
            chance(6) ? "NotResource" : "Resource",
            listOf(style == Style.WILD && chance(3) ? WILD_RESOURCES : RESOURCES, 2),
            chance(2) ? "" : ", \"Condition\": " + conditions());
  }

  private String conditions() {
    Map<String, Map<String, String>> block = new LinkedHashMap<>();
    for (int i = random.nextInt(style == Style.WILD ? 4 : 2); i >= 0; i--) {
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
    Key key = pick(KEYS);
    if (chance(8)) {
      put(block, "Null", key, BOOLEANS);
      return;
    }
    boolean wild = style == Style.WILD && chance(3);
    Family family = wild ? pick(List.of(Family.values())) : pick(key.families());
    String operator = pick(family.operators) + (chance(4) ? "IfExists" : "");
    boolean qualified = key.several() ? chance(2) : style == Style.WILD && chance(8);
    String qualifier = qualified ? pick(List.of("ForAllValues:", "ForAnyValue:")) : "";
    put(block, qualifier + operator, key, family.values);
  }

  private void put(
      Map<String, Map<String, String>> block, String operator, Key key, List<String> values) {
    block.computeIfAbsent(operator, _ -> new LinkedHashMap<>()).put(key.name(), listOf(values, 2));
  }

  /** One value more for some conditions, where all of them compare with such a value. */
  private static String widened(String document) {
    String wider = document.replace("\"]}}", "\", \"*b\"]}}");
    return ConditionValues.doubtsIn(Permissions.of(parse(wider))).isEmpty() ? wider : document;
  }

  /** A request that has a good chance to be spoken of. */
  public Request request() {
    Map<String, List<String>> context = new LinkedHashMap<>();
    for (Key key : KEYS) {
      if (!chance(3)) {
        Set<String> values = new LinkedHashSet<>();
        for (int i = key.several() ? random.nextInt(3) : 1; i > 0; i--) {
          values.add(pick(key.requested()));
        }
        context.put(key.name(), List.copyOf(values));
      }
    }
    return new Request(pick(REQUESTED_ACTIONS), pick(REQUESTED_RESOURCES), context);
  }

  /** The same request, but for the values of some keys. */
  public Request near(Request request) {
    Map<String, List<String>> context = new LinkedHashMap<>(request.context());
    request()
        .context()
        .forEach(
            (key, values) -> {
              if (chance(3)) {
                context.put(key, values);
              }
            });
    if (chance(3) && !context.isEmpty()) {
      context.remove(pick(List.copyOf(context.keySet())));
    }
    return new Request(
        chance(4) ? pick(REQUESTED_ACTIONS) : request.action(),
        chance(4) ? pick(REQUESTED_RESOURCES) : request.resource(),
        context);
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

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** One in {@code n}. */
  boolean chance(int n) {
    return random.nextInt(n) == 0;
  }
}
