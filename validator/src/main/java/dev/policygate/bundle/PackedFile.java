package dev.policygate.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The data of an entry, with what stands before and after it.
 *
 * @param data where the data starts
 * @param end where the entry ends, its descriptor included
 */
record PackedFile(Bytes bytes, CentralEntry entry, int data, int end) {

  private static final int LOCAL_SIZE = 30;

  /** A checksum and two sizes, without the signature before them. */
  private static final int DESCRIPTOR_SIZE = 12;

  private static final int DESCRIPTOR_SIZE_ZIP64 = 20;

  /**
   * Reads the local header of {@code entry} and what follows its data.
   *
   * @param next where the next entry starts, or the central directory
   * @param directory where the central directory starts
   */
  static PackedFile find(Bytes bytes, CentralEntry entry, long next, int directory) throws Refusal {
    int at = Math.toIntExact(entry.offset());
    String quoted = Wording.quoted(entry.name());
    bytes.require(at, LOCAL_SIZE, directory, "the local header of " + quoted);
    if (bytes.u32(at) != Bytes.LOCAL_HEADER) {
      throw Refusal.damaged(quoted + " has no local header");
    }
    int nameLength = bytes.u16(at + 26);
    int extraLength = bytes.u16(at + 28);
    long start = (long) at + LOCAL_SIZE + nameLength + extraLength;
    bytes.require(at, start - at, directory, "the local header of " + quoted);
    if (!bytes.holds(entry.name(), at + LOCAL_SIZE, nameLength)) {
      throw disagrees(quoted, "name");
    }
    ExtraFields extra = ExtraFields.read(bytes, at + LOCAL_SIZE + nameLength, extraLength, quoted);
    extra.requireNoNameBut(entry.name());
    requireAgreement(bytes, at, entry, extra);
    bytes.require((int) start, entry.packed(), directory, quoted);
    int end = (int) (start + entry.packed());
    PackedFile file = new PackedFile(bytes, entry, (int) start, end);
    return entry.hasDescriptor() ? file.withDescriptor(next, !extra.zip64(quoted).isEmpty()) : file;
  }

  private static void requireAgreement(Bytes bytes, int at, CentralEntry entry, ExtraFields extra)
      throws Refusal {
    String quoted = Wording.quoted(entry.name());
    if (bytes.u16(at + 6) != entry.flags()) {
      throw disagrees(quoted, "set of flags");
    }
    if (bytes.u16(at + 8) != entry.method()) {
      throw disagrees(quoted, "compression");
    }
    if (extra.encrypts() != entry.encrypts()) {
      throw disagrees(quoted, "encryption");
    }
    if (!agrees(bytes.u32(at + 14), entry.crc(), entry)) {
      throw disagrees(quoted, "checksum");
    }
    List<Long> large = extra.zip64(quoted);
    long packed = bytes.u32(at + 18);
    long size = bytes.u32(at + 22);
    boolean same =
        large.isEmpty()
            ? agrees(size, entry.size(), entry) && agrees(packed, entry.packed(), entry)
            : large.size() == 2
                && agrees(size, large.get(0), entry.size(), entry)
                && agrees(packed, large.get(1), entry.packed(), entry);
    if (!same) {
      throw disagrees(quoted, "size");
    }
  }

  /** What a descriptor tells may be left out of the local header. */
  private static boolean agrees(long local, long central, CentralEntry entry) {
    return local == central || (local == 0 && entry.hasDescriptor());
  }

  /**
   * The same, for a header with a Zip64 field. It may turn out not to have been needed, but not
   * where it says how long the descriptor is.
   */
  private static boolean agrees(long local, long large, long central, CentralEntry entry) {
    return agrees(large, central, entry)
        && (local == CentralEntry.FULL_32 || (local == central && !entry.hasDescriptor()));
  }

  private static Refusal disagrees(String quoted, String what) {
    return Refusal.ambiguous(
        quoted + " has one " + what + " in its local header and another in the central directory");
  }

  /**
   * The file with the descriptor that fills the bytes up to {@code next}.
   *
   * @param zip64 whether its sizes have eight bytes, as the Zip64 field of the local header says
   */
  private PackedFile withDescriptor(long next, boolean zip64) throws Refusal {
    String quoted = Wording.quoted(entry.name());
    int size = zip64 ? DESCRIPTOR_SIZE_ZIP64 : DESCRIPTOR_SIZE;
    boolean signed = next - end == size + 4;
    if (!signed && next - end != size) {
      throw Refusal.ambiguous(
          quoted + " is not followed by a descriptor of its data and nothing else");
    }
    int at = signed ? end + 4 : end;
    // Where a checksum without a signature looks like one, readers differ.
    boolean clear = (bytes.u32(end) == Bytes.DESCRIPTOR) == signed;
    boolean same =
        bytes.u32(at) == entry.crc()
            && (zip64 ? bytes.u64(at + 4) : bytes.u32(at + 4)) == entry.packed()
            && (zip64 ? bytes.u64(at + 12) : bytes.u32(at + 8)) == entry.size();
    if (!clear || !same) {
      throw Refusal.ambiguous(
          quoted + " has a descriptor that the central directory does not agree with");
    }
    // Readers that go from the beginning find the end of stored data by the signature alone.
    if (entry.method() == CentralEntry.STORED && (!signed || bytes.holdsRecord(data, end))) {
      throw Refusal.ambiguous(quoted + " does not tell clearly where its data end");
    }
    return new PackedFile(bytes, entry, data, at + size);
  }

  /**
   * The content, of exactly the size that the archive tells and with its checksum.
   *
   * @throws Refusal when it is not; no more than one byte beyond that size was unpacked then
   */
  byte[] unpack() throws Refusal {
    byte[] content =
        entry.method() == CentralEntry.STORED
            ? bytes.copy(data, data + (int) entry.packed())
            : inflate();
    if (content.length != entry.size()) {
      throw wrongSize();
    }
    if (new Bytes(content).crc(0, content.length) != entry.crc()) {
      throw Refusal.damaged("the checksum of " + Wording.quoted(entry.name()) + " is wrong");
    }
    return content;
  }

  private byte[] inflate() throws Refusal {
    Inflater inflater = new Inflater(true);
    try {
      bytes.feed(inflater, data, (int) entry.packed());
      byte[] content = new byte[(int) entry.size() + 1];
      int length = 0;
      while (!inflater.finished() && length < content.length) {
        int more = inflater.inflate(content, length, content.length - length);
        if (more == 0 && !inflater.finished()) {
          throw Refusal.damaged(
              "the compressed data of " + Wording.quoted(entry.name()) + " is cut short");
        }
        length += more;
      }
      if (length == content.length) {
        throw wrongSize();
      }
      if (inflater.getBytesRead() != entry.packed()) {
        throw Refusal.ambiguous(
            "the compressed data of "
                + Wording.quoted(entry.name())
                + " ends before its place does");
      }
      return Arrays.copyOf(content, length);
    } catch (DataFormatException e) {
      throw Refusal.damaged(
          "the compressed data of " + Wording.quoted(entry.name()) + " cannot be unpacked");
    } finally {
      inflater.end();
    }
  }

  private Refusal wrongSize() {
    return Refusal.damaged(
        Wording.quoted(entry.name())
            + " does not have the "
            + Wording.bytes(entry.size())
            + " that the archive tells");
  }
}
