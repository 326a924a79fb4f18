package dev.policygate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.Metadata;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.guardrail.Fingerprint;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.Profiles;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Verdict.Accepted;
import dev.policygate.validation.Verdict.Rejected;
import java.time.LocalDate;
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

  /** Values that this reader takes for no number, no truth, no bytes; another one may. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Allow | NumericLessThan  | aws:MultiFactorAuthAge | \"1e9\"",
        "Allow | NumericLessThan  | aws:MultiFactorAuthAge | 1e9",
        "Allow | NumericLessThan  | aws:MultiFactorAuthAge | \"0x7fffffff\"",
        "Allow | NumericLessThan  | aws:MultiFactorAuthAge | \"1,000,000\"",
        "Allow | NumericLessThan  | aws:MultiFactorAuthAge | \" 1000000\"",
        "Allow | Null             | aws:PrincipalArn       | \"no\"",
        "Allow | Bool             | aws:SecureTransport    | \"\"",
        "Deny  | NumericNotEquals | aws:MultiFactorAuthAge | 1e2",
        "Deny  | NumericNotEquals | aws:MultiFactorAuthAge | [\"1e2\", \"ten\"]",
      })
  void noConditionOpensTheGateThatAnotherReaderFindsToHold(
      String effect, String operator, String key, String value) {
    String statement =
        EVERYTHING
            .replace("Allow", effect)
            .replace(
                "}", ", \"Condition\": {\"%s\": {\"%s\": %s}}}".formatted(operator, key, value));
    assertThat(
            errors(
                SANDBOX,
                effect.equals("Allow") ? statement : EVERYTHING + ", " + statement,
                named("Everything")))
        .isNotEmpty();
  }

  private static final String WRITE =
      "{\"Effect\": \"Allow\", \"Action\": \"sqs:CreateQueue\", \"Resource\": \"*\"}";

  private static Profile profile(String members) {
    if (ProfileReader.read(
            "{\"profiles\": {\"p\": {\"preset\": \"sandbox\", " + members + "}}}",
            "profiles.json",
            Presets::document)
        instanceof ProfileReader.Read(var profiles)) {
      return profiles.named("p").orElseThrow();
    }
    throw new AssertionError(members);
  }

  private static Metadata of(String name, String team) {
    return new Metadata(
        new Located<>(name, NAME), Optional.empty(), Optional.of(new Located<>(team, NAME)));
  }

  private static List<String> errors(Profile profile, String statement, Metadata metadata) {
    return Gate.offline(profile)
        .judge(Policies.of(statement), metadata)
        .verdict()
        .findings()
        .stream()
        .filter(Finding::rejects)
        .map(finding -> finding.rule() + ": " + finding.message())
        .toList();
  }

  @Test
  void aWriteOnEverythingWarnsInTheSandboxAndRejectsInTheStricterPresets() {
    for (String name : List.of("sandbox", "development", "test")) {
      Judgement judgement =
          Gate.offline(Presets.load().named(name).orElseThrow())
              .judge(Policies.of(WRITE), named("Queues"));
      assertThat(judgement.verdict().findings())
          .extracting(Finding::rule)
          .containsExactly("WriteAtLarge");
      assertThat(judgement.verdict() instanceof Accepted)
          .as(name)
          .isEqualTo(name.equals("sandbox"));
    }
  }

  @Test
  void thePolicyIsOfOneOfTheTeamsOrMustPassAllOfThem() {
    Profile profile =
        profile("\"teams\": {\"data\": {\"rules\": {\"WriteAtLarge\": \"error\"}}, \"web\": {}}");
    assertThat(errors(profile, WRITE, of("Queues", "web"))).isEmpty();
    assertThat(errors(profile, WRITE, of("Queues", "data"))).hasSize(1);
    assertThat(errors(profile, WRITE, named("Queues"))).hasSize(1);
    assertThat(errors(profile.forTeam("web").orElseThrow(), WRITE, named("Queues"))).isEmpty();
  }

  @Test
  void aTeamIsBelievedOnlyWhereTheProfileListsIt() {
    Profile profile =
        profile("\"teams\": {\"data\": {\"rules\": {\"WriteAtLarge\": \"error\"}}, \"web\": {}}");
    assertThat(errors(profile, WRITE, of("Queues", "nobody"))).as("all teams must pass").hasSize(1);
    assertThat(Gate.offline(SANDBOX).judge(Policies.of(HARMLESS), of("A", "data")).verdict())
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted ->
                assertThat(accepted.findings())
                    .extracting(Finding::rule, Finding::message)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                            "UnknownTeam",
                            "the account's profile `sandbox` does not list the team `data`, so it"
                                + " is not believed")));
  }

  @Test
  void theTeamsOfAnAccountAreThoseThatOwnSomethingThere() {
    Profiles profiles =
        new Profiles(
            List.of(
                profile(
                    "\"teams\": {\"data\": {\"rules\": {\"WriteAtLarge\": \"error\"}}, \"web\":"
                        + " {}}, \"accounts\": {\"111122223333\": {\"teams\": [\"web\"]},"
                        + " \"444455556666\": {}}")));
    assertThat(errors(profiles.of("111122223333").orElseThrow(), WRITE, named("Q"))).isEmpty();
    assertThat(errors(profiles.of("111122223333").orElseThrow(), WRITE, of("Q", "data"))).isEmpty();
    assertThat(errors(profiles.of("444455556666").orElseThrow(), WRITE, named("Q"))).hasSize(1);
  }

  @Test
  void namesFitWhatTheProfileAllows() {
    Profile profile = profile("\"allowedNames\": [\"data-*\", \"web-*\"]");
    assertThat(errors(profile, HARMLESS, named("DATA-reader"))).isEmpty();
    assertThat(errors(profile, HARMLESS, named("reader")))
        .containsExactly(
            "PolicyNameNotAllowed: `reader` is no name that policies have here: `data-*`, `web-*`");
  }

  @Test
  void suppressionsHoldOnADayAndForThePolicyOfTheBundleTheyName() {
    Profile profile =
        profile(
            "\"rules\": {\"WriteAtLarge\": \"error\"}, \"suppressions\": [{\"rule\":"
                + " \"WriteAtLarge\", \"policy\": \"Queues\", \"fingerprint\": \"%s\", \"reason\":"
                    .formatted(Fingerprint.of(Policies.of(WRITE).statements()))
                + " \"it names them itself\", \"owner\": \"team-a\", \"expires\":"
                + " \"2027-03-31\"}]");
    Gate gate = Gate.offline(profile);
    assertThat(
            gate.on(LocalDate.of(2027, 3, 31)).judge(Policies.of(WRITE), named("Queues")).verdict())
        .isInstanceOf(Accepted.class);
    assertThat(
            gate.on(LocalDate.of(2027, 4, 1)).judge(Policies.of(WRITE), named("Queues")).verdict())
        .isInstanceOf(Rejected.class);
    assertThat(
            gate.on(LocalDate.of(2027, 3, 31)).judge(Policies.of(WRITE), named("Other")).verdict())
        .isInstanceOf(Rejected.class);
    assertThat(gate.judge(Policies.of(WRITE), named("Queues")).verdict())
        .as("a gate that was not told the day suppresses nothing")
        .isInstanceOf(Rejected.class);
  }
}
