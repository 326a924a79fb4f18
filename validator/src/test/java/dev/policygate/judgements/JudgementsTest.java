package dev.policygate.judgements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.judgements.Cases.Case;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Holds the gate to {@code docs/rules/judgements.md}. */
class JudgementsTest {

  private static final Path CASES = Path.of("src/test/resources/judgements");
  private static final Path PUBLIC = Path.of("src/test/resources/public");

  /** Share of what is to be refused that must be, and of what is to pass that may be refused. */
  private static final double CAUGHT = 0.98;

  private static final double WRONGLY_REFUSED = 0.02;

  @Test
  void judgesTheSeenHalfAsItIsLabelled() {
    assertThat(misjudged(Cases.below(CASES.resolve("seen"))))
        .as("steps for EMR clusters that others run only warn: see judgements.md")
        .containsExactly("any-emr-steps.json");
  }

  @Test
  void judgesTheUnseenHalfWell() {
    List<Case> unseen = Cases.below(CASES.resolve("unseen"));
    assertThat(shareRefused(unseen, Case::refuse)).as("caught").isGreaterThanOrEqualTo(CAUGHT);
    assertThat(shareRefused(unseen, each -> !each.refuse()))
        .as("wrongly refused")
        .isLessThanOrEqualTo(WRONGLY_REFUSED);
  }

  @Test
  void judgesAwsOwnReadOnlyPoliciesByWhatTheyRead() {
    assertThat(misjudged(Cases.ofManifest(PUBLIC.resolve("aws-managed-read-only"))))
        .as("SecurityAudit names a service that AWS has retired: see judgements.md")
        .containsExactly("SecurityAudit.json");
  }

  @Test
  void judgesWhatGuidesRecommend() {
    assertThat(misjudged(Cases.ofManifest(PUBLIC.resolve("service-guides")))).isEmpty();
  }

  private static List<String> misjudged(List<Case> cases) {
    return cases.stream()
        .filter(each -> !each.disputed() && each.isRefused() != each.refuse())
        .map(Case::name)
        .toList();
  }

  private static double shareRefused(List<Case> cases, Predicate<Case> wanted) {
    List<Case> counted = cases.stream().filter(wanted).filter(each -> !each.disputed()).toList();
    assertThat(counted).hasSizeGreaterThan(100);
    return counted.stream().filter(Case::isRefused).count() / (double) counted.size();
  }
}
