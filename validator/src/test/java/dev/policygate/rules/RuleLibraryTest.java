package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.policygate.finding.RuleInfo;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.JsonText;
import dev.policygate.testing.ExampleProject;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleProvider;
import dev.policygate.validation.RuleSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void aProviderThatCannotBeMadeIsAnError() throws IOException {
    try (URLClassLoader loader = loader(naming("org.example.Nobody"))) {
      assertThatThrownBy(() -> RuleLibrary.of(loader))
          .isInstanceOf(ServiceConfigurationError.class);
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
