package dev.policygate.guardrail;

import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import java.util.List;

/**
 * A policy with the central denies in it.
 *
 * @param document what is judged and published
 * @param authored what its author wrote
 * @param denies the central statements, whether they were appended or already there
 * @param proven whether it is known that what the statements deny is denied; what is not proven
 *     must not be published
 */
public record SealedPolicy(
    Policy document, Policy authored, List<Statement> denies, boolean proven) {
  public SealedPolicy {
    denies = List.copyOf(denies);
  }
}
