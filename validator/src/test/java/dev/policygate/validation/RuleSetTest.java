package dev.policygate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Severity;
import dev.policygate.policy.Statement;
import dev.policygate.validation.RuleSet.Choice;
import dev.policygate.validation.RuleSet.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private record Silent(RuleInfo info) implements StatementRule {
    @Override
    public List<Violation> check(Statement statement) {
      return List.of();
    }
  }

  private static final Rule ERROR = new Silent(RuleInfo.error("A", "It is"));
  private static final Rule WARNING = new Silent(RuleInfo.warning("B", "It is"));

  @Test
  void rulesWeighWhatTheySayWhereNothingIsChosen() {
    assertThat(RuleSet.of(List.of(ERROR, WARNING)).entries())
        .containsExactly(new Entry(ERROR, Severity.ERROR), new Entry(WARNING, Severity.WARNING));
  }

  @Test
  void aChoiceRaisesLowersAndSwitchesOff() {
    assertThat(
            RuleSet.of(List.of(ERROR, WARNING), Map.of("A", Choice.WARNING, "B", Choice.ERROR))
                .entries())
        .extracting(entry -> entry.info().severity())
        .containsExactly(Severity.WARNING, Severity.ERROR);
    assertThat(RuleSet.of(List.of(ERROR, WARNING), Map.of("A", Choice.OFF)).entries())
        .extracting(Entry::rule)
        .containsExactly(WARNING);
  }
}
