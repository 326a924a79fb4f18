package dev.policygate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Severity;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Verdict.Accepted;
import dev.policygate.validation.Verdict.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PolicyValidatorTest {

  private static final String ALLOW =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}";
  private static final String DENY = ALLOW.replace("Allow", "Deny");

  private record OfStatements(RuleInfo info, Function<Statement, List<Violation>> asked)
      implements StatementRule {
    @Override
    public List<Violation> check(Statement statement) {
      return asked.apply(statement);
    }
  }

  private record OfSubjects(
      RuleInfo info, Set<String> impliedBy, Function<Subject, List<Violation>> asked)
      implements SubjectRule {
    @Override
    public List<Violation> check(Subject subject) {
      return asked.apply(subject);
    }
  }

  /** Speaks of the action of each statement that allows. */
  private static Rule onAllows(RuleInfo info, String... impliedBy) {
    return new OfSubjects(
        info,
        Set.of(impliedBy),
        subject ->
            subject.statements().stream()
                .filter(Statement::allows)
                .map(statement -> Violation.at(statement.action().location(), "it allows", "deny"))
                .toList());
  }

  private static List<String> findings(Verdict verdict) {
    return verdict.findings().stream()
        .map(f -> "%s %s %s".formatted(f.rule(), f.location().pointer().orElse("-"), f.message()))
        .toList();
  }

  private static Verdict validate(Subject subject, Rule... rules) {
    return new PolicyValidator(List.of(rules)).validate(subject);
  }

  @Test
  void addsIdSeverityAndPlaceToWhatARuleSays() {
    assertThat(
            validate(
                Policies.subject(Policies.of(ALLOW)),
                onAllows(RuleInfo.warning("MyRule", "It allows"))))
        .isEqualTo(
            new Accepted(
                List.of(
                    new Finding(
                        "MyRule",
                        Severity.WARNING,
                        new Location("policy.json", 1, 61, Optional.of("/Statement/0/Action")),
                        "it allows",
                        Optional.of("deny")))));
  }

  @Test
  void oneErrorRejects() {
    Verdict verdict =
        validate(
            Policies.subject(Policies.of(ALLOW)),
            onAllows(RuleInfo.warning("A", "It allows")),
            onAllows(RuleInfo.error("B", "It allows")));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(findings(verdict))
        .containsExactly("B /Statement/0/Action it allows", "A /Statement/0/Action it allows");
  }

  @Test
  void withoutFindingsIsAccepted() {
    assertThat(
            validate(
                Policies.subject(Policies.of(DENY)), onAllows(RuleInfo.error("A", "It allows"))))
        .isEqualTo(new Accepted(List.of()));
    assertThat(validate(Policies.subject(Policies.of(ALLOW)))).isEqualTo(new Accepted(List.of()));
  }

  @Test
  void asksAStatementRuleOfEveryStatementOfEveryAuthorAndNotOfTheDenies() {
    Policy second = Policies.parse(Policies.text(ALLOW), "second.json");
    SealedPolicy sealed = Policies.central(DENY).seal(Policies.of(ALLOW, ALLOW));
    Subject subject =
        Policies.subject(List.of(sealed, new SealedPolicy(second, second, List.of(), true)));
    Verdict verdict =
        validate(
            subject,
            new OfStatements(
                RuleInfo.error("A", "It is there"),
                statement -> List.of(Violation.at(statement.location(), "it is there"))));
    assertThat(verdict.findings())
        .extracting(f -> f.location().file() + f.location().pointer().orElse("-"))
        .containsExactly(
            "policy.json/Statement/0", "policy.json/Statement/1", "second.json/Statement/0");
  }

  @Test
  void sortsFindingsByPlaceThenSeverityThenRuleAndSaysNothingTwice() {
    Function<Statement, List<Violation>> twice =
        statement ->
            List.of(
                Violation.at(statement.resource().location(), "b"),
                Violation.at(statement.action().location(), "b"),
                Violation.at(statement.action().location(), "a"),
                Violation.at(statement.action().location(), "a"));
    assertThat(
            findings(
                validate(
                    Policies.subject(Policies.of(ALLOW, ALLOW)),
                    new OfStatements(RuleInfo.error("Z", "It is"), twice),
                    new OfStatements(RuleInfo.warning("B", "It is"), twice),
                    new OfStatements(RuleInfo.error("Y", "It is"), twice))))
        .startsWith(
            "Y /Statement/0/Action a",
            "Y /Statement/0/Action b",
            "Z /Statement/0/Action a",
            "Z /Statement/0/Action b",
            "B /Statement/0/Action a",
            "B /Statement/0/Action b",
            "Y /Statement/0/Resource b",
            "Z /Statement/0/Resource b",
            "B /Statement/0/Resource b",
            "Y /Statement/1/Action a")
        .hasSize(18);
  }

  @Test
  void aRuleThatThrowsFailsTheRunAndTheOthersStillSpeak() {
    Verdict verdict =
        validate(
            Policies.subject(Policies.of(ALLOW)),
            new OfSubjects(
                RuleInfo.warning("Broken", "It breaks down"),
                Set.of(),
                _ -> {
                  throw new IllegalStateException("secret");
                }),
            onAllows(RuleInfo.warning("A", "It allows")));
    assertThat(verdict)
        .isEqualTo(
            new Rejected(
                List.of(
                    new Finding(
                        "RuleFailed",
                        Severity.ERROR,
                        new Location("policy.json", 1, 1, Optional.of("")),
                        "the rule `Broken` broke down (IllegalStateException), so what it guards is"
                            + " not known",
                        Optional.of(
                            "report it to the security team; the policy was not judged in full")),
                    new Finding(
                        "A",
                        Severity.WARNING,
                        new Location("policy.json", 1, 61, Optional.of("/Statement/0/Action")),
                        "it allows",
                        Optional.of("deny")))));
  }

  @Test
  void aRuleThatRecursesForEverFailsTheRunToo() {
    Verdict verdict =
        validate(
            Policies.subject(Policies.of(ALLOW)),
            new OfStatements(
                RuleInfo.warning("Deep", "It recurses"), statement -> List.of(deep(statement, 0))));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(verdict.findings().getFirst().message()).contains("(StackOverflowError)");
  }

  @Test
  void aRuleThatLacksAClassFailsTheRunToo() {
    Verdict verdict =
        validate(
            Policies.subject(Policies.of(ALLOW)),
            new OfSubjects(
                RuleInfo.warning("Torn", "Its jar is not whole"),
                Set.of(),
                _ -> {
                  throw new NoClassDefFoundError("org/example/Helper");
                }));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(verdict.findings().getFirst().message())
        .contains("`Torn` broke down (NoClassDefFoundError)");
  }

  private static Violation deep(Statement statement, int depth) {
    return depth < 0
        ? Violation.at(statement.location(), "it ended")
        : deep(statement, depth / 2 + 1);
  }

  @Test
  void whatAnotherRuleSaysOfTheStatementAlreadyIsNotSaidAgain() {
    Rule first =
        new OfStatements(
            RuleInfo.error("First", "It is the first"),
            statement ->
                statement.location().pointer().orElse("").equals("/Statement/1")
                    ? List.of(Violation.at(statement.resource().location(), "it is the second"))
                    : List.of());
    assertThat(
            findings(
                validate(
                    Policies.subject(Policies.of(ALLOW, ALLOW, ALLOW)),
                    onAllows(RuleInfo.error("Implied", "It allows"), "First", "Nobody"),
                    first)))
        .containsExactly(
            "Implied /Statement/0/Action it allows",
            "First /Statement/1/Resource it is the second",
            "Implied /Statement/2/Action it allows");
  }

  /** Speaks of the first statement, and means all of them. */
  private record OfAll(RuleInfo info) implements SubjectRule {
    @Override
    public boolean isOfAllStatements() {
      return true;
    }

    @Override
    public List<Violation> check(Subject subject) {
      return List.of(
          Violation.at(subject.statements().getFirst().location(), "all is allowed", "name some"));
    }
  }

  @Test
  void whatIsSaidOfAllStatementsIsNotSaidAgainOfAny() {
    assertThat(
            findings(
                validate(
                    Policies.subject(Policies.of(ALLOW, ALLOW)),
                    new OfAll(RuleInfo.error("All", "All is allowed")),
                    onAllows(RuleInfo.error("Some", "It allows"), "All"),
                    onAllows(RuleInfo.error("Other", "It allows")))))
        .containsExactly(
            "All /Statement/0 all is allowed",
            "Other /Statement/0/Action it allows",
            "Other /Statement/1/Action it allows");
  }

  private static final String TWO_ACTIONS = ALLOW.replace("\"s3:GetObject\"", "[\"a:A\", \"b:B\"]");

  /** Speaks of entries of Action, by their places in the list, at the first. */
  private static Rule onEntries(String id, List<Integer> entries, String... impliedBy) {
    return new OfSubjects(
        RuleInfo.error(id, "It is there"),
        Set.of(impliedBy),
        subject -> {
          List<Location> places =
              subject.statements().getFirst().action().patterns().stream()
                  .map(Located::location)
                  .toList();
          return List.of(
              Violation.at(places.get(entries.getFirst()), "it is there")
                  .causedBy(entries.stream().map(places::get).toList()));
        });
  }

  private static List<String> told(Rule... rules) {
    return validate(Policies.subject(Policies.of(TWO_ACTIONS)), rules).findings().stream()
        .map(Finding::rule)
        .toList();
  }

  @Test
  void ofTwoEntriesEachIsACauseOfItsOwn() {
    Rule first = onEntries("First", List.of(0));
    assertThat(told(first, onEntries("Same", List.of(0), "First"))).containsExactly("First");
    assertThat(told(first, onEntries("Other", List.of(1), "First")))
        .containsExactly("First", "Other");
    assertThat(told(first, onEntries("Both", List.of(1, 0), "First"))).containsExactly("First");
  }

  @Test
  void whatIsAboutTheWholeStatementIsAboutEachEntry() {
    assertThat(
            told(
                onEntries("First", List.of(1)),
                onAllows(RuleInfo.error("Whole", "It allows"), "First")))
        .containsExactly("First");
  }

  @Test
  void whatIsNotToldItselfImpliesNothing() {
    assertThat(
            told(
                onEntries("First", List.of(0)),
                onEntries("Both", List.of(0, 1), "First"),
                onEntries("Last", List.of(1), "Both")))
        .containsExactly("First", "Last");
  }

  @Test
  void ofRulesThatImplyEachOtherOneIsTold() {
    assertThat(told(onEntries("A", List.of(0), "B"), onEntries("B", List.of(0), "A"))).hasSize(1);
  }

  @Test
  void aRuleThatBrokeDownImpliesNothing() {
    Rule broken =
        new OfSubjects(
            RuleInfo.error("First", "It breaks down"),
            Set.of(),
            _ -> {
              throw new IllegalStateException();
            });
    assertThat(
            findings(
                validate(
                    Policies.subject(Policies.of(ALLOW)),
                    onAllows(RuleInfo.error("Implied", "It allows"), "First"),
                    broken)))
        .contains("Implied /Statement/0/Action it allows")
        .hasSize(2);
  }

  @Test
  void statementsOfOtherDocumentsAreOtherStatements() {
    Policy second = Policies.parse(Policies.text(ALLOW), "second.json");
    Rule first =
        new OfStatements(
            RuleInfo.error("First", "It is the first"),
            statement ->
                statement.location().file().equals("policy.json")
                    ? List.of(Violation.at(statement.location(), "it is the first"))
                    : List.of());
    assertThat(
            findings(
                validate(
                    Policies.subject(Policies.of(ALLOW), second),
                    first,
                    onAllows(RuleInfo.error("Implied", "It allows"), "First"))))
        .containsExactly(
            "First /Statement/0 it is the first", "Implied /Statement/0/Action it allows");
  }
}
