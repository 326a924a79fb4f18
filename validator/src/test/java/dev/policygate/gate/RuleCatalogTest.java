package dev.policygate.gate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policygate.finding.RuleInfo;
import dev.policygate.rules.UnusableRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCatalogTest {

  @ParameterizedTest
  @ValueSource(strings = {"InvalidJson", "invalidjson", "RuleFailed", "UnknownTeam", "NotUtf8"})
  void nobodyElseSpeaksInTheNameOfTheGate(String id) {
    assertThatThrownBy(
            () -> RuleCatalog.requireFreeIds(List.of(RuleInfo.warning(id, "It says nothing"))))
        .isInstanceOf(UnusableRules.class)
        .hasMessageContaining("needs another id");
  }

  @Test
  void otherNamesAreFree() {
    assertThatCode(
            () -> RuleCatalog.requireFreeIds(List.of(RuleInfo.warning("Own", "It says nothing"))))
        .doesNotThrowAnyException();
  }
}
