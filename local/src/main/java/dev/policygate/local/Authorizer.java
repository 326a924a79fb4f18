package dev.policygate.local;

/** Decides calls by the policies in force, as IAM does. */
@FunctionalInterface
public interface Authorizer {

  /**
   * Decides {@code request}; called for every single permission that a call needs, one at a time.
   * An authorizer that throws refuses the call.
   */
  Decision decide(CallRequest request);
}
