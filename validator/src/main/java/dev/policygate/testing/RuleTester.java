package dev.policygate.testing;

import dev.policygate.catalog.Catalog;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import dev.policygate.reach.Powers;
import dev.policygate.validation.Rule;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks one rule of documents. The rule is asked alone: what other rules imply is not left out.
 *
 * <p>
 *
 * {@snippet :
 * RuleTester rule = RuleTester.of(new MyRule());
 * rule.onStatement("{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}")
 *     .reports("/Action", "`s3:*` is more than anybody needs");
 * rule.onStatement("{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}").isSilent();
 * }
 */
public final class RuleTester {

  private static final String FIRST_STATEMENT = "/Statement/0";
  private static final Catalog CATALOG = Catalog.bundled();

  private final Rule rule;
  private final Optional<CentralDenies> denies;
  private final Optional<Policy> boundary;

  private RuleTester(Rule rule, Optional<CentralDenies> denies, Optional<Policy> boundary) {
    this.rule = rule;
    this.denies = denies;
    this.boundary = boundary;
  }

  /** Asks {@code rule}, of documents as they are written. */
  public static RuleTester of(Rule rule) {
    return new RuleTester(rule, Optional.empty(), Optional.empty());
  }

  /** The same with the central denies of a document appended to whatever is asked about. */
  public RuleTester sealedBy(String centralDocument) {
    return switch (CentralDenies.of(parse(centralDocument, "central.json"))) {
      case CentralDenies.Fit(var fit) -> new RuleTester(rule, Optional.of(fit), boundary);
      case CentralDenies.Unfit(var problems) ->
          throw new AssertionError("no central document: " + String.join("; ", problems));
    };
  }

  /** The same within a permissions boundary. */
  public RuleTester within(String boundaryDocument) {
    return new RuleTester(rule, denies, Optional.of(parse(boundaryDocument, "boundary.json")));
  }

  /** Asks of one statement; pointers are relative to it. */
  public Answer onStatement(String statement) {
    return ask(List.of(document(List.of(statement))), FIRST_STATEMENT);
  }

  /** Asks of a policy of some statements; pointers start at the policy. */
  public Answer onStatements(String... statements) {
    return onPolicy(document(List.of(statements)));
  }

  /** Asks of a policy; pointers start at it. */
  public Answer onPolicy(String policy) {
    return ask(List.of(policy), "");
  }

  /** Asks of policies that one principal holds; each pointer starts at its own. */
  public Answer onPolicies(String... policies) {
    return ask(List.of(policies), "");
  }

  private static String document(List<String> statements) {
    return "{\"Version\": \"%s\", \"Statement\": [%s]}"
        .formatted(Policy.VERSION, String.join(",\n", statements));
  }

  private Answer ask(List<String> texts, String start) {
    List<SealedPolicy> documents = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Policy policy = parse(texts.get(i), "policy%d.json".formatted(i + 1));
      documents.add(
          denies
              .map(central -> central.seal(policy))
              .orElseGet(() -> new SealedPolicy(policy, policy, List.of(), true)));
    }
    Subject subject = new Subject(documents, boundary, CATALOG, Powers.bundled());
    Stream<Violation> violations =
        switch (rule) {
          case SubjectRule whole -> whole.check(subject).stream();
          case StatementRule each ->
              subject.statements().stream().flatMap(statement -> each.check(statement).stream());
        };
    return new Answer(violations.map(violation -> report(violation, start)).toList(), texts);
  }

  private static Report report(Violation violation, String start) {
    String pointer =
        violation
            .location()
            .pointer()
            .orElseThrow(() -> new AssertionError("no place in a document: " + violation));
    if (!pointer.startsWith(start)) {
      throw new AssertionError("outside of the statement: " + violation);
    }
    if (violation.message().isBlank() || violation.message().endsWith(".")) {
      throw new AssertionError("no sentence without a full stop: " + violation);
    }
    return new Report(pointer.substring(start.length()), violation.message(), violation.fix());
  }

  private static Policy parse(String text, String file) {
    return switch (PolicyParser.parse(text, file)) {
      case ParseResult.Parsed(var policy) -> policy;
      case ParseResult.Refused(var findings) ->
          throw new AssertionError("no policy: " + findings + "\n" + text);
      case ParseResult.Unreadable(var finding) ->
          throw new AssertionError("no JSON: " + finding + "\n" + text);
    };
  }

  /** What the rule said. */
  public static final class Answer {

    private final List<Report> reports;
    private final List<String> texts;

    private Answer(List<Report> reports, List<String> texts) {
      this.reports = reports;
      this.texts = texts;
    }

    /** All of it, in the rule's own order. */
    public List<Report> reports() {
      return reports;
    }

    /** Nothing. */
    public void isSilent() {
      if (!reports.isEmpty()) {
        throw failure("nothing");
      }
    }

    /** This and nothing else. */
    public void reports(String pointer, String message) {
      if (reports.size() != 1
          || !reports.getFirst().pointer().equals(pointer)
          || !reports.getFirst().message().equals(message)) {
        throw failure(pointer + ": " + message);
      }
    }

    /** These and nothing else, in this order: pointers. */
    public void reportsAt(String... pointers) {
      if (!reports.stream().map(Report::pointer).toList().equals(List.of(pointers))) {
        throw failure(String.join(", ", pointers));
      }
    }

    private AssertionError failure(String expected) {
      return new AssertionError(
          "expected\n  %s\nbut the rule said\n  %s\nof\n%s"
              .formatted(
                  expected,
                  reports.isEmpty()
                      ? "nothing"
                      : String.join("\n  ", reports.stream().map(Report::toString).toList()),
                  String.join("\n", texts)));
    }
  }
}
