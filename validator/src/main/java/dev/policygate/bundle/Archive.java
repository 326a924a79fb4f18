package dev.policygate.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A ZIP archive in which every reader finds the same files.
 *
 * <p>Some readers go by the central directory at the end, some by the local headers from the
 * beginning on. Here both are read and must agree, and every byte of the archive belongs to exactly
 * one record: there is no room for a second archive.
 *
 * @param entries in the order in which they stand in the archive
 */
record Archive(Bytes bytes, List<CentralEntry> entries, int directory) {

  /** Two entries, and what macOS may add to them. */
  static final int MAX_ENTRIES = 64;

  private static final class ByOffset implements Comparator<CentralEntry> {
    @Override
    public int compare(CentralEntry one, CentralEntry other) {
      return Long.compare(one.offset(), other.offset());
    }
  }

  static Archive open(byte[] archive) throws Refusal {
    if (archive.length > BundleReader.MAX_ARCHIVE_BYTES) {
      throw Refusal.of(
          BundleRules.BUNDLE_TOO_LARGE,
          "the archive has more than " + Wording.bytes(BundleReader.MAX_ARCHIVE_BYTES));
    }
    Bytes bytes = new Bytes(archive);
    EndRecord end = EndRecord.find(bytes);
    List<CentralEntry> entries = new ArrayList<>();
    int at = end.directory();
    for (int i = 0; i < end.entries(); i++) {
      CentralEntry entry = CentralEntry.read(bytes, at, end.end());
      entries.add(entry);
      at = entry.next();
    }
    if (at != end.end()) {
      throw Refusal.ambiguous("the central directory goes on after the last entry it tells of");
    }
    entries.sort(new ByOffset());
    return new Archive(bytes, List.copyOf(entries), end.directory());
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (CentralEntry entry : entries) {
      names.add(entry.name());
    }
    return names;
  }

  /** What makes entries unfit, whatever their names. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (CentralEntry entry : entries) {
      problems.addAll(entry.problems());
    }
    return problems;
  }

  /**
   * The entries with their data.
   *
   * @throws Refusal when the local headers tell another story than the central directory, or leave
   *     room for one
   */
  List<PackedFile> files() throws Refusal {
    List<PackedFile> files = new ArrayList<>();
    long expected = 0;
    for (int i = 0; i < entries.size(); i++) {
      CentralEntry entry = entries.get(i);
      requireContiguous(expected, entry.offset(), Wording.quoted(entry.name()));
      long next = i + 1 < entries.size() ? entries.get(i + 1).offset() : directory;
      PackedFile file = PackedFile.find(bytes, entry, next, directory);
      files.add(file);
      expected = file.end();
    }
    requireContiguous(expected, directory, "the central directory");
    return files;
  }

  private static void requireContiguous(long expected, long start, String what) throws Refusal {
    if (start > expected) {
      throw Refusal.ambiguous(
          "a gap of "
              + Wording.bytes(start - expected)
              + " before "
              + what
              + " belongs to no entry, and others could find one there");
    }
    if (start < expected) {
      throw Refusal.ambiguous(what + " overlaps with what stands before it");
    }
  }
}
