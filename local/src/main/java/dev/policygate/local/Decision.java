package dev.policygate.local;

/** Whether a call may be made and, if not, which kind of policy stands in its way. */
public sealed interface Decision {

  record Allowed() implements Decision {}

  /**
   * A statement denies the call.
   *
   * @param by the kind of policy that holds the statement
   */
  record ExplicitlyDenied(PolicyKind by) implements Decision {}

  /**
   * Nothing denies the call, but it is not allowed where it would have to be.
   *
   * @param lacking the kind of policy that would have to allow it
   */
  record ImplicitlyDenied(PolicyKind lacking) implements Decision {}
}
