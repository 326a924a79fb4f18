package dev.policygate.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command talks to.
 *
 * @param out results, and nothing else
 * @param err progress, warnings and errors
 */
record Console(InputStream in, PrintStream out, PrintStream err) {}
