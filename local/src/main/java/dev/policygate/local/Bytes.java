package dev.policygate.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that nobody changes. */
final class Bytes {
  static final Bytes NONE = new Bytes(new byte[0]);

  private final byte[] content;

  /** Takes {@code content} over: the caller must not change it afterwards. */
  Bytes(byte[] content) {
    this.content = content;
  }

  static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return content.length;
  }

  Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(content, from, to));
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  byte[] copy() {
    return content.clone();
  }

  InputStream stream() {
    return new ByteArrayInputStream(content);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(content);
  }

  byte[] digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }

  String hexDigest(String algorithm) {
    return HexFormat.of().formatHex(digest(algorithm));
  }
}
