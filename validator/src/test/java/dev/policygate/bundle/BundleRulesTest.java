package dev.policygate.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.SyntaxRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleRulesTest {

  private static final List<String> IDS = BundleRules.all().stream().map(RuleInfo::id).toList();

  @Test
  void areSortedAndHaveIdsOfTheirOwn() {
    assertThat(IDS).hasSize(11).isSorted().doesNotHaveDuplicates();
    assertThat(IDS)
        .doesNotContainAnyElementsOf(SyntaxRules.all().stream().map(RuleInfo::id).toList());
  }

  @Test
  void haveAPageEach() throws IOException {
    for (RuleInfo rule : BundleRules.all()) {
      Path page = Path.of("../docs/rules", rule.id() + ".md");
      assertThat(Files.readString(page))
          .startsWith("# " + rule.id() + "\n\n**Error**, ")
          .contains(rule.summary() + ".")
          .containsSubsequence(
              "\n## Why it matters\n",
              "\n## Rejected\n",
              "\n## Accepted\n",
              "\n## How to fix it\n",
              "\n## What it does not see\n");
    }
  }
}
