package dev.policygate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages for operators and reviewers say is there. */
class PagesTest {

  private static final Path ROOT = Template.INFRA.resolveSibling("");
  private static final Pattern NAMED_TEST =
      Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  private static String page(String name) throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve(name));
  }

  /** The rows of the tables of the threat model, but their heads. */
  static Stream<String> threats() throws IOException {
    return page("threat-model.md")
        .lines()
        .filter(line -> line.startsWith("| "))
        .filter(line -> !line.startsWith("| ---") && !line.endsWith("| shown by |"));
  }

  @ParameterizedTest
  @MethodSource("threats")
  void eachThreatNamesItsTestsOrWhoIsTrusted(String threat) throws IOException {
    String shownBy = threat.split(" \\| ", -1)[2];
    List<MatchResult> tests = NAMED_TEST.matcher(shownBy).results().toList();
    assertThat(tests.isEmpty() ? shownBy : "stays with").startsWith("stays with");
    for (MatchResult test : tests) {
      assertThat(source(test.group(1)))
          .as(test.group())
          .contains(test.group(2) == null ? "class" : " " + test.group(2) + "(");
    }
  }

  private static String source(String testClass) throws IOException {
    for (String module : List.of("validator", "lambda", "local", "cli", "profiles")) {
      Path tests = ROOT.resolve(module).resolve("src/test/java");
      if (Files.isDirectory(tests)) {
        try (Stream<Path> files = Files.walk(tests)) {
          var found = files.filter(file -> file.endsWith(testClass + ".java")).findFirst();
          if (found.isPresent()) {
            return Files.readString(found.get());
          }
        }
      }
    }
    return "";
  }

  /** The commands of the operators' page that run a script, each in one line. */
  static Stream<String> commands() throws IOException {
    return page("operations.md")
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith("$ scripts/"))
        .map(line -> line.substring("$ ".length()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandIsOneOfAScriptThatKnowsItsOptions(String command) throws IOException {
    Path script = ROOT.resolve(command.split(" ", 2)[0]);
    assertThat(script).isExecutable();
    String known =
        Files.readString(script) + Files.readString(ROOT.resolve("scripts").resolve("gate.py"));
    assertThat(Stream.of(command.split(" +", -1)).filter(word -> word.startsWith("--")))
        .allSatisfy(option -> assertThat(known).contains("\"" + option + "\""));
  }

  @Test
  void eachAlarmIsExplained() throws IOException {
    Stack watch = Stacks.securityWatch(Stacks.securityGate(), "Own", "Yes");
    assertThat(watch.resources("AWS::CloudWatch::Alarm"))
        .hasSize(7)
        .allSatisfy(
            alarm ->
                assertThat(page("operations.md"))
                    .contains("| %s |".formatted(alarm.text("AlarmName"))));
  }
}
