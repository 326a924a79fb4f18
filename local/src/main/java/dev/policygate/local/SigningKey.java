package dev.policygate.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that signature version 4 derives from a secret for one day, Region and service. */
final class SigningKey {
  private final byte[] key;

  SigningKey(String secretAccessKey, SignatureClaim claim) {
    byte[] day = hmac(utf8("AWS4" + secretAccessKey), claim.date());
    key = hmac(hmac(hmac(day, claim.region()), claim.service()), "aws4_request");
  }

  /** Tells whether {@code signature} is that of {@code stringToSign}, in constant time. */
  boolean made(String signature, String stringToSign) {
    String expected = HexFormat.of().formatHex(hmac(key, stringToSign));
    return MessageDigest.isEqual(utf8(expected), utf8(signature));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
