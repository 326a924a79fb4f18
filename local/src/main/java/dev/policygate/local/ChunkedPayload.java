package dev.policygate.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes the encoding {@code aws-chunked} off a body and verifies the signature of every chunk, each
 * of which covers the one before.
 */
final class ChunkedPayload {
  private static final String EMPTY_SHA_256 = Bytes.NONE.hexDigest("SHA-256");

  private final byte[] encoded;
  private int position;

  private ChunkedPayload(Bytes encoded) {
    this.encoded = encoded.copy();
  }

  /** What was in the chunks, and the headers that came after them, names in lower case. */
  record Decoded(Bytes content, Map<String, String> trailers) {}

  /** Decodes chunks that carry no signatures. */
  static Decoded unsigned(Bytes encoded) {
    return new ChunkedPayload(encoded).decode(new Verifier.None());
  }

  /**
   * Decodes signed chunks.
   *
   * @param seed the signature of the request's headers
   */
  static Decoded signed(
      Bytes encoded, SigningKey key, String timestamp, String scope, String seed) {
    return new ChunkedPayload(encoded).decode(new Verifier.Chain(key, timestamp, scope, seed));
  }

  private Decoded decode(Verifier verifier) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      String header = line();
      int semicolon = header.indexOf(';');
      int size = size(semicolon < 0 ? header : header.substring(0, semicolon));
      Bytes chunk = take(size);
      verifier.chunk(chunk, semicolon < 0 ? "" : header.substring(semicolon + 1));
      if (size == 0) {
        break;
      }
      content.writeBytes(chunk.copy());
      if (!line().isEmpty()) {
        throw malformed();
      }
    }
    return new Decoded(new Bytes(content.toByteArray()), trailers(verifier));
  }

  private Map<String, String> trailers(Verifier verifier) {
    Map<String, String> trailers = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    while (position < encoded.length) {
      String line = line();
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw malformed();
      }
      trailers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    String signature = trailers.remove("x-amz-trailer-signature");
    if (!trailers.isEmpty()) {
      verifier.trailers(trailers, signature == null ? "" : signature);
    }
    return trailers;
  }

  private String line() {
    int end = position;
    while (end < encoded.length && encoded[end] != '\n') {
      end++;
    }
    if (end == encoded.length) {
      throw malformed();
    }
    String line = new String(encoded, position, end - position, StandardCharsets.UTF_8);
    position = end + 1;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private Bytes take(int size) {
    if (size > encoded.length - position) {
      throw malformed();
    }
    Bytes taken = new Bytes(encoded).slice(position, position + size);
    position += size;
    return taken;
  }

  private static int size(String hex) {
    try {
      int size = Integer.parseInt(hex, 16);
      if (size < 0) {
        throw malformed();
      }
      return size;
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  private static AwsError malformed() {
    return new AwsError(
        400, "IncompleteBody", "The body is not encoded as the aws-chunked that it claims to be");
  }

  /** Checks what the chunks are signed with. */
  private sealed interface Verifier {
    void chunk(Bytes chunk, String extension);

    void trailers(Map<String, String> trailers, String signature);

    /** Nothing is signed. */
    record None() implements Verifier {
      @Override
      public void chunk(Bytes chunk, String extension) {}

      @Override
      public void trailers(Map<String, String> trailers, String signature) {}
    }

    /** Each signature covers the one before. */
    final class Chain implements Verifier {
      private final SigningKey key;
      private final String timestampAndScope;
      private String previous;

      Chain(SigningKey key, String timestamp, String scope, String seed) {
        this.key = key;
        this.timestampAndScope = timestamp + "\n" + scope;
        this.previous = seed;
      }

      @Override
      public void chunk(Bytes chunk, String extension) {
        String signature = extension.replaceFirst("^chunk-signature=", "");
        verify("PAYLOAD", EMPTY_SHA_256 + "\n" + chunk.hexDigest("SHA-256"), signature);
      }

      @Override
      public void trailers(Map<String, String> trailers, String signature) {
        String canonical =
            trailers.entrySet().stream()
                .map(trailer -> trailer.getKey() + ":" + trailer.getValue() + "\n")
                .collect(Collectors.joining());
        verify("TRAILER", Bytes.of(canonical).hexDigest("SHA-256"), signature);
      }

      private void verify(String what, String hashes, String signature) {
        String stringToSign =
            String.join("\n", "AWS4-HMAC-SHA256-" + what, timestampAndScope, previous, hashes);
        if (!key.made(signature, stringToSign)) {
          throw Authenticator.wrongSignature();
        }
        previous = signature;
      }
    }
  }
}
