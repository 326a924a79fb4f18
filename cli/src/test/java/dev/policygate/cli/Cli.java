package dev.policygate.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line in this process, with what it writes. */
final class Cli {

  private Cli() {}

  /** How a call ended. */
  record Result(int status, String out, String err) {

    List<String> lines() {
      return out.lines().toList();
    }
  }

  static Result run(String... args) {
    return withInput(new byte[0], args);
  }

  static Result withInput(String input, String... args) {
    return withInput(input.getBytes(StandardCharsets.UTF_8), args);
  }

  static Result withInput(byte[] input, String... args) {
    return withInput(new ByteArrayInputStream(input), args);
  }

  static Result withInput(InputStream input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            input,
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    Status status = Main.run(args, console);
    console.out().flush();
    console.err().flush();
    return new Result(
        status.code(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Writes a file and gives its path as an argument. */
  static String file(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A policy whose statements stand on lines of their own, from the second on. */
  static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [\n"
        + String.join(",\n", statements)
        + "]}\n";
  }

  static String allow(String sid, String action, String resource) {
    return "{\"Sid\": \"%s\", \"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}"
        .formatted(sid, action, resource);
  }

  static String deny(String sid, String action, String resource) {
    return allow(sid, action, resource).replace("\"Allow\"", "\"Deny\"");
  }

  /** A statement under one condition. */
  static String when(String statement, String operator, String key, String value) {
    return statement.substring(0, statement.length() - 1)
        + ", \"Condition\": {\"%s\": {\"%s\": \"%s\"}}}".formatted(operator, key, value);
  }
}
