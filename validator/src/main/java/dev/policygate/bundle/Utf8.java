package dev.policygate.bundle;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
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
      // One line more than there are line ends, of which CR LF is one.
      String[] lines = before.split("\r\n|\r|\n", -1);
      Location location =
          new Location(file, lines.length, lines[lines.length - 1].length() + 1, Optional.empty());
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
            : "the byte `0x%02X` does not belong here in UTF-8"
                .formatted(Byte.toUnsignedInt(bytes[in.position()])));
  }

  /** Whether a byte order mark of UTF-16 is there, as some editors and shells of Windows write. */
  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }
}
