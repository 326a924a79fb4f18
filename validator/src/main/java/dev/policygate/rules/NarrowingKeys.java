package dev.policygate.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which condition keys narrow what is granted, and which do not: because the holder fulfils them as
 * he likes, or because they are true of nearly every request of the account.
 */
final class NarrowingKeys {

  /** Global keys about the resource or about who calls on behalf of the holder: these narrow. */
  private static final Set<String> NARROWING =
      Set.of(
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:viaawsservice",
          "aws:principalisawsservice",
          "aws:principalservicename",
          "aws:principalservicenameslist");

  /** Keys of services about how a request is made, not about what it reaches. */
  private static final Set<String> ABOUT_THE_REQUEST =
      Set.of(
          "s3:authtype",
          "s3:signatureage",
          "s3:signatureversion",
          "s3:tlsversion",
          "s3:x-amz-content-sha256",
          "s3:resourceaccount");

  private NarrowingKeys() {}

  /**
   * Values of a key that nobody means: with them, a condition that narrows is not fulfilled.
   *
   * @param key in lower case
   * @return empty when the key does not narrow, so that any value of it will do
   */
  static Optional<List<String>> aliens(String key) {
    if (ABOUT_THE_REQUEST.contains(key)) {
      return Optional.empty();
    }
    if (key.startsWith("aws:") && !key.startsWith("aws:resourcetag/") && !NARROWING.contains(key)) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            AtLarge.FRESH,
            "false",
            "arn:aws:" + AtLarge.FRESH + ":::" + AtLarge.FRESH,
            AtLarge.FRESH + ".amazonaws.com"));
  }
}
