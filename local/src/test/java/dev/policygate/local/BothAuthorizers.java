package dev.policygate.local;

import dev.policygate.local.reference.ReferenceEvaluator;

/** Decides by the reference, and makes sure that the gate's own engine says the same. */
public final class BothAuthorizers implements Authorizer {
  private final Authorizer reference = new ReferenceEvaluator();
  private final Authorizer engine = new EngineAuthorizer();

  @Override
  public Decision decide(CallRequest request) {
    Decision decision = reference.decide(request);
    Decision other = engine.decide(request);
    if (!decision.equals(other)) {
      throw new AssertionError(
          "The reference says %s, the engine %s, to %s".formatted(decision, other, request));
    }
    return decision;
  }
}
