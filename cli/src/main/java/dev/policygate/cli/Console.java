package dev.policygate.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command talks to.
 *
 * @param out results, and nothing else
 * @param err progress, warnings and errors
 */
record Console(InputStream in, PrintStream out, PrintStream err) {

  /** Says that the program itself broke down, and where. */
  Status defect(Throwable e) {
    err.println("policygate: a defect of the program: " + e);
    e.printStackTrace(err);
    return Status.FAILURE;
  }
}
