package dev.policygate.local;

/** A code that a client may act on. */
sealed interface ErrorCode {

  /** This code as the protocol of {@code dialect} spells it. */
  Specific in(Dialect dialect);

  /** A code with its HTTP status. */
  record Specific(int status, String code) implements ErrorCode {
    @Override
    public Specific in(Dialect dialect) {
      return this;
    }
  }

  /** A code that is spelled differently by each protocol. */
  record Common(CommonError error) implements ErrorCode {
    @Override
    public Specific in(Dialect dialect) {
      return error.in(dialect);
    }
  }
}
