package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Undecided;
import dev.policygate.access.Containment.Within;
import dev.policygate.access.Decision.Allowed;
import org.junit.jupiter.api.Test;

/** Holds containment and evaluator against each other. */
class ContainmentPropertyTest {

  private static final int PAIRS = Integer.getInteger("policygate.pairs", 3_000);
  private static final int REQUESTS = 300;
  private static final long SEED = Long.getLong("policygate.seed", 20_260_101);

  @Test
  void neverSaysWithinWhereARequestGetsThrough() {
    int within = 0;
    int exceeds = 0;
    int undecided = 0;
    for (int i = 0; i < PAIRS; i++) {
      long seed = SEED + i;
      PolicyGenerator generator = new PolicyGenerator(seed);
      String candidateText = generator.document(3);
      String envelopeText = generator.document(4);
      Permissions candidate = Permissions.of(PolicyGenerator.parse(candidateText));
      Permissions envelope = Permissions.of(PolicyGenerator.parse(envelopeText));
      switch (Containment.compare(candidate, envelope)) {
        case Within _ -> {
          within++;
          for (int r = 0; r < REQUESTS; r++) {
            Request request = generator.request();
            assertThat(
                    candidate.decide(request) instanceof Allowed
                        && !(envelope.decide(request) instanceof Allowed))
                .as("seed %d: %s%n%s%n%s", seed, request, candidateText, envelopeText)
                .isFalse();
          }
        }
        case Exceeds(var witnesses, _) -> {
          exceeds++;
          for (Witness witness : witnesses) {
            assertThat(candidate.decide(witness.request())).isInstanceOf(Allowed.class);
            assertThat(envelope.decide(witness.request())).isNotInstanceOf(Allowed.class);
          }
        }
        case Undecided(var doubts) -> {
          undecided++;
          if (Boolean.getBoolean("policygate.verbose")) {
            System.out.println(
                seed + " " + doubts.getFirst().what() + "\n" + candidateText + "\n" + envelopeText);
          }
        }
      }
    }
    System.out.printf("within %d, exceeds %d, undecided %d%n", within, exceeds, undecided);
    assertThat(within).as("pairs within").isGreaterThan(PAIRS / 20);
    assertThat(exceeds).as("pairs that exceed").isGreaterThan(PAIRS / 20);
    assertThat(undecided).as("pairs undecided").isLessThan(PAIRS / 50);
  }
}
