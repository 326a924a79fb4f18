package dev.policygate.bundle;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Numbers;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes as text, or not at all: no replacement characters, no overlong forms, no surrogates. */
final class Utf8 {

  private Utf8() {}

  /** How decoding ended. */
  sealed interface Result {}

  record Text(String text) implements Result {}

  /**
   * The bytes are not UTF-8.
   *
   * @param before the text up to the first byte that is not
   * @param problem why
   */
  record Malformed(String before, String problem) implements Result {

    Finding finding(String file) {
      int line = 1;
      int lineStart = 0;
      for (int i = 0; i < before.length(); i++) {
        char c = before.charAt(i);
        if (c == '\n' || (c == '\r' && !before.startsWith("\n", i + 1))) {
          line++;
          lineStart = i + 1;
        }
      }
      Location location =
          new Location(file, line, before.length() - lineStart + 1, Optional.empty());
      return BundleRules.NOT_UTF8.at(location, problem, "save it as UTF-8");
    }
  }

  static Result decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (!result.isError()) {
      return new Text(text);
    }
    return new Malformed(
        text,
        isUtf16(bytes)
            ? "the text is UTF-16, not UTF-8"
            : "the byte `0x"
                + Numbers.hexadecimal(Byte.toUnsignedInt(bytes[in.position()]), 2)
                + "` does not belong here in UTF-8");
  }

  /** Whether a byte order mark of UTF-16 is there, as some editors and shells of Windows write. */
  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }
}
