package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.RuleInfo;
import dev.policygate.gate.RuleCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every issue code of IAM Access Analyzer is answered by a rule, or there is a reason. */
class CoverageTest {

  private static final Path PAGES = Path.of("../docs/rules");
  private static final Path CODES =
      Path.of("src/test/resources/dev/policygate/rules/access-analyzer-checks.tsv");
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z0-9_]+)` \\| (.+) \\|");
  private static final Pattern LINK = Pattern.compile("\\[(\\w+)]\\((\\w+)\\.md\\)");
  private static final List<String> RULES = RuleCatalog.all().stream().map(RuleInfo::id).toList();

  /** What the page says of each code. */
  private static Map<String, String> answers() {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String line : lines(PAGES.resolve("coverage.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(answers.put(row.group(1), row.group(2))).as(row.group(1) + " twice").isNull();
      }
    }
    return answers;
  }

  private static List<String> rulesIn(String answer) {
    List<String> rules = new ArrayList<>();
    Matcher link = LINK.matcher(answer);
    while (link.find()) {
      assertThat(link.group(1)).isEqualTo(link.group(2));
      rules.add(link.group(1));
    }
    return rules;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thePageNamesTheCodesThatThereAre() {
    List<String> codes =
        lines(CODES).stream()
            .filter(line -> !line.startsWith("#") && !line.startsWith("code\t"))
            .map(line -> line.substring(0, line.indexOf('\t')))
            .toList();
    assertThat(codes).hasSize(153).doesNotHaveDuplicates();
    assertThat(answers().keySet()).containsExactlyInAnyOrderElementsOf(codes);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "access-analyzer-checks.tsv", delimiter = '\t', numLinesToSkip = 4)
  void aCodeIsAnsweredByRulesWhosePagesNameIt(
      String code, String type, String identity, String offline) {
    String answer = answers().getOrDefault(code, "");
    List<String> rules = rulesIn(answer);
    if (identity.equals("yes") && offline.equals("yes")) {
      assertThat(rules).as(code + " can be decided here").isNotEmpty();
    }
    if (rules.isEmpty()) {
      assertThat(answer).as(type + " " + code).matches("[A-Z`].{30,}[^.]");
    }
    assertThat(RULES).containsAll(rules);
    for (String rule : rules) {
      assertThat(String.join("\n", lines(PAGES.resolve(rule + ".md"))))
          .as("page of " + rule)
          .contains("`" + code + "`");
    }
  }

  /** Which rules have a page that names a code that the coverage does not give them. */
  @Test
  void noPageNamesCodesOfOthers() {
    Map<String, String> answers = answers();
    List<String> wrong = new ArrayList<>();
    for (String rule : RULES) {
      String page = String.join("\n", lines(PAGES.resolve(rule + ".md")));
      int sources = page.lastIndexOf("access-analyzer-reference-policy-checks.html");
      answers.forEach(
          (code, answer) -> {
            if (sources > 0
                && page.indexOf("`" + code + "`", sources) > 0
                && !rulesIn(answer).contains(rule)) {
              wrong.add(rule + " names " + code);
            }
          });
    }
    assertThat(wrong).isEmpty();
  }
}
