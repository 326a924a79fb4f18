package dev.policygate.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Severity;
import dev.policygate.gate.RuleCatalog;
import dev.policygate.pages.Example.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule has a page, and what the page says of the gate is true. */
class RulePagesTest {

  private static final String TO_UPDATE =
      "to write down what the rules say now:"
          + " mvn -pl validator test -Dtest=RulePagesTest -Dpolicygate.pages=update";
  private static final boolean UPDATE = "update".equals(System.getProperty("policygate.pages"));

  /** Where a rule describes itself; the group is its id. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("RuleInfo\\s*(?:\\.\\s*(?:error|warning))?\\(\\s*\"(\\w+)\"");

  /** Pages about the rules, not about one. */
  private static final Set<String> ABOUT_RULES =
      Set.of("README.md", "coverage.md", "judgements.md");

  /** What is no policy, bundle or profile cannot stand on a page; its page says who shows it. */
  private static final Set<String> NOT_SHOWN = Set.of("UnreadableInput");

  static List<RuleInfo> rules() {
    return RuleCatalog.all();
  }

  static List<RuleInfo> shownRules() {
    return rules().stream().filter(rule -> !NOT_SHOWN.contains(rule.id())).toList();
  }

  @Test
  void everyRuleInTheSourcesIsInTheCatalogue() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (String module : List.of("validator", "lambda", "cli")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          DESCRIPTION.matcher(Files.readString(file)).results().forEach(at -> ids.add(at.group(1)));
        }
      }
    }
    assertThat(ids).containsExactlyElementsOf(rules().stream().map(RuleInfo::id).toList());
  }

  @Test
  void everyPageHasARule() throws IOException {
    List<String> pages;
    try (Stream<Path> files = Files.list(RulePage.FOLDER)) {
      pages =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !ABOUT_RULES.contains(name))
              .sorted()
              .toList();
    }
    assertThat(pages)
        .containsExactlyElementsOf(rules().stream().map(rule -> rule.id() + ".md").toList());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aPageTellsTheSameOfEachRule(RuleInfo rule) {
    boolean rejects = rule.severity() == Severity.ERROR;
    assertThat(RulePage.of(rule.id()).text())
        .startsWith("# %s\n\n**%s**, checked ".formatted(rule.id(), rejects ? "Error" : "Warning"))
        .contains(rule.summary() + ".")
        .containsSubsequence(
            "\n## Why it matters\n",
            rejects ? "\n## Rejected\n" : "\n## Warned\n",
            "\n## Accepted\n",
            "\n## How to fix it\n",
            "\n## What it does not see\n");
  }

  @ParameterizedTest
  @MethodSource("shownRules")
  void aRuleIsShownSilentAsOftenAsLoud(RuleInfo rule) {
    List<Claim> claims = RulePage.of(rule.id()).examples().stream().map(Example::claim).toList();
    Claim loud = rule.severity() == Severity.ERROR ? Claim.REJECTED : Claim.WARNED;
    long silent = claims.stream().filter(claim -> claim == Claim.ACCEPTED).count();
    assertThat(claims).contains(loud);
    assertThat(silent).isGreaterThanOrEqualTo(claims.size() - silent);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theGateJudgesEachExampleAsItsFenceSays(RuleInfo rule) throws IOException {
    RulePage page = RulePage.of(rule.id());
    List<String> wrong = new ArrayList<>();
    List<String> says = new ArrayList<>();
    for (Example example : page.examples()) {
      Judge judge = Judge.of(example);
      String said = judge.says(rule.id());
      boolean loud = example.claim() != Claim.ACCEPTED;
      boolean rejected = example.claim() == Claim.REJECTED;
      if (said.isEmpty() == loud || judge.rejects() != rejected) {
        wrong.add(
            "line %d is not %s: %s"
                .formatted(
                    example.line(),
                    example.claim().name().toLowerCase(Locale.ROOT),
                    judge.findings()));
      }
      says.add(said);
    }
    assertThat(wrong).isEmpty();
    if (UPDATE) {
      Files.writeString(page.file(), page.withAnswers(says));
    } else {
      assertThat(page.text()).as(TO_UPDATE).isEqualTo(page.withAnswers(says));
    }
  }

  @Test
  void theCatalogueListsTheRules() throws IOException {
    Path file = RulePage.FOLDER.resolve("README.md");
    String catalogue = CataloguePage.of(RuleCatalog.families());
    if (UPDATE) {
      Files.writeString(file, catalogue);
    } else {
      assertThat(Files.readString(file)).as(TO_UPDATE).isEqualTo(catalogue);
    }
  }
}
