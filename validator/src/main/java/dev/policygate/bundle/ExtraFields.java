package dev.policygate.bundle;

import dev.policygate.finding.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The extra fields of one header, of which most hold times and owners that a bundle does not need.
 *
 * @param spans where the data of each field stands, by its number
 */
record ExtraFields(Bytes bytes, Map<Integer, Span> spans) {

  private static final int ZIP64 = 0x0001;
  private static final int STRONG_ENCRYPTION = 0x0017;
  private static final int UNICODE_PATH = 0x7075;
  private static final int AES = 0x9901;

  /** The version and the checksum that stand before the name in a Unicode path. */
  private static final int UNICODE_PATH_PREFIX = 5;

  /** A piece of the archive. */
  record Span(int at, int length) {}

  static ExtraFields read(Bytes bytes, int start, int length, String owner) throws Refusal {
    Map<Integer, Span> spans = new HashMap<>();
    int end = start + length;
    int at = start;
    while (at < end) {
      bytes.require(at, 4, end, "an extra field of " + owner);
      int id = bytes.u16(at);
      int size = bytes.u16(at + 2);
      bytes.require(at + 4, size, end, "an extra field of " + owner);
      if (spans.put(id, new Span(at + 4, size)) != null) {
        throw Refusal.ambiguous(
            owner
                + " has the extra field `0x"
                + Numbers.hexadecimal(id, 4)
                + "` twice; readers differ in which one counts");
      }
      at += 4 + size;
    }
    if (bytes.holdsRecord(start, end)) {
      throw Refusal.ambiguous(
          "an extra field of " + owner + " holds what looks like a part of another archive");
    }
    return new ExtraFields(bytes, spans);
  }

  /** The values for which a header has no room, in the order in which it would have them. */
  List<Long> zip64(String owner) throws Refusal {
    Span field = spans.get(ZIP64);
    if (field == null) {
      return List.of();
    }
    if (field.length() == 0 || field.length() % Long.BYTES != 0) {
      throw Refusal.ambiguous(owner + " and its Zip64 field do not agree");
    }
    List<Long> values = new ArrayList<>();
    for (int at = field.at(); at < field.at() + field.length(); at += Long.BYTES) {
      values.add(bytes.u64(at));
    }
    return values;
  }

  boolean encrypts() {
    return spans.containsKey(AES) || spans.containsKey(STRONG_ENCRYPTION);
  }

  /** Refuses a second name: some readers prefer it to the one in the header. */
  void requireNoNameBut(String name) throws Refusal {
    Span path = spans.get(UNICODE_PATH);
    if (path == null) {
      return;
    }
    boolean same =
        path.length() >= UNICODE_PATH_PREFIX
            && bytes.u8(path.at()) == 1
            && bytes.holds(
                name, path.at() + UNICODE_PATH_PREFIX, path.length() - UNICODE_PATH_PREFIX);
    if (!same) {
      throw Refusal.ambiguous(
          Wording.quoted(name)
              + " has another name in its Unicode path, which some readers prefer");
    }
  }
}
