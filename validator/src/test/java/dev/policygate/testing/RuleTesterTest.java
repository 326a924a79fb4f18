package dev.policygate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RuleTesterTest {

  private static final String ALLOW =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}";
  private static final String DENY = ALLOW.replace("Allow", "Deny");

  private record OfStatements(Function<Statement, List<Violation>> asked) implements StatementRule {
    @Override
    public RuleInfo info() {
      return RuleInfo.error("OfStatements", "It is said what was asked");
    }

    @Override
    public List<Violation> check(Statement statement) {
      return asked.apply(statement);
    }
  }

  private record OfSubjects(Function<Subject, List<Violation>> asked) implements SubjectRule {
    @Override
    public RuleInfo info() {
      return RuleInfo.error("OfSubjects", "It is said what was asked");
    }

    @Override
    public List<Violation> check(Subject subject) {
      return asked.apply(subject);
    }
  }

  private final RuleTester onAllow =
      RuleTester.of(
          new OfStatements(
              statement ->
                  statement.allows()
                      ? List.of(Violation.at(statement.action().location(), "it allows", "deny it"))
                      : List.of()));

  @Test
  void countsPointersFromTheStatementItIsAskedOf() {
    onAllow.onStatement(ALLOW).reports("/Action", "it allows");
    onAllow.onStatement(DENY).isSilent();
    assertThat(onAllow.onStatement(ALLOW).reports())
        .containsExactly(new Report("/Action", "it allows", Optional.of("deny it")));
  }

  @Test
  void countsPointersFromThePolicyOtherwise() {
    onAllow
        .onStatements(DENY, ALLOW, ALLOW)
        .reportsAt("/Statement/1/Action", "/Statement/2/Action");
    onAllow
        .onPolicy("{\"Version\": \"2012-10-17\", \"Statement\": " + ALLOW + "}")
        .reports("/Statement/Action", "it allows");
  }

  @Test
  void failsOnWhatIsMissingExtraOrElsewhere() {
    assertThatThrownBy(() -> onAllow.onStatement(DENY).reports("/Action", "it allows"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "expected\n  /Action: it allows\nbut the rule said\n  nothing\nof\n"
                + "{\"Version\": \"2012-10-17\", \"Statement\": ["
                + DENY
                + "]}");
    assertThatThrownBy(() -> onAllow.onStatement(ALLOW).isSilent())
        .hasMessageContaining("said\n  /Action: it allows\n    fix: deny it\nof");
    assertThatThrownBy(() -> onAllow.onStatement(ALLOW).reports("/Resource", "it allows"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> onAllow.onStatement(ALLOW).reports("/Action", "it is allowed"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> onAllow.onStatements(ALLOW, ALLOW).reports("/Statement/0/Action", "it allows"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> onAllow.onStatements(ALLOW, ALLOW).reportsAt("/Statement/0/Action"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void failsOnAMessageThatIsNoSentenceAndOnNoPlace() {
    RuleTester stopped =
        RuleTester.of(
            new OfStatements(statement -> List.of(Violation.at(statement.location(), "No."))));
    assertThatThrownBy(() -> stopped.onStatement(ALLOW).reports("", "No."))
        .hasMessageStartingWith("no sentence without a full stop");
    RuleTester nowhere =
        RuleTester.of(new OfStatements(_ -> List.of(Violation.at(Location.of("f"), "no"))));
    assertThatThrownBy(() -> nowhere.onStatement(ALLOW).isSilent())
        .hasMessageStartingWith("no place in a document");
  }

  @Test
  void failsOnWhatIsNoPolicy() {
    assertThatThrownBy(() -> onAllow.onStatement("{}")).hasMessageStartingWith("no policy: ");
    assertThatThrownBy(() -> onAllow.onPolicy("{")).hasMessageStartingWith("no JSON: ");
  }

  @Test
  void asksOfSeveralPoliciesSealedAndWithinABoundary() {
    String central = "{\"Version\": \"2012-10-17\", \"Statement\": " + DENY + "}";
    String boundary = "{\"Version\": \"2012-10-17\", \"Statement\": " + ALLOW + "}";
    RuleTester counting =
        RuleTester.of(
            new OfSubjects(
                subject ->
                    List.of(
                        Violation.at(
                            subject.documents().getFirst().authored().location(),
                            "%d documents, %d statements of authors, %d in all, %s"
                                .formatted(
                                    subject.documents().size(),
                                    subject.statements().size(),
                                    subject.documents().stream()
                                        .mapToInt(d -> d.document().statements().size())
                                        .sum(),
                                    subject.boundary().isPresent() ? "bounded" : "unbounded")))));
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": " + ALLOW + "}";
    counting
        .onPolicies(policy, policy)
        .reports("", "2 documents, 2 statements of authors, 2 in all, unbounded");
    counting
        .sealedBy(central)
        .within(boundary)
        .onPolicies(policy, policy)
        .reports("", "2 documents, 2 statements of authors, 4 in all, bounded");
    assertThatThrownBy(() -> counting.sealedBy(policy))
        .hasMessage(
            "no central document: the central statement number 1 allows; only denies may be"
                + " central");
  }
}
