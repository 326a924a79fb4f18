package dev.policygate.testing;

import java.util.Optional;

/**
 * What a rule found, as tests state it.
 *
 * @param pointer of the place; relative to the statement where the rule was asked of one
 * @param fix the smallest change that mends it
 */
public record Report(String pointer, String message, Optional<String> fix) {

  @Override
  public String toString() {
    return "%s: %s%s"
        .formatted(
            pointer.isEmpty() ? "(the whole)" : pointer,
            message,
            fix.map(text -> "\n    fix: " + text).orElse(""));
  }
}
