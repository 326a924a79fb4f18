package dev.policygate.cli;

/** The command line makes no sense; the message says what is wrong and what to write. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
