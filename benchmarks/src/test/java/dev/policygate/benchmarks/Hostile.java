package dev.policygate.benchmarks;

import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Documents made to be hard, as long as the parser takes them or shorter. */
@SuppressWarnings("ImmutableEnumChecker" /* The functions hold nothing. */)
public enum Hostile {
  /** Stars and letters that nearly match each other, over and over, Denies among them. */
  STARS(
      i ->
          statement(
              i % 3 == 2, "s3:*a*a*%s*a*".formatted(word(i)), "*a*b".repeat(8) + i + "*", "")),

  /** Conditions on many keys, Denies among them. */
  CONDITIONS(
      i ->
          statement(
              i % 2 == 1,
              "s3:*",
              "b%d*".formatted(i % 7),
              """
              "StringNotLike":{"aws:PrincipalTag/t%d":"*x%d*"},\
              "NumericLessThan":{"s3:max-keys":"%d"}\
              """
                  .formatted(i % 11, i, i))),

  /** The same few keys, each time with other patterns that overlap. */
  OVERLAPS(
      i ->
          statement(
              i % 2 == 1,
              "s3:*%s*".formatted(word(i)),
              "*%s*/*%d*".formatted(word(i), i),
              """
              "StringLike":{"s3:prefix":["*%s*","a*%d*b"]},"StringNotLike":{"aws:username":"*%s"}\
              """
                  .formatted(word(i), i, word(i)))),

  /** Variables in resources and conditions, of many keys. */
  VARIABLES(
      i ->
          statement(
              i % 4 == 3,
              "s3:Get*",
              "a/${aws:PrincipalTag/t%d}/*${aws:username}*".formatted(i % 9),
              """
              "StringLike":{"s3:prefix":"${aws:PrincipalTag/t%d, 'x'}*/%d"}\
              """
                  .formatted(i % 5, i))),

  /** Everything but a little, in both elements. */
  EXCEPTIONS(
      i ->
          """
          {"Effect":"%s","NotAction":["s3:%s*","iam:*%d"],"NotResource":"arn:aws:s3:::%s*/%d"}\
          """
              .formatted(i % 3 == 1 ? "Deny" : "Allow", word(i), i, word(i), i)),

  /** Single actions and resources, thousands of them. */
  NAMES(
      i ->
          statement(
              i % 5 == 4, "s3:Get%s".formatted(word(i)), "bucket%d/%s".formatted(i, word(i)), ""));

  /** What the parser takes, in characters. */
  private static final int MOST = 131_072;

  private final IntFunction<String> statement;

  Hostile(IntFunction<String> statement) {
    this.statement = statement;
  }

  /** A document of so many statements, or of as many as the parser takes. */
  String document(int statements) {
    StringBuilder document = new StringBuilder("{\"Version\":\"2012-10-17\",\"Statement\":[");
    String next = "";
    for (int i = 0; i < statements; i++) {
      String more = next + statement.apply(i);
      if (document.length() + more.length() + 2 > MOST) {
        break;
      }
      document.append(more);
      next = ",";
    }
    return document.append("]}").toString();
  }

  private static String statement(boolean deny, String action, String resource, String condition) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"arn:aws:s3:::%s\"%s}"
        .formatted(
            deny ? "Deny" : "Allow",
            action,
            resource,
            condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}");
  }

  /** Letters that differ from number to number. */
  private static String word(int number) {
    return Integer.toString(number, 26)
        .chars()
        .mapToObj(c -> String.valueOf((char) ('a' + Character.digit(c, 26))))
        .collect(Collectors.joining());
  }
}
