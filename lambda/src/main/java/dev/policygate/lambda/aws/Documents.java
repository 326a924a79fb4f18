package dev.policygate.lambda.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Policy documents as IAM answers them. */
public final class Documents {

  private Documents() {}

  /**
   * The text of a document: IAM answers it URL-encoded by RFC 3986, emulators as it is. A document
   * starts with a brace, which the encoding never does.
   */
  public static String decoded(String document) {
    // In the encoding a plus is a plus, not the blank that a form makes of it.
    return document.stripLeading().startsWith("{")
        ? document
        : URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
