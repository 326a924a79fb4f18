package dev.policygate.benchmarks;

import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /**
   * A document of so many statements that allow: those of a resource beside this class, over and
   * over, each time of another team; and those of it that deny.
   */
  static String grown(String name, int statements) {
    List<String> all = statements(text(name));
    List<String> allows = all.stream().filter(one -> one.contains("\"Allow\"")).toList();
    Stream<String> denies = all.stream().filter(one -> one.contains("\"Deny\""));
    Stream<String> many =
        IntStream.range(0, statements)
            .mapToObj(
                i -> allows.get(i % allows.size()).replace("orders", "orders" + i / allows.size()));
    return Stream.concat(many, denies)
        .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
  }

  /** The statements of a document, as texts without a Sid. */
  private static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '{' && depth == 2) {
        start = i;
      } else if (c == '}' && depth == 1) {
        statements.add(text.substring(start, i + 1).replaceAll("\"Sid\": \"[^\"]*\", ", ""));
      }
    }
    return statements;
  }
}
