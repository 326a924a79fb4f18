package dev.policygate.local;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Makes up names as AWS makes them up. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Ids() {}

  /** A unique id: {@code prefix} such as {@code AROA}, and 17 characters. */
  static String unique(String prefix) {
    return prefix + pick(BASE_32, 17);
  }

  static String accessKey(String prefix) {
    return prefix + pick(BASE_32, 16);
  }

  static String secret() {
    return base64(30);
  }

  static String sessionToken() {
    return "IQoJb3JpZ2luX2Vj" + base64(240);
  }

  /** A version of an object: 32 letters and digits. */
  static String objectVersion() {
    return pick(LETTERS_AND_DIGITS, 32);
  }

  /** The last part of an artifact's key: seven letters and digits. */
  static String artifact() {
    return pick(LETTERS_AND_DIGITS, 7);
  }

  static String uuid() {
    return UUID.randomUUID().toString();
  }

  static String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(bytes(bytes));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String pick(String alphabet, int count) {
    StringBuilder picked = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      picked.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    return picked.toString();
  }
}
