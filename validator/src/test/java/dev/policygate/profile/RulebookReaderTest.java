package dev.policygate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.NamePattern;
import dev.policygate.testing.Policies;
import dev.policygate.validation.RuleSet.Choice;
import dev.policygate.validation.Suppression;
import dev.policygate.validation.Workload;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookReaderTest {

  private static final String START = "{\"profiles\": {\"p\": {\"preset\": \"sandbox\", ";

  private static Optional<String> document(String name) {
    return name.equals("most.json")
        ? Optional.of(
            Policies.text("{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}"))
        : Presets.document(name);
  }

  private static ProfileReader.Result read(String members) {
    return ProfileReader.read(
        START + members + "}}}", "profiles.json", RulebookReaderTest::document);
  }

  private static Profile profile(String members) {
    if (read(members) instanceof ProfileReader.Read(var profiles)) {
      return profiles.named("p").orElseThrow();
    }
    throw new AssertionError(read(members));
  }

  /** What is wrong: {@code column pointer message}, the column counted from the members. */
  private static List<String> refusals(String members) {
    return switch (read(members)) {
      case ProfileReader.Read _ -> List.of();
      case ProfileReader.Refused(var findings) ->
          findings.stream()
              .map(
                  f ->
                      "%d %s %s"
                          .formatted(
                              f.location().column() - START.length(),
                              f.location().pointer().orElse("-").replace("/profiles/p", ""),
                              f.message()))
              .toList();
    };
  }

  @Test
  void readsAllThatCanBeAskedOfPolicies() {
    Rulebook book =
        profile(
                """
                "allowedNames": ["data-*"],
                "reservedNames": ["data-admin*"],
                "rules": {"WriteAtLarge": "error", "UnknownActionHere": {"severity": "off"}},
                "identities": {"attachable": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
                               "boundaries": ["arn:aws:iam::*:policy/boundary"]},
                "guarded": ["arn:*:s3:::audit-*"],
                "envelope": "most.json",
                "required": [{"actions": ["ec2:RunInstances"],
                              "resources": ["arn:aws:ec2:*:*:instance/*"],
                              "condition": {"StringLike": {"ec2:InstanceType": "t2.*"}}}],
                "narrowing": ["aws:SourceVpc", "aws:RequestedRegion"],
                "workload": "ecs-task",
                "suppressions": [{"rule": "WriteAtLarge", "policy": "data-x",
                                  "pointer": "/Statement/0",
                                  "fingerprint": "0123456789abcdef0123456789abcdef",
                                  "reason": "moves", "owner": "team-a", "expires": "2027-03-31"}]
                """)
            .rulebook();
    assertThat(book.allowedNames()).containsExactly(NamePattern.of("data-*"));
    assertThat(book.reservedNames())
        .extracting(NamePattern::toString)
        .containsExactly("central-*", "policy-gate-*", "data-admin*");
    assertThat(book.choices())
        .containsOnly(
            java.util.Map.entry("WriteAtLarge", Choice.ERROR),
            java.util.Map.entry("UnknownActionHere", Choice.OFF));
    assertThat(book.parameters().identities().attachable())
        .containsExactly("arn:aws:iam::aws:policy/ReadOnlyAccess");
    assertThat(book.parameters().identities().boundaries())
        .containsExactly("arn:aws:iam::*:policy/boundary");
    assertThat(book.parameters().guarded())
        .contains("arn:*:s3:::audit-*", "arn:*:lambda:*:*:function:security-*");
    assertThat(book.parameters().envelope()).isPresent();
    assertThat(book.parameters().required())
        .singleElement()
        .satisfies(
            required -> {
              assertThat(required.actions()).containsExactly("ec2:RunInstances");
              assertThat(required.resources()).containsExactly("arn:aws:ec2:*:*:instance/*");
              assertThat(required.conditions()).hasSize(1);
            });
    assertThat(book.confinement().keys())
        .containsExactlyInAnyOrder("aws:sourcevpc", "aws:requestedregion");
    assertThat(book.parameters().workload()).contains(Workload.ECS_TASK);
    assertThat(book.suppressions())
        .singleElement()
        .extracting(Suppression::rule, Suppression::policy, Suppression::expires)
        .containsExactly("WriteAtLarge", "data-x", LocalDate.of(2027, 3, 31));
  }

  @Test
  void aTeamStartsFromItsProfile() {
    Profile profile =
        profile(
            """
            "rules": {"WriteAtLarge": "error"}, "allowedNames": ["x-*"],
            "teams": {
              "data": {"rules": {"UnknownActionHere": "error"}, "allowedNames": ["data-*"]},
              "web": {"rules": {"WriteAtLarge": "warning"}}
            }
            """);
    assertThat(profile.teams()).containsOnlyKeys("data", "web");
    Rulebook data = profile.rulebooks(Optional.of("data")).getFirst();
    Rulebook web = profile.rulebooks(Optional.of("web")).getFirst();
    assertThat(data.choices())
        .containsEntry("WriteAtLarge", Choice.ERROR)
        .containsEntry("UnknownActionHere", Choice.ERROR);
    assertThat(data.allowedNames()).containsExactly(NamePattern.of("data-*"));
    assertThat(web.choices()).containsEntry("WriteAtLarge", Choice.WARNING);
    assertThat(web.allowedNames()).containsExactly(NamePattern.of("x-*"));
  }

  @Test
  void whereThePathLeadsElsewherePoliciesThereAreAttachableAndGuarded() {
    Rulebook book = profile("\"path\": \"/gate/\"").rulebook();
    assertThat(book.parameters().identities().attachable())
        .containsExactly("arn:*:iam::*:policy/gate/*");
    assertThat(book.parameters().guarded())
        .contains("arn:*:iam::*:policy/gate/*")
        .doesNotContain("arn:*:iam::*:policy/policy-gate/*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          "rules": {"NoSuchRule": "error"};               11 /rules/NoSuchRule;          there is no rule `NoSuchRule` to choose
          "rules": {"WriteAtLarge": "loud"};              27 /rules/WriteAtLarge;        `loud` is nothing that a rule can be: `error`, `warning` or `off`
          "rules": {"WriteAtLarge": {"level": "off"}};    28 /rules/WriteAtLarge/level;  a rule has no member `level`
          "rules": {"WriteAtLarge": {"parameters": {"a": 1}}}; 42 /rules/WriteAtLarge/parameters; the rule `WriteAtLarge` takes no parameters
          "rules": {"WriteAtLarge": {"parameters": {}}};  42 /rules/WriteAtLarge/parameters; the rule `WriteAtLarge` takes no parameters
          "rules": {"AdministratorAccess": "off"};        34 /rules/AdministratorAccess; the rule `AdministratorAccess` holds everywhere, as an error
          "rules": {"TrustManagement": "warning"};        30 /rules/TrustManagement;     the rule `TrustManagement` holds everywhere, as an error
          "rules": {"InvalidAction": {"severity": "off"}}; 41 /rules/InvalidAction/severity; the rule `InvalidAction` holds everywhere, as an error
          "envelope": "none.json";                        13 /envelope;                  there is no document `none.json` of an envelope
          "guarded": ["lambda:*"];                        13 /guarded/0;                 |`lambda:*` is no ARN: `arn:partition:service:region:account:resource`, with stars where anything will do|
          "guarded": ["arn:aws:s3:::"];                   13 /guarded/0;                 |`arn:aws:s3:::` is no ARN: `arn:partition:service:region:account:resource`, with stars where anything will do|
          "narrowing": ["aws:PrincipalOrgID"];            15 /narrowing/0;               |`aws:PrincipalOrgID` cannot narrow here: `aws:RequestedRegion`, `aws:SourceVpc`, `aws:SourceVpcArn`, `aws:SourceVpce` can|
          "workload": "kubernetes";                       13 /workload;                  |`kubernetes` is no workload: `ecs-task`, `ec2-instance` and `lambda-function` are|
          "required": [{"actions": ["ec2:*"]}];           14 /required/0;                a required condition has `actions` and a `condition`
          "required": [{"actions": ["ec2:*"], "condition": {"StringLik": {"a:b": "c"}}}]; 14 /required/0; |there is no condition operator `StringLik`|
          "required": [{"actions": ["ec2:RunInstanses"], "condition": {"Null": {"a:b": "false"}}}]; 27 /required/0/actions/0; |AWS is not known to have `ec2:RunInstanses`, so nothing would be required|
          "required": [{"actions": ["ecc:*"], "condition": {"Null": {"a:b": "false"}}}]; 27 /required/0/actions/0; |AWS is not known to have `ecc:*`, so nothing would be required|
          "required": [{"actions": ["ec2 Run"], "condition": {"Null": {"a:b": "false"}}}]; 27 /required/0/actions/0; |AWS is not known to have `ec2 Run`, so nothing would be required|
          "required": [{"actions": ["ec2:*"], "condition": {}}]; 50 /required/0/condition; the condition requires nothing
          "teams": {"a": {"path": "/x/"}};                17 /teams/a/path;              a team has no member `path`
          "teams": {"a": {}}, "accounts": {"111122223333": {"teams": ["b"]}}; 60 /accounts/111122223333/teams; the profile `p` has no team `b`
          """)
  void refusesWhatItDoesNotUnderstandWithItsPlace(String members, String place, String message) {
    assertThat(refusals(members)).contains("%s %s".formatted(place, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          "rule": "WriteAtLarge";   "rule": "Nothing";             there is no rule `Nothing` to suppress
          "rule": "WriteAtLarge";   "rule": "AdministratorAccess"; what the rule `AdministratorAccess` finds cannot be suppressed
          "rule": "WriteAtLarge";   "rule": "CredentialsManagement"; what the rule `CredentialsManagement` finds cannot be suppressed
          "rule": "WriteAtLarge";   "rule": 1;                     |here must be a string, not a number|
          "expires": "2027-03-31";  "expires": "soon";             `soon` is no day: `2027-03-31` is one
          "expires": "2027-03-31";  "expires": "2027-02-30";       `2027-02-30` is no day: `2027-03-31` is one
          "reason": "b";            "reason": "";                  `reason` says nothing
          "owner": "team-a";        "owner": " ";                  `owner` says nothing
          "policy": "a";            "policy": "";                  `policy` says nothing
          "owner": "team-a";        "boss": "team-a";              a suppression has no member `boss`
          "owner": "team-a";        "pointer": "Statement";        `Statement` is no pointer: `/Statement/0/Action` is one
          """)
  void refusesSuppressionsThatSayTooLittleOrTooMuch(String part, String other, String message) {
    String whole =
        "\"suppressions\": [{\"rule\": \"WriteAtLarge\", \"policy\": \"a\", \"fingerprint\":"
            + " \"0123456789abcdef0123456789abcdef\", \"reason\": \"b\", \"owner\": \"team-a\","
            + " \"expires\": \"2027-03-31\"}]";
    assertThat(refusals(whole)).isEmpty();
    assertThat(refusals(whole.replace(part, other)))
        .anySatisfy(refusal -> assertThat(refusal).endsWith(message));
  }

  @Test
  void aSuppressionNamesRulePolicyFingerprintReasonOwnerAndExpiry() {
    assertThat(refusals("\"suppressions\": [{}]"))
        .extracting(refusal -> refusal.substring(refusal.indexOf('`')))
        .containsExactlyInAnyOrder(
            "`rule` is missing",
            "`policy` is missing",
            "`fingerprint` is missing",
            "`reason` is missing",
            "`owner` is missing",
            "`expires` is missing");
  }

  @Test
  void refusesAPresetThatIsNone() {
    assertThat(refusals("\"path\": \"/a/\"")).isEmpty();
    assertThat(
            ProfileReader.read(
                "{\"profiles\": {\"p\": {\"preset\": \"production\"}}}",
                "p.json",
                _ -> Optional.empty()))
        .isInstanceOfSatisfying(
            ProfileReader.Refused.class,
            refused ->
                assertThat(refused.findings().getFirst().message())
                    .isEqualTo(
                        "`production` is neither a preset (`sandbox`, `development`, `test`) nor a"
                            + " profile above"));
  }
}
