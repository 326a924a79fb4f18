package dev.policygate.local;

/** A code that a client may act on. */
sealed interface ErrorCode permits CommonError, ErrorCode.Specific {

  /** This code as the protocol of {@code dialect} spells it. */
  Specific in(Dialect dialect);

  /** A code with its HTTP status. */
  record Specific(int status, String code) implements ErrorCode {
    @Override
    public Specific in(Dialect dialect) {
      return this;
    }
  }
}
