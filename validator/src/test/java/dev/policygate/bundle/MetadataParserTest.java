package dev.policygate.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataParserTest {

  private static MetadataParser.Result parse(String text) {
    return MetadataParser.parse(text, "m");
  }

  /** Each finding as {@code Rule line:column pointer message -> fix}. */
  private static List<String> refusals(String text) {
    return switch (parse(text)) {
      case MetadataParser.Read _ -> List.of();
      case MetadataParser.Refused(var findings) ->
          findings.stream().map(MetadataParserTest::line).toList();
      case MetadataParser.Unreadable(var finding) -> List.of("unreadable " + line(finding));
    };
  }

  private static String line(Finding finding) {
    return "%s %d:%d %s %s -> %s"
        .formatted(
            finding.rule(),
            finding.location().line(),
            finding.location().column(),
            finding.location().pointer().orElse("-"),
            finding.message(),
            finding.fix().orElse("-"));
  }

  private static Location at(int column, String pointer) {
    return new Location("m", 1, column, Optional.of(pointer));
  }

  @Test
  void readsAllThreeElementsWithTheirPlaces() {
    assertThat(parse("{\"PolicyName\": \"A\", \"PolicyDescription\": \"B\", \"Team\": \"C\"}"))
        .isEqualTo(
            new MetadataParser.Read(
                new Metadata(
                    new Located<>("A", at(16, "/PolicyName")),
                    Optional.of(new Located<>("B", at(42, "/PolicyDescription"))),
                    Optional.of(new Located<>("C", at(55, "/Team"))))));
  }

  @Test
  void needsNoMoreThanTheName() {
    assertThat(parse("{\"PolicyName\": \"A\"}"))
        .isEqualTo(
            new MetadataParser.Read(
                new Metadata(
                    new Located<>("A", at(16, "/PolicyName")),
                    Optional.empty(),
                    Optional.empty())));
    assertThat(refusals("{\"Team\": \"C\"}"))
        .containsExactly(
            "InvalidMetadata 1:1  metadata needs `PolicyName` -> add `PolicyName`, the name of the"
                + " policy to create");
  }

  @Test
  void isUnreadableWhenItIsNoJson() {
    assertThat(refusals("PolicyName: A").getFirst())
        .startsWith("unreadable InvalidJson 1:1 - `PolicyName` is no JSON");
    assertThat(refusals("{\"PolicyName\": \"A\",}").getFirst()).startsWith("unreadable Inv");
  }

  @Test
  void refusesWhatFollows() {
    assertThat(refusals("{\"PolicyName\": \"A\"}\n {}"))
        .containsExactly(
            "TrailingContent 2:2 - the text goes on after the metadata has ended -> remove what"
                + " follows");
  }

  @Test
  void refusesAByteOrderMarkAndReadsOn() {
    assertThat(refusals("\uFEFF{\"PolicyNam\": \"A\"}"))
        .containsExactly(
            "InvalidMetadata 1:1 - the text starts with a byte order mark, which JSON does not"
                + " allow -> save it as UTF-8 without one",
            "InvalidMetadata 1:3 /PolicyNam metadata has no element `PolicyNam`: did you mean"
                + " `PolicyName` -> write `PolicyName`");
  }

  @Test
  void refusesNestingBombs() {
    assertThat(refusals("[".repeat(10_000)))
        .containsExactly("NestingTooDeep 1:65 - no metadata nests as deeply as this text -> -");
  }

  @Test
  void refusesDuplicateNames() {
    assertThat(refusals("{\"PolicyName\": \"A\", \"PolicyName\": \"B\"}"))
        .containsExactly(
            "DuplicateKey 1:21 /PolicyName `PolicyName` is written twice in one object; readers"
                + " differ in which one counts -> write it once");
    assertThat(refusals("{\"PolicyName\": \"A\", \"Policy\\u004eame\": \"B\"}"))
        .containsExactly(
            "DuplicateKey 1:21 /PolicyName `PolicyName` is written twice in one object; readers"
                + " differ in which one counts -> write it once");
  }

  @ParameterizedTest
  @CsvSource({"[], a list", "null, null", "true, a Boolean", "1, a number", "'\"A\"', a string"})
  void refusesWhatIsNoObject(String text, String kind) {
    assertThat(refusals(text))
        .containsExactly("WrongType 1:1  metadata is " + kind + " here, not an object -> -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PolicyName", "PolicyDescription", "Team"})
  void refusesWhatIsNoString(String element) {
    String others = element.equals("PolicyName") ? "" : "\"PolicyName\": \"A\", ";
    assertThat(refusals("{" + others + "\"" + element + "\": null}"))
        .containsExactly(
            "WrongType 1:%d /%s `%s` is null here, not a string -> -"
                .formatted(others.length() + element.length() + 6, element, element));
  }

  @ParameterizedTest
  @CsvSource({
    "policyName, PolicyName",
    "POLICYDESCRIPTION, PolicyDescription",
    "team, Team",
  })
  void saysThatCaseMatters(String written, String meant) {
    assertThat(refusals("{\"PolicyName\": \"A\", \"" + written + "\": \"B\"}"))
        .containsExactly(
            "InvalidMetadata 1:21 /%s `%s` is not `%s`: element names are case-sensitive -> write `%s`"
                .formatted(written, written, meant, meant));
  }

  @ParameterizedTest
  @CsvSource({
    "Name, PolicyName",
    "policy_name, PolicyName",
    "Policy-Name, PolicyName",
    "PolicyNane, PolicyName",
    "PlicyNam, PolicyName",
    "PolicyNameXY, PolicyName",
    "Description, PolicyDescription",
    "PolicyDesription, PolicyDescription",
    "Teams, Team",
  })
  void guessesWhatWasMeant(String written, String meant) {
    assertThat(refusals("{\"" + written + "\": \"A\"}"))
        .contains(
            "InvalidMetadata 1:2 /%s metadata has no element `%s`: did you mean `%s` -> write `%s`"
                .formatted(written, written, meant, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tags", "Path", "", "PolicyDocument", "PolcyNm", "\u0130", "Policy"})
  void doesNotGuessAtRandom(String written) {
    assertThat(refusals("{\"PolicyName\": \"A\", \"" + written + "\": \"B\"}"))
        .singleElement()
        .asString()
        .contains("metadata has no element `")
        .endsWith("` -> remove it");
  }

  @Test
  void isNotSlowedDownByLongNames() {
    assertThat(refusals("{\"PolicyName\": \"A\", \"" + "T".repeat(40_000) + "\": 1}"))
        .singleElement()
        .asString()
        .endsWith("metadata has no element `" + "T".repeat(100) + "…` -> remove it");
  }

  private static List<String> name(String name) {
    return refusals("{\"PolicyName\": \"" + name + "\"}");
  }

  @Test
  void takesEveryNameThatIamTakes() {
    assertThat(name("A")).isEmpty();
    assertThat(name("aZ09_+=,.@-")).isEmpty();
    assertThat(name("n".repeat(128))).isEmpty();
  }

  @Test
  void refusesNamesThatIamRefuses() {
    assertThat(name(""))
        .containsExactly(
            "InvalidMetadata 1:16 /PolicyName `PolicyName` is empty -> give it a value");
    assertThat(name("n".repeat(130)))
        .containsExactly(
            "InvalidMetadata 1:16 /PolicyName `PolicyName` has 130 characters, at most 128 are"
                + " taken -> shorten it by 2");
    String refused =
        "InvalidMetadata 1:16 /PolicyName `PolicyName` holds the character %s, which it does not"
            + " take -> use ASCII letters, digits and `_+=,.@-`";
    assertThat(name("Reports Reader")).containsExactly(refused.formatted("` `"));
    assertThat(name("a/b")).containsExactly(refused.formatted("`/`"));
    assertThat(name("a\\nb")).containsExactly(refused.formatted("`U+000A`"));
    // Letters and digits elsewhere, but no word characters in the sense of IAM.
    assertThat(name("caf\u00E9")).containsExactly(refused.formatted("`U+00E9`"));
    assertThat(name("\u0661")).containsExactly(refused.formatted("`U+0661`"));
  }

  private static List<String> description(String text) {
    return refusals("{\"PolicyName\": \"A\", \"PolicyDescription\": \"" + text + "\"}");
  }

  @Test
  void takesDescriptionsInEveryLanguage() {
    assertThat(description("")).isEmpty();
    assertThat(description("Liest die Berichte \u2013 t\u00E4glich \uD83D\uDE00\\n\\t")).isEmpty();
    assertThat(description("d".repeat(1_000))).isEmpty();
  }

  @Test
  void refusesDescriptionsThatCannotBeKept() {
    assertThat(description("d".repeat(2_001)))
        .containsExactly(
            "InvalidMetadata 1:42 /PolicyDescription `PolicyDescription` has 2,001 characters, at"
                + " most 1,000 are taken -> shorten it by 1,001");
    for (String each : List.of("0000", "001B", "007F", "009B", "D800", "DC00", "FFFE", "FFFF")) {
      assertThat(description("a\\u" + each + "b"))
          .containsExactly(
              "InvalidMetadata 1:42 /PolicyDescription `PolicyDescription` holds the character"
                  + " `U+"
                  + each
                  + "`, which it does not take -> write plain text without it");
    }
  }

  private static List<String> team(String team) {
    return refusals("{\"PolicyName\": \"A\", \"Team\": \"" + team + "\"}");
  }

  @Test
  void takesTeamsByAnyName() {
    assertThat(team("Team A / payments_2: \u00C9quipe+x=y@z-1.0")).isEmpty();
    assertThat(team("t".repeat(128))).isEmpty();
  }

  @Test
  void refusesTeamsThatNobodyCouldBe() {
    assertThat(team(""))
        .containsExactly("InvalidMetadata 1:29 /Team `Team` is empty -> give it a value");
    assertThat(team("t".repeat(129)))
        .containsExactly(
            "InvalidMetadata 1:29 /Team `Team` has 129 characters, at most 128 are taken -> shorten"
                + " it by 1");
    assertThat(team("a*"))
        .containsExactly(
            "InvalidMetadata 1:29 /Team `Team` holds the character `*`, which it does not take ->"
                + " use letters, digits, blanks and `_.:/=+-@`");
  }

  @Test
  void reportsAllThatIsWrong() {
    assertThat(refusals("{\"policyName\": 1,\n \"Team\": 2,\n \"X\": 3}"))
        .containsExactly(
            "InvalidMetadata 1:2 /policyName `policyName` is not `PolicyName`: element names are"
                + " case-sensitive -> write `PolicyName`",
            "WrongType 2:10 /Team `Team` is a number here, not a string -> -",
            "InvalidMetadata 3:2 /X metadata has no element `X` -> remove it");
  }
}
