package dev.policygate.pages;

import java.util.Optional;

/**
 * An example of a page.
 *
 * @param line of the fence that opens it, 1-based
 * @param claim what the fence says that the gate does
 * @param content what it is
 * @param text as it stands in the page
 * @param says what the page says that the rule says; empty where the page does not say it
 * @param end the line after the fence that closes the example, 1-based
 * @param saysEnd the line after the fence that closes what the rule says; {@code end} if none
 */
record Example(
    int line,
    Claim claim,
    Content content,
    String text,
    Optional<String> says,
    int end,
    int saysEnd) {

  /** What a fence says that the gate does. */
  enum Claim {
    REJECTED,
    WARNED,
    ACCEPTED
  }

  /** What an example is. */
  enum Content {
    /**
     * A statement, a list of statements, a policy, a case of several policies, a bundle, profiles.
     */
    JSON,
    /** The text of a policy, which may be no JSON. */
    TEXT,
    /** The text of {@code metadata.json}. */
    METADATA
  }
}
