package dev.policygate.cli;

import java.io.PrintStream;

/** Tells people line by line how far a command has come; on standard error. */
record Progress(PrintStream err) {

  /**
   * A line, seen at once.
   *
   * @param what it is about, in a word
   */
  void line(String what, String text) {
    err.println("  %-13s %s".formatted(what, text));
    err.flush();
  }
}
