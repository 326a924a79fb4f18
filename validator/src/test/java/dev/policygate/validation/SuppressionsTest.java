package dev.policygate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Finding.Suppressed;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.Fingerprint;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Verdict.Accepted;
import dev.policygate.validation.Verdict.Rejected;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

  private static final String ALLOW =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}";
  private static final Policy POLICY = Policies.of(ALLOW, ALLOW.replace("Get", "Put"));
  private static final String FINGERPRINT = Fingerprint.of(POLICY.statements());
  private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 31);

  /** Speaks of the action of each statement. */
  private record OfActions(RuleInfo info, boolean isMandatory, boolean joinsDocuments)
      implements StatementRule {
    @Override
    public List<Violation> check(Statement statement) {
      return List.of(Violation.at(statement.action().location(), "it acts"));
    }
  }

  /** Says of each statement what {@link OfActions} says already. */
  private record Implied(RuleInfo info) implements StatementRule {
    @Override
    public Set<String> impliedBy() {
      return Set.of("Acts");
    }

    @Override
    public List<Violation> check(Statement statement) {
      return List.of(Violation.at(statement.location(), "it is implied"));
    }
  }

  private static final RuleInfo ACTS = RuleInfo.error("Acts", "It acts");

  private static Suppression suppression(String policy, Optional<String> pointer, String print) {
    return new Suppression(
        "Acts",
        policy,
        pointer,
        print,
        "there is no other way",
        "team-a",
        LAST_DAY,
        new Location("profiles.yaml", 7, 9, Optional.empty()));
  }

  private static Verdict validate(LocalDate day, List<Rule> rules, Suppression... suppressions) {
    return new PolicyValidator(rules)
        .validate(
            Policies.subject(POLICY),
            Suppressions.of(
                List.of(suppressions), Map.of(POLICY.location().file(), "MyPolicy"), day));
  }

  private static Verdict validate(LocalDate day, Suppression... suppressions) {
    return validate(day, List.of(new OfActions(ACTS, false, false)), suppressions);
  }

  @Test
  void excusesUntilItsLastDayAndStaysVisible() {
    Verdict verdict = validate(LAST_DAY, suppression("mypolicy", Optional.empty(), FINGERPRINT));
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(verdict.findings())
        .hasSize(2)
        .extracting(Finding::suppressed)
        .containsOnly(Optional.of(new Suppressed("there is no other way", "team-a", "2027-03-31")));
  }

  @Test
  void rejectsFromTheDayAfterAndSaysWhoMayAnswerLonger() {
    Verdict verdict =
        validate(LAST_DAY.plusDays(1), suppression("MyPolicy", Optional.empty(), FINGERPRINT));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.rule().equals("ExpiredSuppression"))
        .first()
        .satisfies(
            finding -> {
              assertThat(finding.message())
                  .isEqualTo("the suppression of `Acts` here ended on 2027-03-31");
              assertThat(finding.fix()).get().asString().contains("ask team-a");
            });
  }

  @Test
  void excusesOnlyThePlaceThatItNames() {
    Verdict verdict =
        validate(LAST_DAY, suppression("MyPolicy", Optional.of("/Statement/1"), FINGERPRINT));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(verdict.findings())
        .extracting(Finding::rejects)
        .as("statement 0 counts, statement 1 does not")
        .containsExactly(true, false);
  }

  @Test
  void aPointerIsNoPrefixOfAName() {
    Verdict verdict =
        validate(LAST_DAY, suppression("MyPolicy", Optional.of("/Statement/1/Act"), FINGERPRINT));
    assertThat(verdict.findings()).filteredOn(Finding::rejects).hasSize(2);
  }

  @Test
  void endsWhenThePolicySaysSomethingElseAndTellsTheNewFingerprint() {
    Verdict verdict = validate(LAST_DAY, suppression("MyPolicy", Optional.empty(), "0".repeat(32)));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.rule().equals("OutdatedSuppression"))
        .first()
        .satisfies(finding -> assertThat(finding.message()).contains("`" + FINGERPRINT + "`"));
  }

  @Test
  void excusesNothingInAPolicyOfAnotherName() {
    Verdict verdict = validate(LAST_DAY, suppression("Other", Optional.empty(), FINGERPRINT));
    assertThat(verdict.findings()).extracting(Finding::rule).containsOnly("Acts");
    assertThat(verdict).isInstanceOf(Rejected.class);
  }

  @Test
  void oneThatFindsNothingIsAFinding() {
    Verdict verdict =
        validate(LAST_DAY, List.of(), suppression("MyPolicy", Optional.empty(), FINGERPRINT));
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("UnusedSuppression");
              assertThat(finding.message())
                  .isEqualTo(
                      "the suppression of `Acts` in `MyPolicy` (profiles.yaml:7) suppresses nothing");
            });
  }

  @Test
  void neverExcusesWhatAMandatoryRuleFinds() {
    Verdict verdict =
        validate(
            LAST_DAY,
            List.of(new OfActions(ACTS, true, false)),
            suppression("MyPolicy", Optional.empty(), FINGERPRINT));
    assertThat(verdict).isInstanceOf(Rejected.class);
    assertThat(verdict.findings()).filteredOn(Finding::rejects).hasSize(2);
  }

  @Test
  void aFindingThatIsExcusedImpliesNothing() {
    List<Rule> rules =
        List.of(
            new OfActions(ACTS, false, false),
            new Implied(RuleInfo.error("Implied", "It is implied")));
    assertThat(validate(LAST_DAY, rules).findings()).extracting(Finding::rule).containsOnly("Acts");
    assertThat(
            validate(LAST_DAY, rules, suppression("MyPolicy", Optional.empty(), FINGERPRINT))
                .findings())
        .filteredOn(Finding::rejects)
        .extracting(Finding::rule)
        .containsExactly("Implied", "Implied");
  }

  @Test
  void whatRestsOnOtherPoliciesOfTheHolderIsKnownByAllOfThem() {
    Policy other = Policies.parse(Policies.text(ALLOW), "other.json");
    Subject both = Policies.subject(POLICY, other);
    Suppressions ofOne =
        Suppressions.of(
            List.of(suppression("MyPolicy", Optional.empty(), FINGERPRINT)),
            Map.of(POLICY.location().file(), "MyPolicy"),
            LAST_DAY);
    Rule alone = new OfActions(ACTS, false, false);
    Rule joining = new OfActions(ACTS, false, true);
    assertThat(new PolicyValidator(List.of(alone)).validate(both, ofOne).findings())
        .filteredOn(finding -> finding.suppressed().isPresent())
        .hasSize(2);
    assertThat(new PolicyValidator(List.of(joining)).validate(both, ofOne).findings())
        .noneMatch(finding -> finding.suppressed().isPresent());
  }
}
