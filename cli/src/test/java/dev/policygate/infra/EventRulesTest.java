package dev.policygate.infra;

import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/** The templates' rules, asked of Event Ruler, which AWS publishes as the engine of EventBridge. */
class EventRulesTest {

  /** EventBridge, quotas: the characters of a rule's pattern. */
  private static final int MOST_OF_A_PATTERN = 2048;

  static Stream<Sighting> sightings() {
    return Sighting.all();
  }

  @ParameterizedTest
  @MethodSource("sightings")
  void seesWhatItShould(Sighting sighting) throws Exception {
    assertThat(Ruler.matchesRule(sighting.event(), sighting.pattern()))
        .isEqualTo(sighting.isSeen());
  }

  @Test
  void eachPatternIsValidAndAskedBothWays() {
    Map<String, List<Boolean>> asked =
        Sighting.all()
            .collect(
                Collectors.groupingBy(
                    Sighting::rule, Collectors.mapping(Sighting::isSeen, Collectors.toList())));
    assertThat(Stacks.eventPatterns())
        .hasSize(6)
        .allSatisfy(
            (rule, pattern) -> {
              assertThat(JsonRuleCompiler.check(pattern)).isNull();
              assertThat(pattern).hasSizeLessThanOrEqualTo(MOST_OF_A_PATTERN);
              assertThat(asked.get(rule)).contains(true, false);
            });
  }

  /** So that of two uploads in a row each is judged. */
  @Test
  void anUploadStartsThePipelineWithItsOwnVersion() {
    Map<String, Object> target =
        map(Template.list(at(upload().properties(), "Targets")).getFirst());
    Map<String, Object> transformer = map(at(target, "InputTransformer"));
    assertThat(at(transformer, "InputPathsMap"))
        .isEqualTo(Map.of("version", "$.detail.object.version-id"));
    String input = Template.text(transformer, "InputTemplate").replace("<version>", "IYV3p45BT0ac");
    assertThat(Template.parse(input))
        .isEqualTo(
            Map.of(
                "sourceRevisions",
                List.of(
                    Map.of(
                        "actionName", "Source",
                        "revisionType", "S3_OBJECT_VERSION_ID",
                        "revisionValue", "IYV3p45BT0ac"))));
  }

  private static Stack.Resource upload() {
    return Stacks.sandboxPipeline(Stacks.sandboxPrerequisites()).resource("UploadRule");
  }
}
