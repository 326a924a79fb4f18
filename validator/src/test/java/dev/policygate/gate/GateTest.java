package dev.policygate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.Metadata;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Verdict.Accepted;
import dev.policygate.validation.Verdict.Rejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

  private static final String HARMLESS =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\":"
          + " \"arn:aws:s3:::my-bucket/reports/2026.csv\"}";
  private static final String EVERYTHING =
      "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}";
  private static final Location NAME =
      new Location("metadata.json", 2, 17, Optional.of("/PolicyName"));

  private static final Profile SANDBOX = Presets.load().named("sandbox").orElseThrow();

  private static Metadata named(String name) {
    return new Metadata(new Located<>(name, NAME), Optional.empty(), Optional.empty());
  }

  @Test
  void acceptsWhatNoRuleObjectsToAndSealsIt() {
    Policy policy = Policies.of(HARMLESS);
    Judgement judgement = Gate.offline(SANDBOX).judge(policy, named("ReportReader"));
    assertThat(judgement.verdict()).isEqualTo(new Accepted(List.of()));
    assertThat(judgement.documents()).containsExactly(SANDBOX.denies().seal(policy));
  }

  @Test
  void judgesByTheDeniesThatHoldNow() {
    String deny = "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}";
    Judgement judgement =
        Gate.of(SANDBOX, Policies.central(deny))
            .judge(Policies.of(EVERYTHING), named("ReportReader"));
    assertThat(judgement.verdict()).isEqualTo(new Accepted(List.of()));
    assertThat(judgement.documents().getFirst().document().statements()).hasSize(2);
  }

  @Test
  void saysOfTheAdministratorWhatTheContractSays() {
    assertThat(Gate.offline(SANDBOX).judge(Policies.of(EVERYTHING), named("A")).verdict())
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.findings().getFirst().message())
                    .isEqualTo("* permissions not allowed in both actions and resources"));
  }

  @ParameterizedTest
  @CsvSource({
    "central-deny-policy-sandbox,central-deny-policy-sandbox",
    "Central-Deny-Policy-Sandbox,central-deny-policy-sandbox",
    "CENTRAL-x,central-*",
    "policy-gate-,policy-gate-*"
  })
  void refusesReservedNamesInAnyCaseOfLetters(String name, String pattern) {
    assertThat(Gate.offline(SANDBOX).judge(Policies.of(HARMLESS), named(name)).verdict())
        .isEqualTo(
            new Rejected(
                List.of(
                    new Finding(
                        "ReservedPolicyName",
                        Severity.ERROR,
                        NAME,
                        "`%s` is reserved by `%s`".formatted(name, pattern),
                        Optional.of("choose another `PolicyName`")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"central", "my-central-deny", "policygate-x", "Ec2RunTeamA"})
  void isSilentOnNamesThatOnlyResembleThem(String name) {
    assertThat(Gate.offline(SANDBOX).judge(Policies.of(HARMLESS), named(name)).verdict())
        .isInstanceOf(Accepted.class);
  }

  @Test
  void judgesPoliciesTogetherAndReportsOfAllInOrder() {
    Policy second = Policies.parse(Policies.text(EVERYTHING), "z.json");
    Judgement judgement =
        Gate.offline(SANDBOX)
            .judge(
                List.of(second, Policies.of(HARMLESS)),
                List.of(named("central-a"), named("A")),
                Optional.empty());
    assertThat(judgement.documents())
        .extracting(SealedPolicy::authored)
        .containsExactly(second, Policies.of(HARMLESS));
    assertThat(judgement.verdict().findings())
        .extracting(f -> f.location().file() + " " + f.rule())
        .startsWith("metadata.json ReservedPolicyName", "z.json AdministratorAccess");
  }

  @Test
  void aBoundaryNarrowsWhatIsJudged() {
    Judgement judgement =
        Gate.offline(SANDBOX)
            .judge(
                List.of(Policies.of(EVERYTHING)),
                List.of(),
                Optional.of(Policies.parse(Policies.text(HARMLESS), "boundary.json")));
    assertThat(judgement.verdict().findings())
        .extracting(Finding::rule)
        .doesNotContain("AdministratorAccess", "WholeService", "UnscopedPassRole");
  }
}
