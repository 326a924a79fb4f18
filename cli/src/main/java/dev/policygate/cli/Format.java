package dev.policygate.cli;

/** How a command writes its answer. */
enum Format {
  /** For people. */
  TEXT("text"),
  /** For scripts; its form is a public contract. */
  JSON("json");

  /** The launcher sets it to {@code true} when a person reads along. */
  private static final String TERMINAL = "policygate.terminal";

  private final String word;

  Format(String word) {
    this.word = word;
  }

  /**
   * The format of that name.
   *
   * @throws UsageException when there is none
   */
  static Format of(String word) {
    for (Format format : values()) {
      if (format.word.equals(word)) {
        return format;
      }
    }
    throw new UsageException("there is no format `" + word + "`; write text or json");
  }

  /** Text for a terminal, JSON for a file, a pipe or a program. */
  static Format ofOutput() {
    return Boolean.getBoolean(TERMINAL) ? TEXT : JSON;
  }
}
