package dev.policygate.benchmarks;

import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The documents that are measured. */
final class Documents {

  private Documents() {}

  /** A resource beside this class, without the white space that IAM does not count. */
  static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Documents.class.getResourceAsStream(name + ".json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Policy parse(String text) {
    if (PolicyParser.parse(text, "policy.json") instanceof Parsed(var policy)) {
      return policy;
    }
    throw new IllegalArgumentException(text);
  }

  /** Patterns of stars and letters that nearly match each other, over and over. */
  static String stars(int statements) {
    return IntStream.range(0, statements)
        .mapToObj(
            i ->
                "{\"Effect\":\"%s\",\"Action\":\"s3:*a*a*%s*a*\",\"Resource\":\"arn:aws:s3:::%s\"}"
                    .formatted(
                        i % 3 == 2 ? "Deny" : "Allow",
                        Integer.toString(i, 26).replaceAll("[0-9]", "b"),
                        "*a*b".repeat(8) + i + "*"))
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }

  /** Many statements, each with conditions on keys of its own and on shared ones. */
  static String conditions(int statements) {
    return IntStream.range(0, statements)
        .mapToObj(
            i ->
                ("{\"Effect\":\"%s\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b%d*\","
                        + "\"Condition\":{\"StringNotLike\":{\"aws:PrincipalTag/t%d\":\"*x%d*\"},"
                        + "\"NumericLessThan\":{\"s3:max-keys\":\"%d\"}}}")
                    .formatted(i % 2 == 0 ? "Allow" : "Deny", i % 7, i % 11, i, i))
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }
}
