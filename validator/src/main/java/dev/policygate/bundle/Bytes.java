package dev.policygate.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** The bytes of an archive, whose numbers are little-endian and unsigned. */
final class Bytes {

  static final long LOCAL_HEADER = 0x04034B50;
  static final long CENTRAL_HEADER = 0x02014B50;
  static final long DESCRIPTOR = 0x08074B50;
  static final long END_RECORD = 0x06054B50;
  static final long ZIP64_RECORD = 0x06064B50;
  static final long ZIP64_LOCATOR = 0x07064B50;

  /** The letters with which they all begin: those of Phil Katz. */
  private static final int FIRST_HALF = 'P' | 'K' << 8;

  private static final Set<Long> RECORDS =
      Set.of(LOCAL_HEADER, CENTRAL_HEADER, DESCRIPTOR, END_RECORD, ZIP64_RECORD, ZIP64_LOCATOR);

  private final byte[] bytes;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  /** Refuses an archive in which {@code what} does not fit before {@code end}. */
  void require(int at, long length, int end, String what) throws Refusal {
    if (at < 0 || length > (long) end - at) {
      throw Refusal.damaged(what + " is cut short");
    }
  }

  int u8(int at) {
    return Byte.toUnsignedInt(bytes[at]);
  }

  int u16(int at) {
    return u8(at) | u8(at + 1) << 8;
  }

  long u32(int at) {
    return u16(at) | (long) u16(at + 2) << 16;
  }

  /** Eight bytes; what is too large for a long is as large as a long can be. */
  long u64(int at) {
    long value = u32(at) | u32(at + 4) << 32;
    return value < 0 ? Long.MAX_VALUE : value;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Whether exactly the UTF-8 form of {@code text} stands there. */
  boolean holds(String text, int at, int length) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(expected, 0, expected.length, bytes, at, at + length);
  }

  /** Whether something in the range looks like the start of a record. */
  boolean holdsRecord(int from, int to) {
    for (int at = from; at + 4 <= to; at++) {
      if (u16(at) == FIRST_HALF && RECORDS.contains(u32(at))) {
        return true;
      }
    }
    return false;
  }

  /** The first place of {@code signature} that starts in the range, or -1. */
  int find(long signature, int from, int to) {
    for (int at = from; at < to && at + 4 <= bytes.length; at++) {
      if (u32(at) == signature) {
        return at;
      }
    }
    return -1;
  }

  /** The last place of {@code signature}, or -1. */
  int findLast(long signature) {
    for (int at = bytes.length - 4; at >= 0; at--) {
      if (u32(at) == signature) {
        return at;
      }
    }
    return -1;
  }

  long crc(int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return crc.getValue();
  }

  void feed(Inflater inflater, int from, int length) {
    inflater.setInput(bytes, from, length);
  }
}
