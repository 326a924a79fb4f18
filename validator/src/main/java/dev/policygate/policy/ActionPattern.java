package dev.policygate.policy;

/**
 * An entry of {@code Action} or {@code NotAction}: {@code s3:Get*}, {@code *}. Letters match in
 * either case.
 *
 * @param text as it is written
 */
public record ActionPattern(String text) {

  /** The text in lower case: two patterns that are equal so are the same. */
  public String folded() {
    return Letters.fold(text);
  }

  /** What stands before the colon, in lower case; all of it where there is no colon. */
  public String service() {
    int colon = text.indexOf(':');
    return Letters.fold(colon < 0 ? text : text.substring(0, colon));
  }
}
