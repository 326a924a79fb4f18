package dev.policygate.guardrail;

import dev.policygate.policy.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short name of what statements say, whatever their Sids, the order of their lists and the layout
 * of the text: nobody makes other statements of the same name.
 */
public final class Fingerprint {

  /** 128 of the digest's bits: to find a second text for them is out of reach. */
  private static final int BYTES = 16;

  private Fingerprint() {}

  /** Of some statements, in this order: 32 hexadecimal digits. */
  public static String of(List<Statement> statements) {
    StringBuilder all = new StringBuilder();
    for (Statement statement : statements) {
      String value = StatementValue.of(statement);
      all.append(value.length()).append(':').append(value);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
