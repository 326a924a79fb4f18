package dev.policygate.policy;

import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Qualifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes valid policies in all the spellings that JSON and IAM know, from a seed. */
final class Documents {

  private static final List<String> OPERATORS =
      Stream.of(Comparison.values())
          .flatMap(
              comparison ->
                  comparison == Comparison.NULL
                      ? Stream.of("Null")
                      : Stream.of(Qualifier.values())
                          .flatMap(
                              qualifier ->
                                  Stream.of(
                                      qualifier.prefix() + comparison.text(),
                                      qualifier.prefix() + comparison.text() + "IfExists")))
          .toList();
  private static final List<String> KEYS =
      List.of("aws:username", "s3:prefix", "aws:PrincipalTag/a b", "x:\u00FF", "a:/~\"");
  private static final List<String> TEXTS =
      List.of(
          "*",
          "",
          "s3:Get*",
          "arn:aws:s3:::a/${aws:username, 'x'}/*",
          "\"\\/",
          "\u007F\u00A0\u00E4\u00FF",
          "\u0100\u2028\uD83D\uDE00\uFEFF",
          "</script>");
  private static final List<String> WORDS =
      List.of("true", "false", "0", "-0", "1.50", "1E+2", "9".repeat(60));

  private final SplittableRandom random;
  private int sids;

  Documents(long seed) {
    random = new SplittableRandom(seed);
  }

  String document() {
    List<String> statements =
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> statement()).toList();
    return object(
        "\"Version\"" + colon() + "\"2012-10-17\"",
        "\"Statement\""
            + colon()
            + (statements.size() == 1 && chance(2) ? statements.getFirst() : list(statements)));
  }

  private String statement() {
    List<String> members = new ArrayList<>();
    if (chance(2)) {
      members.add(string("Sid") + colon() + string(chance(4) ? "" : "Sid" + sids++));
    }
    members.add(string("Effect") + colon() + string(chance(2) ? "Allow" : "Deny"));
    members.add(string(chance(3) ? "NotAction" : "Action") + colon() + strings());
    members.add(string(chance(3) ? "NotResource" : "Resource") + colon() + strings());
    if (chance(2)) {
      members.add(
          string("Condition")
              + colon()
              + object(some(2, () -> pick(OPERATORS)).map(this::operator).toArray(String[]::new)));
    }
    return object(members.toArray(String[]::new));
  }

  private String operator(String operator) {
    return string(operator)
        + colon()
        + object(
            some(2, () -> pick(KEYS))
                .map(key -> string(key) + colon() + values())
                .toArray(String[]::new));
  }

  private String strings() {
    List<String> texts = some(2, () -> pick(TEXTS)).map(this::string).toList();
    return texts.isEmpty() || (texts.size() == 1 && chance(2))
        ? texts.stream().findFirst().orElse("\"*\"")
        : list(texts);
  }

  private String values() {
    List<String> texts = some(2, () -> chance(2) ? pick(WORDS) : string(pick(TEXTS))).toList();
    return texts.size() == 1 && chance(2) ? texts.getFirst() : list(texts);
  }

  private Stream<String> some(int most, Supplier<String> one) {
    Set<String> chosen = new LinkedHashSet<>();
    IntStream.range(0, random.nextInt(most + 1)).forEach(_ -> chosen.add(one.get()));
    return chosen.stream();
  }

  /** A string in one of its spellings. */
  private String string(String text) {
    return text.chars()
        .mapToObj(c -> character((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private String character(char c) {
    if (c > 0xFF || c < ' ' || chance(20)) {
      return (chance(2) ? "\\u%04x" : "\\u%04X").formatted((int) c);
    }
    return c == '"' || c == '\\' ? "\\" + c : c == '/' && chance(2) ? "\\/" : String.valueOf(c);
  }

  private String object(String... members) {
    List<String> shuffled = new ArrayList<>(List.of(members));
    Collections.shuffle(shuffled, random);
    return "{" + space() + String.join(space() + "," + space(), shuffled) + space() + "}";
  }

  private String list(List<String> elements) {
    return "[" + space() + String.join(space() + "," + space(), elements) + space() + "]";
  }

  private String colon() {
    return space() + ":" + space();
  }

  private String space() {
    return chance(3) ? pick(List.of(" ", "\n", "\r\n", "\t", "  ")) : "";
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** One in {@code n}. */
  private boolean chance(int n) {
    return random.nextInt(n) == 0;
  }
}
