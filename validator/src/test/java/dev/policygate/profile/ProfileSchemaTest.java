package dev.policygate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.RuleInfo;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import dev.policygate.reach.Confinement;
import dev.policygate.rules.BuiltInRules;
import dev.policygate.validation.Rule;
import dev.policygate.validation.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

  private static Json at(String... path) {
    Json at = schema;
    for (String name : path) {
      at =
          at instanceof JsonArray(var elements, _)
              ? elements.get(Integer.parseInt(name))
              : ((JsonObject) at).get(name).orElseThrow();
    }
    return at;
  }

  private static List<String> properties(String... path) {
    return ((JsonObject) ((JsonObject) at(path)).get("properties").orElseThrow())
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

  /** A rule of the gate as the schema has it: how it may be chosen, and what an editor shows. */
  private record Completed(String id, String form, String description) {

    static Completed of(Rule rule) {
      RuleInfo info = rule.info();
      return rule.isMandatory()
          ? new Completed(
              info.id(),
              "#/$defs/mandatory",
              info.summary() + ". It holds everywhere, as an error.")
          : new Completed(
              info.id(),
              "#/$defs/builtIn",
              "%s. Unless said otherwise: %s."
                  .formatted(info.summary(), info.severity().name().toLowerCase(Locale.ROOT)));
    }

    static Completed of(Member member) {
      JsonObject object = (JsonObject) member.value();
      return new Completed(
          member.name(),
          ((JsonString) object.get("$ref").orElseThrow()).value(),
          ((JsonString) object.get("description").orElseThrow()).value());
    }
  }

  @Test
  void completesTheRulesThatThereAreAsTheyMayBeChosen() {
    Json rules = at("$defs", "team", "properties", "rules", "properties");
    assertThat(((JsonObject) rules).members().stream().map(Completed::of))
        .containsExactlyElementsOf(
            BuiltInRules.all().stream()
                .map(Completed::of)
                .sorted(Comparator.comparing(Completed::id))
                .toList());
  }

  @Test
  void letsNobodySuppressWhatHoldsEverywhere() {
    JsonArray never = (JsonArray) at("$defs", "suppression", "properties", "rule", "not", "enum");
    assertThat(never.elements())
        .extracting(id -> ((JsonString) id).value())
        .containsExactlyElementsOf(
            BuiltInRules.all().stream()
                .filter(Rule::isMandatory)
                .map(rule -> rule.info().id())
                .sorted()
                .toList());
  }

  @Test
  void takesParametersOfTheGatesOwnRulesOnlyIfTheyHaveSome() {
    assertThat(properties("$defs", "builtIn", "anyOf", "1")).containsExactly("severity");
    assertThat(BuiltInRules.all()).allSatisfy(rule -> assertThat(rule.parameters()).isEmpty());
  }

  @Test
  void knowsWhatMayNarrow() {
    assertThat(
            ((JsonArray) at("$defs", "team", "properties", "narrowing", "items", "enum"))
                .elements())
        .extracting(key -> ((JsonString) key).value())
        .containsExactlyInAnyOrderElementsOf(Confinement.POSSIBLE);
  }

  @Test
  void knowsTheWorkloads() {
    assertThat(((JsonArray) at("$defs", "team", "properties", "workload", "enum")).elements())
        .extracting(word -> ((JsonString) word).value())
        .containsExactlyElementsOf(Arrays.stream(Workload.values()).map(Workload::word).toList());
  }
}
