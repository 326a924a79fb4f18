package dev.policygate.guardrail;

import dev.policygate.policy.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * A short name of what statements say, whatever their Sids, places and the order of their lists:
 * who knows it cannot make other statements of the same name.
 */
public final class Fingerprint {

  /** 128 of the digest's bits: no second text of the same is to be found. */
  private static final int BYTES = 16;

  private Fingerprint() {}

  /** Of one statement. */
  public static String of(Statement statement) {
    return digest(StatementValue.of(statement));
  }

  /** Of some statements together, in any order. */
  public static String of(List<Statement> statements) {
    List<String> values = new ArrayList<>();
    for (Statement statement : statements) {
      values.add(StatementValue.of(statement));
    }
    Collections.sort(values);
    StringBuilder all = new StringBuilder("all");
    for (String value : values) {
      all.append(value.length()).append(':').append(value);
    }
    return digest(all.toString());
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
