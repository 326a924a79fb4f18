package dev.policygate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import dev.policygate.rules.BuiltInRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published schema and the reader speak of the same members. */
class ProfileSchemaTest {

  private static final Path SCHEMA = Path.of("../infra/profiles.schema.json");

  private static Json schema;

  @BeforeAll
  static void read() throws IOException {
    if (!(JsonText.read(Files.readString(SCHEMA), SCHEMA.toString())
        instanceof JsonText.Read(var json))) {
      throw new AssertionError("the schema is no JSON");
    }
    schema = json;
  }

  private static List<String> properties(String... path) {
    Json at = schema;
    for (String name : path) {
      at = ((JsonObject) at).get(name).orElseThrow();
    }
    return ((JsonObject) ((JsonObject) at).get("properties").orElseThrow())
        .members().stream().map(Member::name).toList();
  }

  @Test
  void knowsTheMembersOfProfilesAndTeams() {
    Set<String> ofProfiles = new TreeSet<>(ProfileReader.OWN_MEMBERS);
    ofProfiles.addAll(RulebookReader.MEMBERS);
    assertThat(properties("$defs", "profile")).containsExactlyInAnyOrderElementsOf(ofProfiles);
    assertThat(properties("$defs", "team"))
        .containsExactlyInAnyOrderElementsOf(RulebookReader.MEMBERS);
  }

  @Test
  void knowsTheMembersOfWhatProfilesHold() {
    assertThat(properties("$defs", "suppression"))
        .containsExactlyInAnyOrderElementsOf(RulebookReader.OF_SUPPRESSIONS);
    assertThat(properties("$defs", "required"))
        .containsExactlyInAnyOrderElementsOf(RulebookReader.OF_REQUIRED);
    assertThat(properties("$defs", "profile", "properties", "accounts", "additionalProperties"))
        .containsExactlyInAnyOrderElementsOf(ProfileReader.OF_ACCOUNTS);
  }

  @Test
  void completesOnlyRulesThatThereAreAndThatAProfileMayChoose() {
    assertThat(properties("$defs", "team", "properties", "rules"))
        .isNotEmpty()
        .allSatisfy(
            id ->
                assertThat(BuiltInRules.all())
                    .anyMatch(rule -> rule.info().id().equals(id) && !rule.isMandatory()));
  }
}
