package dev.policygate.bundle;

import dev.policygate.finding.Numbers;

/**
 * What the end of an archive tells of its central directory.
 *
 * @param directory where the central directory starts
 * @param end where it ends, since the end record follows without a gap
 */
record EndRecord(int entries, int directory, int end) {

  private static final int SIZE = 22;
  private static final int ZIP64_LOCATOR_SIZE = 20;
  private static final int ZIP64_SIZE = 56;

  /** A field that is full says: look into the Zip64 record. */
  private static final long FULL_16 = 0xFFFF;

  private static final long FULL_32 = 0xFFFF_FFFFL;

  static EndRecord find(Bytes bytes) throws Refusal {
    int at = locate(bytes);
    if (at >= ZIP64_LOCATOR_SIZE && bytes.u32(at - ZIP64_LOCATOR_SIZE) == Bytes.ZIP64_LOCATOR) {
      return ofZip64(bytes, at);
    }
    if (bytes.u16(at + 10) == FULL_16
        || bytes.u32(at + 12) == FULL_32
        || bytes.u32(at + 16) == FULL_32) {
      throw Refusal.damaged("the end record refers to a Zip64 record, and there is none");
    }
    requireOneDisk(bytes.u16(at + 4), bytes.u16(at + 6), bytes.u16(at + 8), bytes.u16(at + 10));
    return of(bytes.u16(at + 10), bytes.u32(at + 16), bytes.u32(at + 12), at);
  }

  /** The place of the one end record, whose comment is the end of the archive. */
  private static int locate(Bytes bytes) throws Refusal {
    int at = bytes.findLast(Bytes.END_RECORD);
    if (at < 0) {
      throw Refusal.of(
          BundleRules.ARCHIVE_NOT_A_ZIP,
          bytes.length() == 0
              ? "the file is empty"
              : "the file does not end as a ZIP archive does: it is another kind of file, or cut"
                  + " short");
    }
    bytes.require(at, SIZE, bytes.length(), "the end record");
    int end = endOfComment(bytes, at);
    if (end > bytes.length()) {
      throw Refusal.damaged("the comment of the archive is cut short");
    }
    if (end < bytes.length()) {
      throw Refusal.ambiguous(
          "the file goes on for "
              + Wording.bytes(bytes.length() - end)
              + " after the archive, and others could find another one there");
    }
    int other = bytes.find(Bytes.END_RECORD, 0, at);
    while (other >= 0) {
      if (other + SIZE <= bytes.length() && endOfComment(bytes, other) == bytes.length()) {
        throw Refusal.ambiguous(
            "the archive has two end records; readers differ in which one counts");
      }
      other = bytes.find(Bytes.END_RECORD, other + 1, at);
    }
    if (bytes.holdsRecord(at + SIZE, end)) {
      throw Refusal.ambiguous(
          "the comment of the archive holds what looks like a part of another one");
    }
    return at;
  }

  private static int endOfComment(Bytes bytes, int at) {
    return at + SIZE + bytes.u16(at + 20);
  }

  private static EndRecord ofZip64(Bytes bytes, int at) throws Refusal {
    int locator = at - ZIP64_LOCATOR_SIZE;
    int record = locator - ZIP64_SIZE;
    if (record < 0
        || bytes.u64(locator + 8) != record
        || bytes.u32(record) != Bytes.ZIP64_RECORD
        || bytes.u64(record + 4) != ZIP64_SIZE - 12) {
      throw Refusal.ambiguous("the Zip64 record is not where it must be");
    }
    if (bytes.u32(locator + 4) != 0 || bytes.u32(locator + 16) != 1) {
      throw severalDisks();
    }
    long entries = bytes.u64(record + 32);
    requireOneDisk(bytes.u32(record + 16), bytes.u32(record + 20), bytes.u64(record + 24), entries);
    long size = bytes.u64(record + 40);
    long directory = bytes.u64(record + 48);
    boolean agree =
        agree(bytes.u16(at + 4), 0, FULL_16)
            && agree(bytes.u16(at + 6), 0, FULL_16)
            && agree(bytes.u16(at + 8), entries, FULL_16)
            && agree(bytes.u16(at + 10), entries, FULL_16)
            && agree(bytes.u32(at + 12), size, FULL_32)
            && agree(bytes.u32(at + 16), directory, FULL_32);
    if (!agree) {
      throw Refusal.ambiguous("the end record and the Zip64 record do not agree");
    }
    return of(entries, directory, size, record);
  }

  private static boolean agree(long field, long value, long full) {
    return field == full || field == value;
  }

  private static void requireOneDisk(long disk, long directoryDisk, long here, long entries)
      throws Refusal {
    if (disk != 0 || directoryDisk != 0 || here != entries) {
      throw severalDisks();
    }
  }

  private static Refusal severalDisks() {
    return Refusal.of(BundleRules.ARCHIVE_UNSUPPORTED, "the archive is a part of several");
  }

  private static EndRecord of(long entries, long directory, long size, int end) throws Refusal {
    if (entries > Archive.MAX_ENTRIES) {
      throw Refusal.of(
          BundleRules.BUNDLE_TOO_LARGE,
          "the archive has "
              + Numbers.grouped(entries)
              + " entries, at most "
              + Numbers.grouped(Archive.MAX_ENTRIES)
              + " are read");
    }
    if (directory > end || size != end - directory) {
      throw Refusal.ambiguous(
          "the central directory is not where the end record tells, so that readers could find"
              + " another one");
    }
    return new EndRecord((int) entries, (int) directory, end);
  }
}
