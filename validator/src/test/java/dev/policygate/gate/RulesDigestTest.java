package dev.policygate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.guardrail.CentralDenies;
import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.ProfileReader;
import dev.policygate.testing.Policies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesDigestTest {

  private static final List<String> MEMBERS =
      List.of(
          "\"allowedNames\": [\"data-*\"]",
          "\"reservedNames\": [\"breakglass-*\"]",
          "\"rules\": {\"WriteAtLarge\": \"error\"}",
          """
          "envelope": {"Version": "2012-10-17", "Statement":
            {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}
          """,
          """
          "identities": {"attachable": ["arn:aws:iam::*:policy/a/*"],
            "boundaries": ["arn:aws:iam::*:policy/b"]}
          """,
          "\"guarded\": [\"arn:aws:lambda:*:*:function:ours-*\"]",
          """
          "required": [{"actions": ["ec2:RunInstances"],
            "condition": {"StringLike": {"ec2:InstanceType": "t3.*"}}}]
          """,
          "\"narrowing\": [\"aws:SourceVpc\"]",
          "\"workload\": \"ecs-task\"",
          """
          "suppressions": [{"rule": "DataReadAtLarge", "policy": "lake",
            "fingerprint": "00000000000000000000000000000000", "reason": "asked", "owner": "data",
            "expires": "2027-03-31"}]
          """);

  private static final String FULL = String.join(",", MEMBERS);

  private static Profile profile(String members) {
    String text =
        """
        {"profiles": {"ours": {"preset": "sandbox", %s}}}
        """
            .formatted(members);
    if (ProfileReader.read(text, "profiles.json", Presets::document)
        instanceof ProfileReader.Read(var profiles)) {
      return profiles.named("ours").orElseThrow();
    }
    throw new AssertionError(ProfileReader.read(text, "profiles.json", Presets::document));
  }

  private static String digest(Profile profile) {
    return RulesDigest.of(profile, profile.denies(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          data-*;              logs-*
          breakglass-*;        glass-*
          "error";             "off"
          "error";             "warning"
          "Action": "s3:*";    "Action": "s3:Get*"
          policy/a/*;          policy/c/*
          policy/b;            policy/c
          function:ours-*;     function:mine-*
          ec2:RunInstances;    ec2:StartInstances
          "StringLike";        "StringNotLike"
          ec2:InstanceType;    ec2:Tenancy
          t3.*;                t2.*
          aws:SourceVpc;       aws:SourceVpce
          ecs-task;            lambda-function
          "lake";              "sea"
          2027-03-31;          2027-04-30
          """)
  void changesWithWhatTheProfileSays(String old, String changed) {
    assertThat(FULL).contains(old);
    assertThat(digest(profile(FULL.replace(old, changed)))).isNotEqualTo(digest(profile(FULL)));
  }

  static List<String> members() {
    return MEMBERS;
  }

  @ParameterizedTest
  @MethodSource("members")
  void changesWhenSomethingIsLeftOut(String member) {
    List<String> others = MEMBERS.stream().filter(other -> !other.equals(member)).toList();
    assertThat(digest(profile(String.join(",", others)))).isNotEqualTo(digest(profile(FULL)));
  }

  @Test
  void changesWithTheNameOfTheProfileAndWithTheDenies() {
    Profile sandbox = Presets.named("sandbox").orElseThrow();
    Profile development = Presets.named("development").orElseThrow();
    assertThat(digest(sandbox)).matches("[0-9a-f]{64}").isNotEqualTo(digest(development));
    CentralDenies others =
        Policies.central("{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}");
    assertThat(RulesDigest.of(sandbox, others, Optional.empty())).isNotEqualTo(digest(sandbox));
  }

  @Test
  void staysWhereOnlyAccountsOrOtherTeamsChange() {
    String teams = "\"teams\": {\"a\": {}, \"b\": {\"rules\": {\"WriteAtLarge\": \"error\"}}}";
    Profile one = profile(teams);
    Profile other =
        profile(teams.replace("error", "off") + ", \"accounts\": {\"111122223333\": {}}");
    Optional<String> a = Optional.of("a");
    assertThat(RulesDigest.of(other, other.denies(), a))
        .isEqualTo(RulesDigest.of(one, one.denies(), a));
    assertThat(digest(other)).isNotEqualTo(digest(one));
  }
}
