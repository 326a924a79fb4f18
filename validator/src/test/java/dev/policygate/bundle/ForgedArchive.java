package dev.policygate.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** An archive of which every field can be made a lie before it is written. */
final class ForgedArchive {

  static final long FULL_32 = 0xFFFF_FFFFL;
  private static final byte[] NOTHING = {};

  /** What the local header and the central directory both say of an entry. */
  static final class Header {
    byte[] name = NOTHING;
    int version = 20;
    int flags;
    int method;
    long crc;
    long packed;
    long size;
    byte[] extra = NOTHING;
  }

  /** One entry; an offset below 0 is where it really stands. */
  static final class Entry {
    final Header local = new Header();
    final Header central = new Header();
    byte[] gap = NOTHING;
    byte[] data = NOTHING;
    byte[] descriptor = NOTHING;
    byte[] comment = NOTHING;
    int madeBy = 0x031E;
    int disk;
    long attributes = 0x81A4_0000L;
    long offset = -1;

    Entry name(String name) {
      local.name = name.getBytes(StandardCharsets.UTF_8);
      central.name = local.name;
      return this;
    }

    Entry flags(int flags) {
      local.flags = flags;
      central.flags = flags;
      return this;
    }

    Entry method(int method) {
      local.method = method;
      central.method = method;
      return this;
    }

    Entry packed(byte[] packed) {
      data = packed;
      local.packed = packed.length;
      central.packed = packed.length;
      return this;
    }

    Entry size(long size) {
      local.size = size;
      central.size = size;
      return this;
    }

    Entry crc(long crc) {
      local.crc = crc;
      central.crc = crc;
      return this;
    }

    /** Moves what is known only after the data to where streaming tools write it. */
    Entry withDescriptor(boolean signature) {
      flags(central.flags | 0x0008);
      local.crc = 0;
      local.packed = 0;
      local.size = 0;
      Output out = new Output();
      if (signature) {
        out.u32(0x08074B50);
      }
      descriptor = out.u32(central.crc).u32(central.packed).u32(central.size).bytes();
      return this;
    }
  }

  final List<Entry> entries = new ArrayList<>();
  boolean directoryBackwards;
  byte[] beforeDirectory = NOTHING;
  byte[] beforeEnd = NOTHING;
  byte[] comment = NOTHING;
  byte[] trailer = NOTHING;
  int disk;
  int directoryDisk;
  int count = -1;
  int countHere = -1;
  long directorySize = -1;
  long directoryOffset = -1;

  /** A good archive of a good bundle. */
  static ForgedArchive ofBundle() {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated("policy.json", Samples.utf8(Samples.POLICY));
    archive.deflated("metadata.json", Samples.utf8(Samples.METADATA));
    return archive;
  }

  Entry policy() {
    return entries.get(0);
  }

  Entry metadata() {
    return entries.get(1);
  }

  Entry deflated(String name, byte[] content) {
    return stored(name, content).method(8).packed(deflate(content));
  }

  Entry stored(String name, byte[] content) {
    Entry entry = new Entry();
    entries.add(entry);
    return entry.name(name).packed(content).size(content.length).crc(crcOf(content));
  }

  static long crcOf(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[1 << 16];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** A field for the extra data of a header. */
  static byte[] extra(int id, byte[] data) {
    return new Output().u16(id).u16(data.length).raw(data).bytes();
  }

  static byte[] zip64(long... values) {
    Output out = new Output();
    for (long value : values) {
      out.u64(value);
    }
    return extra(0x0001, out.bytes());
  }

  static byte[] unicodePath(String headerName, String name) {
    byte[] header = headerName.getBytes(StandardCharsets.UTF_8);
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    return extra(0x7075, new Output().u8(1).u32(crcOf(header)).raw(path).bytes());
  }

  byte[] build() {
    Output out = new Output();
    long[] offsets = new long[entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      out.raw(entry.gap);
      offsets[i] = entry.offset < 0 ? out.size() : entry.offset;
      out.u32(0x04034B50).u16(entry.local.version);
      header(out, entry.local);
      out.u16(entry.local.name.length).u16(entry.local.extra.length);
      out.raw(entry.local.name).raw(entry.local.extra).raw(entry.data).raw(entry.descriptor);
    }
    out.raw(beforeDirectory);
    int start = out.size();
    for (int i = 0; i < entries.size(); i++) {
      int place = directoryBackwards ? entries.size() - 1 - i : i;
      Entry entry = entries.get(place);
      out.u32(0x02014B50).u16(entry.madeBy).u16(entry.central.version);
      header(out, entry.central);
      out.u16(entry.central.name.length).u16(entry.central.extra.length);
      out.u16(entry.comment.length)
          .u16(entry.disk)
          .u16(0)
          .u32(entry.attributes)
          .u32(offsets[place]);
      out.raw(entry.central.name).raw(entry.central.extra).raw(entry.comment);
    }
    int size = out.size() - start;
    out.raw(beforeEnd).u32(0x06054B50).u16(disk).u16(directoryDisk);
    out.u16(countHere < 0 ? entries.size() : countHere).u16(count < 0 ? entries.size() : count);
    out.u32(directorySize < 0 ? size : directorySize);
    out.u32(directoryOffset < 0 ? start : directoryOffset);
    return out.u16(comment.length).raw(comment).raw(trailer).bytes();
  }

  /** Adds the records of Zip64 to an archive whose end record then refers to them. */
  ForgedArchive withZip64End() {
    byte[] whole = build();
    Bytes read = new Bytes(whole);
    int end = whole.length - 22;
    long size = read.u32(end + 12);
    long offset = read.u32(end + 16);
    Output out = new Output().u32(0x06064B50).u64(44).u16(45).u16(45).u32(0).u32(0);
    out.u64(entries.size()).u64(entries.size()).u64(size).u64(offset);
    out.u32(0x07064B50).u32(0).u64(offset + size).u32(1);
    beforeEnd = out.bytes();
    count = 0xFFFF;
    countHere = 0xFFFF;
    directorySize = FULL_32;
    directoryOffset = FULL_32;
    return this;
  }

  private static void header(Output out, Header header) {
    out.u16(header.flags).u16(header.method).u16(0).u16(0x5C21);
    out.u32(header.crc).u32(header.packed).u32(header.size);
  }

  /** Little-endian numbers, one after the other. */
  static final class Output {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Output u8(int value) {
      out.write(value);
      return this;
    }

    Output u16(int value) {
      return u8(value).u8(value >>> 8);
    }

    Output u32(long value) {
      return u16((int) value).u16((int) (value >>> 16));
    }

    Output u64(long value) {
      return u32(value).u32(value >>> 32);
    }

    Output raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    int size() {
      return out.size();
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
