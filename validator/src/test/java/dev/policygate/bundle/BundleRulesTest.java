package dev.policygate.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.SyntaxRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleRulesTest {

  private static final List<String> IDS = BundleRules.all().stream().map(RuleInfo::id).toList();

  @Test
  void areSortedAndHaveIdsOfTheirOwn() {
    assertThat(IDS).hasSize(12).isSorted().doesNotHaveDuplicates();
    assertThat(IDS)
        .doesNotContainAnyElementsOf(SyntaxRules.all().stream().map(RuleInfo::id).toList());
  }
}
