package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Undecided;
import dev.policygate.access.Containment.Within;
import dev.policygate.access.Decision.Allowed;
import dev.policygate.access.PolicyGenerator.Scene;
import dev.policygate.access.PolicyGenerator.Style;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds containment and evaluator against each other. More pairs than usual with {@code
 * -Dpolicygate.pairs=100000}, others with {@code -Dpolicygate.seed=…}.
 */
class ContainmentPropertyTest {

  private static final int PAIRS = Integer.getInteger("policygate.pairs", 6_000);
  private static final int REQUESTS = Integer.getInteger("policygate.requests", 40);
  private static final long SEED = Long.getLong("policygate.seed", 20_260_101);

  private int within;
  private int exceeds;
  private int undecided;

  @ParameterizedTest
  @EnumSource
  void saysWithinOnlyWhereNoRequestGetsThroughAndShowsOneElse(Style style) {
    for (int i = 0; i < PAIRS; i++) {
      check(SEED + i, style);
    }
    System.out.printf(
        "%s: within %d, exceeds %d, undecided %d%n", style, within, exceeds, undecided);
    assertThat(within).as("pairs within").isGreaterThan(PAIRS / 20);
    assertThat(exceeds).as("pairs that exceed").isGreaterThan(PAIRS / 20);
    assertThat(undecided)
        .as("pairs undecided")
        .isLessThan(style == Style.REALISTIC ? PAIRS / 250 + 1 : PAIRS / 25 + 1);
  }

  private void check(long seed, Style style) {
    PolicyGenerator generator = new PolicyGenerator(seed, style);
    Scene candidateScene = generator.scene(3);
    Scene envelopeScene =
        generator.chance(3) ? varied(candidateScene, generator) : generator.scene(4);
    Permissions candidate = candidateScene.permissions();
    Permissions envelope = envelopeScene.permissions();
    String pair = "seed %d %s%n%s%n%s".formatted(seed, style, candidateScene, envelopeScene);
    switch (Containment.compare(candidate, envelope)) {
      case Within _ -> {
        within++;
        Request request = generator.request();
        for (int r = 0; r < REQUESTS; r++) {
          assertThat(isBetween(request, candidate, envelope)).as("%s%n%s", request, pair).isFalse();
          boolean near = generator.chance(2) || candidate.decide(request) instanceof Allowed;
          request = near ? generator.near(request) : generator.request();
        }
      }
      case Exceeds(var witnesses, _) -> {
        exceeds++;
        for (Witness witness : witnesses) {
          assertThat(isBetween(witness.request(), candidate, envelope))
              .as("%s%n%s", witness.request(), pair)
              .isTrue();
          assertThat(Universe.RESOURCES.contains(witness.request().resource())).as(pair).isTrue();
        }
      }
      case Undecided(var doubts) -> {
        undecided++;
        if (Boolean.getBoolean("policygate.verbose")) {
          System.out.println(doubts.getFirst().what() + " " + pair);
        }
      }
    }
  }

  private static Scene varied(Scene scene, PolicyGenerator generator) {
    return new Scene(
        scene.identity().stream().map(generator::variation).toList(),
        scene.boundary().stream().map(generator::variation).toList(),
        scene.levels());
  }

  private static boolean isBetween(Request request, Permissions candidate, Permissions envelope) {
    return candidate.decide(request) instanceof Allowed
        && !(envelope.decide(request) instanceof Allowed);
  }
}
