package dev.policygate.bundle;

import dev.policygate.finding.Numbers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the central directory tells of one entry.
 *
 * @param offset where its local header starts
 * @param next where the next entry of the directory starts
 */
record CentralEntry(
    String name,
    int version,
    int flags,
    int method,
    long crc,
    long packed,
    long size,
    long attributes,
    boolean encrypts,
    long offset,
    int next) {

  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final long FULL_32 = 0xFFFF_FFFFL;

  private static final int SIZE = 46;

  /** Encrypted by the old means, by strong ones, and with local headers masked. */
  private static final int ENCRYPTED = 0x0001 | 0x0040 | 0x2000;

  private static final int DESCRIPTOR = 0x0008;

  /** How hard it was packed, that a descriptor follows, and that names are UTF-8. */
  private static final int HARMLESS = 0x0006 | DESCRIPTOR | 0x0800;

  private static final int AES = 99;
  private static final Map<Integer, String> METHODS =
      Map.of(9, "Deflate64", 12, "bzip2", 14, "LZMA", 93, "Zstandard", 95, "XZ", 98, "PPMd");

  /** 4.5 of the format, which brought Zip64; what came later, no bundle needs. */
  private static final int NEWEST_VERSION = 45;

  private static final int TYPE = 0xF000;
  private static final int REGULAR_FILE = 0x8000;
  private static final int FOLDER = 0x4000;
  private static final int SYMBOLIC_LINK = 0xA000;

  /** The bits by which DOS and Windows mark folders and links. */
  private static final int DOS_FOLDER = 0x0010;

  private static final int WINDOWS_LINK = 0x0400;

  static CentralEntry read(Bytes bytes, int at, int end) throws Refusal {
    bytes.require(at, SIZE, end, "the central directory");
    if (bytes.u32(at) != Bytes.CENTRAL_HEADER) {
      throw Refusal.damaged("the central directory holds something that is no entry");
    }
    int nameLength = bytes.u16(at + 28);
    int extraLength = bytes.u16(at + 30);
    long length = (long) SIZE + nameLength + extraLength + bytes.u16(at + 32);
    bytes.require(at, length, end, "the central directory");
    String name = name(bytes.copy(at + SIZE, at + SIZE + nameLength));
    ExtraFields extra =
        ExtraFields.read(bytes, at + SIZE + nameLength, extraLength, Wording.quoted(name));
    extra.requireNoNameBut(name);
    if (bytes.holdsRecord(at + SIZE + nameLength + extraLength, at + (int) length)) {
      throw Refusal.ambiguous(
          "the comment of "
              + Wording.quoted(name)
              + " holds what looks like a part of another archive");
    }
    if (bytes.u16(at + 34) != 0) {
      throw Refusal.of(
          BundleRules.ARCHIVE_UNSUPPORTED,
          Wording.quoted(name) + " is said to be in another archive");
    }
    Iterator<Long> large = extra.zip64(Wording.quoted(name)).iterator();
    long size = full(bytes.u32(at + 24), large, name);
    long packed = full(bytes.u32(at + 20), large, name);
    long offset = full(bytes.u32(at + 42), large, name);
    if (large.hasNext()) {
      throw zip64Disagrees(name);
    }
    return new CentralEntry(
        name,
        bytes.u16(at + 6) & 0xFF,
        bytes.u16(at + 8),
        bytes.u16(at + 10),
        bytes.u32(at + 16),
        packed,
        size,
        bytes.u32(at + 38),
        extra.encrypts(),
        offset,
        at + (int) length);
  }

  /** The value itself, or the next large one where the header has no room for it. */
  private static long full(long value, Iterator<Long> large, String name) throws Refusal {
    if (value != FULL_32) {
      return value;
    }
    if (!large.hasNext()) {
      throw zip64Disagrees(name);
    }
    return large.next();
  }

  private static Refusal zip64Disagrees(String name) {
    return Refusal.ambiguous(Wording.quoted(name) + " and its Zip64 field do not agree");
  }

  private static String name(byte[] bytes) throws Refusal {
    if (Utf8.decode(bytes) instanceof Utf8.Text(var text)) {
      return text;
    }
    throw Refusal.of(
        BundleRules.BUNDLE_ENTRY_UNEXPECTED, "the archive holds a name that is not UTF-8");
  }

  boolean hasDescriptor() {
    return (flags & DESCRIPTOR) != 0;
  }

  boolean isFolder() {
    return name.endsWith("/");
  }

  /** All that makes the entry unfit, whatever its name. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    String quoted = Wording.quoted(name);
    if ((flags & ENCRYPTED) != 0 || method == AES || encrypts) {
      problems.add(Problem.ofArchive(BundleRules.ARCHIVE_ENCRYPTED, quoted + " is encrypted"));
    } else if (method != STORED && method != DEFLATED) {
      problems.add(
          unsupported(
              quoted
                  + " is compressed by method "
                  + Numbers.grouped(method)
                  + (METHODS.containsKey(method) ? ", " + METHODS.get(method) : "")
                  + ", not by Deflate"));
    } else if (version > NEWEST_VERSION) {
      problems.add(
          unsupported(
              quoted
                  + " asks for version "
                  + Numbers.grouped(version / 10)
                  + "."
                  + Numbers.grouped(version % 10)
                  + " of the ZIP format, which many readers do not know"));
    }
    int odd = flags & ~(ENCRYPTED | HARMLESS);
    if (odd != 0) {
      problems.add(
          unsupported(
              quoted
                  + " has the flags `0x"
                  + Numbers.hexadecimal(odd, 4)
                  + "`, which no bundle needs"));
    }
    if (isFolder() && size != 0) {
      problems.add(
          Problem.ofArchive(BundleRules.ARCHIVE_DAMAGED, quoted + " is a folder with content"));
    }
    Optional<String> kind = kind();
    if (kind.isPresent()) {
      problems.add(unsupported(quoted + " is " + kind.get() + ", not a plain file"));
    }
    return problems;
  }

  private static Problem unsupported(String message) {
    return Problem.ofArchive(BundleRules.ARCHIVE_UNSUPPORTED, message);
  }

  /** What the entry is, unless it is what its name says. */
  private Optional<String> kind() {
    int type = (int) (attributes >>> 16) & TYPE;
    if (type == SYMBOLIC_LINK || (attributes & WINDOWS_LINK) != 0) {
      return Optional.of("a symbolic link");
    }
    if (type == FOLDER || (attributes & DOS_FOLDER) != 0) {
      return isFolder() ? Optional.empty() : Optional.of("a folder");
    }
    return type == 0 || type == REGULAR_FILE ? Optional.empty() : Optional.of("a special file");
  }
}
