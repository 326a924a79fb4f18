package dev.policygate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.NamePattern;
import dev.policygate.testing.Policies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTest {

  private static final String DENIES =
      "\"centralDenies\": {\"policy\": \"central\", \"document\": \"denies.json\"}";
  private static final String DENY =
      "{\"Effect\": \"Deny\", \"Action\": \"iam:*\", \"Resource\": \"*\"}";

  private static Optional<String> document(String name) {
    return switch (name) {
      case "denies.json" -> Optional.of(Policies.text(DENY));
      case "allows.json" -> Optional.of(Policies.text(DENY.replace("Deny", "Allow")));
      case "refused.json" ->
          Optional.of("{\n\"Version\": \"2008-10-17\", \"Statement\": " + DENY + "}");
      case "text.json" -> Optional.of("\n nothing");
      default -> Optional.empty();
    };
  }

  private static ProfileReader.Result read(String text) {
    return ProfileReader.read(text, "profiles.json", ProfileReaderTest::document);
  }

  private static Profiles profiles(String text) {
    if (read(text) instanceof ProfileReader.Read(var profiles)) {
      return profiles;
    }
    throw new AssertionError(read(text));
  }

  /** What is wrong: {@code file:line:column pointer Rule message}. */
  private static List<String> refusals(String text) {
    return switch (read(text)) {
      case ProfileReader.Read _ -> List.of();
      case ProfileReader.Refused(var findings) ->
          findings.stream()
              .map(
                  f ->
                      "%s:%d:%d %s %s %s"
                          .formatted(
                              f.location().file(),
                              f.location().line(),
                              f.location().column(),
                              f.location().pointer().orElse("-"),
                              f.rule(),
                              f.message()))
              .toList();
    };
  }

  private static String profile(String members) {
    return "{\"profiles\": {\"p\": {" + members + "}}}";
  }

  @Test
  void readsAllThatAProfileSays() {
    Profiles profiles =
        profiles(
            """
            {
              "profiles": {
                "sandbox": {
                  "accounts": {
                    "111122223333": {},
                    "444455556666": {"actionRole": "arn:aws:iam::999999999999:role/ci/policy-gate"}
                  },
                  "centralDenies": {"policy": "central-deny", "document": "denies.json"},
                  "path": "/team/gate/",
                  "reservedNames": ["central-*", "gate?"]
                },
                "test": {"centralDenies": {"policy": "central", "document": "denies.json"}}
              }
            }
            """);
    Profile sandbox = profiles.named("sandbox").orElseThrow();
    assertThat(profiles.all()).extracting(Profile::name).containsExactly("sandbox", "test");
    assertThat(sandbox.accounts().values())
        .containsExactlyInAnyOrder(
            new Account("111122223333", Optional.empty()),
            new Account(
                "444455556666", Optional.of("arn:aws:iam::999999999999:role/ci/policy-gate")));
    assertThat(sandbox.denyPolicy()).isEqualTo("central-deny");
    assertThat(sandbox.denies().statements()).hasSize(1);
    assertThat(sandbox.path()).isEqualTo("/team/gate/");
    assertThat(sandbox.rulebook().reservedNames())
        .containsExactly(NamePattern.of("central-*"), NamePattern.of("gate?"));
    assertThat(profiles.of("444455556666")).contains(sandbox);
    assertThat(profiles.of("000000000000")).isEmpty();
    assertThat(profiles.named("Sandbox")).isEmpty();
  }

  @Test
  void whatIsLeftOutIsEmptyAndThePathIsTheGates() {
    Profile profile = profiles(profile(DENIES)).named("p").orElseThrow();
    assertThat(profile.accounts()).isEmpty();
    assertThat(profile.rulebook().reservedNames()).isEmpty();
    assertThat(profile.path()).isEqualTo("/policy-gate/");
    assertThat(profiles("{\"profiles\": {}}").all()).isEmpty();
  }

  @Test
  void reservesTheCentralPolicyAndTheListedNamesInAnyCase() {
    Profile profile =
        profiles(profile(DENIES + ", \"reservedNames\": [\"gate-*\"]")).named("p").orElseThrow();
    assertThat(profile.reserving("Central", profile.rulebook()))
        .map(NamePattern::toString)
        .contains("central");
    assertThat(profile.reserving("GATE-x", profile.rulebook()))
        .map(NamePattern::toString)
        .contains("gate-*");
    assertThat(profile.reserving("central-x", profile.rulebook())).isEmpty();
    assertThat(profile.reserving("my-gate-x", profile.rulebook())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          |{"profiles": {},}|;  1:17; the file is no JSON: `}` is not expected here: a comma too many, or a bracket of the other kind
          ||;                   1:1;  the file is no JSON: the text is empty
          |{"profiles": {}} x|; 1:18; the file goes on after the profiles have ended
          """)
  void refusesWhatIsNoJsonWithItsPlace(String text, String place, String message) {
    assertThat(refusals(text))
        .containsExactly("profiles.json:%s - InvalidProfile %s".formatted(place, message));
  }

  @Test
  void refusesNestingBombs() {
    assertThat(refusals("[".repeat(1_000)))
        .containsExactly(
            "profiles.json:1:65 - InvalidProfile no file of profiles nests as deeply as this one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          |[]|;                              1:1 |;  the file is a list here, not an object
          |{"Profiles": {}}|;                1:2 /Profiles;  the file has no member `Profiles`
          |{"profiles": []}|;                1:14 /profiles; `profiles` is a list here, not an object
          |{"profiles": {"p": null}}|;       1:20 /profiles/p; a profile is null here, not an object
          |{"profiles": {}, "profiles": {}}|; 1:18 /profiles; `profiles` is written twice
          """)
  void refusesOtherShapes(String text, String place, String message) {
    assertThat(refusals(text))
        .contains("profiles.json:%s InvalidProfile %s".formatted(place.replace("|", ""), message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          "Path": "/a/";                  /Path;                                 1:88;  a profile has no member `Path`
          "path": "/a/", "path": "/b/";   /path;                                 1:103; `path` is written twice
          "path": 1;                      /path;                                 1:96; here must be a string, not a number
          "path": "/";                    /path;                                 1:96; `/` is no path of policies: it starts and ends with a slash, and is not all of it
          "path": "/a";                   /path;                                 1:96; `/a` is no path of policies: it starts and ends with a slash, and is not all of it
          "path": "/a b/";                /path;                                 1:96; `/a b/` is no path of policies: it starts and ends with a slash, and is not all of it
          "path": "//";                   /path;                                 1:96; `//` is no path of policies: it starts and ends with a slash, and is not all of it
          "reservedNames": "a";           /reservedNames;                        1:105; here must be a list of strings, not a string
          "reservedNames": ["a", 1];      /reservedNames/1;                      1:111; here must be a string, not a number
          "accounts": ["111122223333"];   /accounts;                             1:100; `accounts` is a list here, not an object
          "accounts": {"1111": {}};       /accounts/1111;                        1:101; `1111` is no account: an account has twelve digits
          "accounts": {"111122223333": {}, "111122223333": {}}; /accounts/111122223333; 1:121; `111122223333` is written twice
          "accounts": {"111122223333": "x"};                    /accounts/111122223333; 1:117; an account is a string here, not an object
          "accounts": {"111122223333": {"role": "x"}};          /accounts/111122223333/role; 1:118; an account has no member `role`
          "accounts": {"111122223333": {"actionRole": 1}};      /accounts/111122223333/actionRole; 1:132; here must be a string, not a number
          "accounts": {"111122223333": {"actionRole": "arn:aws:iam::1:role/a"}}; /accounts/111122223333/actionRole; 1:132; `arn:aws:iam::1:role/a` is not the ARN of a role
          "accounts": {"111122223333": {"actionRole": "arn:aws:sts::111122223333:assumed-role/a/b"}}; /accounts/111122223333/actionRole; 1:132; `arn:aws:sts::111122223333:assumed-role/a/b` is not the ARN of a role
          """)
  void refusesMembersWithTheirPlace(String member, String pointer, String place, String message) {
    assertThat(refusals(profile(DENIES + ", " + member)))
        .containsExactly(
            "profiles.json:%s /profiles/p%s InvalidProfile %s".formatted(place, pointer, message));
  }

  @Test
  void refusesAPathThatIsLongerThanIamTakes() {
    String longest = "/" + "a".repeat(510) + "/";
    assertThat(refusals(profile(DENIES + ", \"path\": \"" + longest + "\""))).isEmpty();
    assertThat(refusals(profile(DENIES + ", \"path\": \"a" + longest + "\""))).hasSize(1);
    assertThat(refusals(profile(DENIES + ", \"path\": \"/a" + longest + "\""))).hasSize(1);
  }

  @Test
  void refusesAnAccountThatIsInTwoProfiles() {
    assertThat(
            refusals(
                """
                {"profiles": {
                  "a": {"accounts": {"111122223333": {}}, %s},
                  "b": {"accounts": {"111122223333": {}}, %s}
                }}
                """
                    .formatted(DENIES, DENIES)))
        .containsExactly(
            "profiles.json:3:22 /profiles/b/accounts/111122223333 InvalidProfile the account"
                + " `111122223333` is in the profile `a` already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          "path": "/a/";                                   1:20 /profiles/p;                      the profile `p` has no `centralDenies`
          "centralDenies": "denies.json";                  1:38 /profiles/p/centralDenies;        `centralDenies` is a string here, not an object
          "centralDenies": {"policy": "a"};                1:38 /profiles/p/centralDenies;        `document` is missing
          "centralDenies": {"document": "denies.json"};    1:38 /profiles/p/centralDenies;        `policy` is missing
          "centralDenies": {"policy": "a", "document": "x.json"}; 1:38 /profiles/p/centralDenies; there is no document `x.json` of central denies
          "centralDenies": {"policy": "a b", "document": "denies.json"}; 1:49 /profiles/p/centralDenies/policy; `a b` is no name that IAM gives a policy
          "centralDenies": {"policy": "", "document": "denies.json"};    1:49 /profiles/p/centralDenies/policy; `` is no name that IAM gives a policy
          "centralDenies": {"policy": "a", "document": "allows.json"};   1:38 /profiles/p/centralDenies; |the central statement number 1 allows; only denies may be central|
          """)
  void refusesCentralDeniesThatAreNotThere(String member, String place, String message) {
    assertThat(refusals(profile(member)))
        .contains("profiles.json:%s InvalidProfile %s".formatted(place, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused.json", "text.json"})
  void pointsIntoTheDocumentOfDeniesWhereThatIsWrong(String document) {
    assertThat(refusals(profile(DENIES.replace("denies.json", document))))
        .containsExactly(
            document.equals("text.json")
                ? "text.json:2:2 - InvalidJson `nothing` is no JSON: names and strings stand in"
                    + " double quotes"
                : "refused.json:2:12 /Version InvalidVersion `2008-10-17` is not the version that"
                    + " policies are read in");
  }

  @Test
  void saysAllThatIsWrong() {
    assertThat(
            refusals(
                """
                {"profiles": {
                  "a": {"path": "x", "accounts": {"1": {}}},
                  "b": {"reservedNames": 1}
                }}
                """))
        .hasSize(5);
  }

  @Test
  void thePresetsAreReadAndNameNobodysAccount() {
    Profile sandbox = Presets.load().named("sandbox").orElseThrow();
    assertThat(sandbox.accounts()).isEmpty();
    assertThat(sandbox.denyPolicy()).isEqualTo("central-deny-policy-sandbox");
    assertThat(sandbox.denies().statements()).hasSize(5);
    assertThat(Presets.document("sandbox.json")).isPresent();
    assertThat(Presets.document("../presets.json")).isEmpty();
    assertThat(Presets.document("none.json")).isEmpty();
  }
}
