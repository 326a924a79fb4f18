package dev.policygate.access;

import java.util.Set;

/**
 * Which condition keys may have several values in one request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
 *     User Guide, global condition keys, "Value type"</a>
 */
final class MultivaluedKeys {

  /** The global keys that are documented as multivalued; all other {@code aws:} keys have one. */
  private static final Set<String> GLOBAL =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:principalservicenameslist",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:tagkeys",
          "aws:vpceorgpaths");

  private MultivaluedKeys() {}

  /**
   * Whether a request may have several values for {@code key}, in lower case. Of a key of which
   * nothing is known it is assumed: it only adds requests.
   */
  static boolean mayHaveSeveral(String key) {
    return !key.startsWith("aws:") || GLOBAL.contains(key);
  }
}
