package dev.policygate.json;

import dev.policygate.finding.Location;

/**
 * Reads a JSON text (RFC 8259) whole, and nothing that only looks like one.
 *
 * <p>It has a reader of its own, since the first verdict of a fresh JVM is waited for: a general
 * library starts with arithmetic of big numbers, which here are never reckoned with.
 */
public final class JsonText {

  /** Deeper than any policy, metadata, event or profile. */
  public static final int MAX_DEPTH = 64;

  private JsonText() {}

  /** How reading ended. */
  public sealed interface Result {}

  /** The text is one JSON value and nothing else. */
  public record Read(Json value) implements Result {}

  /**
   * The text is one JSON value, and then goes on.
   *
   * @param location where it goes on
   */
  public record Trailing(Json value, Location location) implements Result {}

  /**
   * The text nests deeper than {@link #MAX_DEPTH}.
   *
   * @param location of the first bracket or brace that is too many
   */
  public record Excessive(Location location) implements Result {}

  /** The text is no JSON. */
  public record Malformed(Location location, String problem) implements Result {}

  /**
   * Reads {@code text}.
   *
   * @param file how places in it are called
   */
  public static Result read(String text, String file) {
    return new JsonReader(text, file).document();
  }
}
