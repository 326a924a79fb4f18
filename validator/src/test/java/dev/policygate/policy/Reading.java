package dev.policygate.policy;

import dev.policygate.finding.Finding;
import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.ParseResult.Refused;
import dev.policygate.policy.ParseResult.Unreadable;
import java.util.List;

/** Reads texts and says in one line each what was found. */
final class Reading {

  static final String GOOD =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}";

  private Reading() {}

  /** A document of statements, in one line; the first statement starts in column 41. */
  static String document(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
  }

  /** The good statement with a condition block, which starts in column 117 of its document. */
  static String conditional(String block) {
    return document(GOOD.substring(0, GOOD.length() - 1) + ", \"Condition\": " + block + "}");
  }

  /** What is said of a text: {@code Rule line:column pointer message -> fix}. */
  static List<String> of(String text) {
    return switch (PolicyParser.parse(text, "policy.json")) {
      case Parsed _ -> List.of();
      case Refused(var findings) -> findings.stream().map(Reading::describe).toList();
      case Unreadable(var finding) -> List.of("unreadable " + describe(finding));
    };
  }

  static Policy policy(String text) {
    return switch (PolicyParser.parse(text, "policy.json")) {
      case Parsed(var policy) -> policy;
      case Refused(var findings) -> throw new AssertionError(findings + " in " + text);
      case Unreadable(var finding) -> throw new AssertionError(finding + " in " + text);
    };
  }

  private static String describe(Finding finding) {
    return "%s %d:%d %s %s%s"
        .formatted(
            finding.rule(),
            finding.location().line(),
            finding.location().column(),
            finding.location().pointer().map(p -> p.isEmpty() ? "root" : p).orElse("-"),
            finding.message(),
            finding.fix().map(fix -> " -> " + fix).orElse(""));
  }
}
