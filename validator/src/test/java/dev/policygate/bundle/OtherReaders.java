package dev.policygate.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** How others read an archive: each believes something else in it. */
enum OtherReaders {
  /** Goes from the beginning, by the local headers. */
  ZIP_INPUT_STREAM {
    @Override
    List<Entry> read(byte[] archive, Path file) throws IOException {
      List<Entry> entries = new ArrayList<>();
      try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          entries.add(new Entry(entry.getName(), in.readAllBytes()));
        }
      }
      return entries;
    }
  },

  /** Goes by the central directory, as strictly as Java does. */
  ZIP_FILE {
    @Override
    List<Entry> read(byte[] archive, Path file) throws IOException {
      Files.write(file, archive);
      List<Entry> entries = new ArrayList<>();
      try (ZipFile zip = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          entries.add(new Entry(entry.getName(), zip.getInputStream(entry).readAllBytes()));
        }
      }
      return entries;
    }
  },

  /**
   * Goes by the central directory, as forgivingly as Python and many others do: what stands before
   * the archive is skipped, what the local header says is believed only of lengths.
   */
  CENTRAL_DIRECTORY {
    @Override
    List<Entry> read(byte[] archive, Path file) throws IOException {
      Bytes bytes = new Bytes(archive);
      int end = bytes.findLast(0x06054B50);
      require(end >= 0 && end + 22 <= archive.length);
      long count = bytes.u16(end + 10);
      long size = bytes.u32(end + 12);
      long offset = bytes.u32(end + 16);
      long stop = end;
      if (end >= 20 && bytes.u32(end - 20) == 0x07064B50) {
        long record = bytes.u64(end - 12);
        require(record >= 0 && record + 56 <= archive.length);
        count = bytes.u64((int) record + 32);
        size = bytes.u64((int) record + 40);
        offset = bytes.u64((int) record + 48);
        stop = record;
      }
      require(size >= 0 && offset >= 0 && size <= stop && offset <= stop - size);
      long skipped = stop - size - offset;
      List<Entry> entries = new ArrayList<>();
      int at = (int) (stop - size);
      for (int i = 0; i < count; i++) {
        require(at + 46 <= archive.length && bytes.u32(at) == 0x02014B50);
        int nameLength = bytes.u16(at + 28);
        int extraLength = bytes.u16(at + 30);
        int next = at + 46 + nameLength + extraLength + bytes.u16(at + 32);
        require(next <= archive.length);
        String name =
            new String(bytes.copy(at + 46, at + 46 + nameLength), StandardCharsets.ISO_8859_1);
        long packed = bytes.u32(at + 20);
        long full = bytes.u32(at + 24);
        long local = bytes.u32(at + 42);
        int extra = at + 46 + nameLength;
        while (extra + 4 <= at + 46 + nameLength + extraLength) {
          if (bytes.u16(extra) == 1) {
            int large = extra + 4;
            if (full == 0xFFFF_FFFFL) {
              full = bytes.u64(large);
              large += 8;
            }
            if (packed == 0xFFFF_FFFFL) {
              packed = bytes.u64(large);
              large += 8;
            }
            if (local == 0xFFFF_FFFFL) {
              local = bytes.u64(large);
            }
          }
          extra += 4 + bytes.u16(extra + 2);
        }
        long header = local + skipped;
        require(header >= 0 && header + 30 <= archive.length);
        int start = (int) header;
        require(bytes.u32(start) == 0x04034B50);
        long data = header + 30 + bytes.u16(start + 26) + bytes.u16(start + 28);
        require(packed >= 0 && data + packed <= archive.length);
        byte[] content = bytes.copy((int) data, (int) (data + packed));
        entries.add(new Entry(name, bytes.u16(at + 10) == 0 ? content : inflate(content).content));
        at = next;
      }
      return entries;
    }
  },

  /** Looks for local headers and believes nothing else, as tools that repair archives do. */
  LOCAL_HEADERS {
    @Override
    List<Entry> read(byte[] archive, Path file) throws IOException {
      Bytes bytes = new Bytes(archive);
      List<Entry> entries = new ArrayList<>();
      int at = bytes.find(0x04034B50, 0, archive.length);
      while (at >= 0 && at + 30 <= archive.length) {
        int flags = bytes.u16(at + 6);
        int start = at + 30 + bytes.u16(at + 26) + bytes.u16(at + 28);
        require(start <= archive.length);
        String name =
            new String(
                bytes.copy(at + 30, at + 30 + bytes.u16(at + 26)), StandardCharsets.ISO_8859_1);
        byte[] rest = bytes.copy(start, archive.length);
        int used;
        if (bytes.u16(at + 8) == 8) {
          Inflated inflated = inflate(rest);
          entries.add(new Entry(name, inflated.content));
          used = inflated.used;
        } else {
          // Stored: as long as it says, or up to what looks like a descriptor.
          long length = bytes.u32(at + 18);
          if (length == 0xFFFF_FFFFL) {
            length = bytes.u64(start - 8);
          }
          if (length == 0 && (flags & 8) != 0) {
            length = new Bytes(rest).find(0x08074B50, 0, rest.length);
          }
          require(length >= 0 && length <= rest.length);
          entries.add(new Entry(name, Arrays.copyOf(rest, (int) length)));
          used = (int) length;
        }
        at = bytes.find(0x04034B50, start + used, archive.length);
      }
      return entries;
    }
  };

  /** What a reader found. */
  record Entry(String name, @SuppressWarnings("ArrayRecordComponent") byte[] content) {}

  /** What Deflate made of the beginning of some bytes. */
  private record Inflated(@SuppressWarnings("ArrayRecordComponent") byte[] content, int used) {}

  /** All entries, in whatever order; an exception where the reader finds no archive. */
  abstract List<Entry> read(byte[] archive, Path file) throws IOException;

  private static void require(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("no archive");
    }
  }

  private static Inflated inflate(byte[] packed) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 12];
      while (!inflater.finished()) {
        int more = inflater.inflate(buffer);
        require(more > 0 || inflater.finished());
        out.write(buffer, 0, more);
      }
      return new Inflated(out.toByteArray(), (int) inflater.getBytesRead());
    } catch (DataFormatException e) {
      throw new IOException(e);
    } finally {
      inflater.end();
    }
  }
}
