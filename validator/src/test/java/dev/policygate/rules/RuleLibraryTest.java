package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.policygate.finding.RuleInfo;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.JsonText;
import dev.policygate.policy.Statement;
import dev.policygate.testing.ExampleProject;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleProvider;
import dev.policygate.validation.RuleSettings;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Rules of the gate and of jars beside it; the example of the documentation is one of those. */
class RuleLibraryTest {

  @TempDir Path folder;

  /** A provider whose rule has the id of one of the gate's. */
  public static final class Clashing implements RuleProvider {
    @Override
    public List<Rule> rules(RuleParameters parameters) {
      return List.of(new WriteAtLarge());
    }
  }

  /** A provider of rules that find nothing, by the ids that the test wants. */
  public static final class Calling implements RuleProvider {

    private static List<String> ids = List.of();

    private record Silent(RuleInfo info) implements StatementRule {
      @Override
      public List<Violation> check(Statement statement) {
        return List.of();
      }
    }

    @Override
    public List<Rule> rules(RuleParameters parameters) {
      return ids.stream()
          .<Rule>map(id -> new Silent(RuleInfo.error(id, "It says nothing")))
          .toList();
    }
  }

  private URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
  }

  private static RuleParameters saying(String parameters) {
    if (JsonText.read(parameters, "profile.json") instanceof JsonText.Read(JsonObject object)) {
      return RuleParameters.DEFAULT.withSettings(
          Map.of("ForeignBucketName", RuleSettings.of(object)));
    }
    throw new AssertionError(parameters);
  }

  private Path naming(String provider) throws IOException {
    Path services = Files.createDirectories(folder.resolve("other/META-INF/services"));
    Files.writeString(services.resolve(RuleProvider.class.getName()), provider + "\n");
    return folder.resolve("other");
  }

  @Test
  void withoutJarsThereAreTheRulesOfTheGate() {
    assertThat(RuleLibrary.installed().rules(RuleParameters.DEFAULT))
        .extracting(rule -> rule.info().id())
        .containsExactlyElementsOf(
            BuiltInRules.all().stream().map(Rule::info).map(RuleInfo::id).toList());
  }

  @Test
  void aRuleOfAnotherJarTakesItsParametersFromTheProfile() throws IOException {
    try (URLClassLoader loader = loader(ExampleProject.jar(folder))) {
      RuleLibrary library = RuleLibrary.of(loader);
      assertThat(library.rules(RuleParameters.DEFAULT))
          .extracting(rule -> rule.info().id())
          .contains("ForeignBucketName", "AdministratorAccess");
      assertThat(library.rules(saying("{\"prefixes\": \"acme-\"}")))
          .hasSize(BuiltInRules.all().size() + 1);
      assertThatThrownBy(() -> library.rules(saying("{\"prefixes\": [\"\"]}")))
          .isInstanceOfSatisfying(
              RuleSettings.Unfit.class,
              unfit -> assertThat(unfit.location().column()).isEqualTo(14));
    }
  }

  @Test
  void twoRulesOfOneIdAreAnError() throws IOException {
    try (URLClassLoader loader = loader(naming(Clashing.class.getName()))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> RuleLibrary.of(loader).rules(RuleParameters.DEFAULT))
          .withMessageContaining("two rules are called `WriteAtLarge`");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Own;     own;      two rules are called `own`
          Own;     Own;      two rules are called `Own`
          Own;     writeatlarge; two rules are called `writeatlarge`
          my-rule; Own;      `my-rule` is no id of a rule
          ../Own;  Other;    `../Own` is no id of a rule
          '';      Other;    `` is no id of a rule
          """)
  void anIdIsOneWordThatNobodyElseHas(String id, String other, String problem) throws IOException {
    try (URLClassLoader loader = loader(naming(Calling.class.getName()))) {
      RuleLibrary library = RuleLibrary.of(loader);
      Calling.ids = List.of("Own", "Other");
      assertThat(library.rules(RuleParameters.DEFAULT)).hasSize(BuiltInRules.all().size() + 2);
      Calling.ids = List.of(id, other);
      assertThatIllegalStateException()
          .isThrownBy(() -> library.rules(RuleParameters.DEFAULT))
          .withMessageContaining(problem);
    }
  }

  @Test
  void aProviderThatCannotBeMadeIsAnError() throws IOException {
    try (URLClassLoader loader = loader(naming("org.example.Nobody"))) {
      assertThatThrownBy(() -> RuleLibrary.of(loader))
          .isInstanceOf(UnusableRules.class)
          .hasMessageContaining("org.example.Nobody");
    }
  }

  @Test
  void theExampleOfTheDocumentationPassesItsOwnTests() throws Exception {
    ExampleProject.build(folder);
    try (URLClassLoader loader = loader(folder)) {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(
                      selectClass(loader.loadClass("org.example.gate.ForeignBucketNameTest")))
                  .build(),
              listener);
      assertThat(listener.getSummary().getFailures()).isEmpty();
      assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(3);
    }
  }
}
