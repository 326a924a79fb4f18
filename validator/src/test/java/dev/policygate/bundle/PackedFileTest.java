package dev.policygate.bundle;

import static dev.policygate.bundle.ForgedArchive.FULL_32;
import static dev.policygate.bundle.Samples.READ;
import static dev.policygate.bundle.Samples.after;
import static dev.policygate.bundle.Samples.ambiguous;
import static dev.policygate.bundle.Samples.damaged;
import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static dev.policygate.bundle.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.ForgedArchive.Entry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Local headers, descriptors and data that are not what the central directory tells. */
class PackedFileTest {

  private static String disagrees(String what) {
    return ambiguous(
        "`policy.json` has one %s in its local header and another in the central directory"
            .formatted(what));
  }

  @Test
  void refusesLocalHeadersThatTellSomethingElse() {
    assertThat(after(archive -> archive.policy().local.name = utf8("policy.jsom")))
        .isEqualTo(disagrees("name"));
    assertThat(after(archive -> archive.policy().local.name = utf8("policy.json2")))
        .isEqualTo(disagrees("name"));
    assertThat(after(archive -> archive.policy().local.flags = 0x0800))
        .isEqualTo(disagrees("set of flags"));
    assertThat(after(archive -> archive.policy().local.flags = 0x0008))
        .isEqualTo(disagrees("set of flags"));
    assertThat(after(archive -> archive.policy().local.method = 0))
        .isEqualTo(disagrees("compression"));
    assertThat(after(archive -> archive.policy().local.crc = 0)).isEqualTo(disagrees("checksum"));
    assertThat(after(archive -> archive.policy().local.packed = 0)).isEqualTo(disagrees("size"));
    assertThat(after(archive -> archive.policy().local.size++)).isEqualTo(disagrees("size"));
    assertThat(
            after(archive -> archive.policy().local.extra = ForgedArchive.extra(0x9901, utf8("x"))))
        .isEqualTo(disagrees("encryption"));
  }

  @Test
  void refusesOtherSizesInTheZip64FieldOfALocalHeader() {
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy();
                  policy.local.extra = ForgedArchive.zip64(policy.local.size, 1);
                  policy.local.packed = FULL_32;
                  policy.local.size = FULL_32;
                }))
        .isEqualTo(disagrees("size"));
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy();
                  policy.local.extra = ForgedArchive.zip64(policy.local.size);
                  policy.local.size = FULL_32;
                }))
        .isEqualTo(disagrees("size"));
  }

  @Test
  void refusesOtherValuesWhereADescriptorFollows() {
    assertThat(after(archive -> archive.policy().withDescriptor(true).local.crc = 1))
        .isEqualTo(disagrees("checksum"));
    assertThat(after(archive -> archive.policy().withDescriptor(true).local.packed = 1))
        .isEqualTo(disagrees("size"));
    assertThat(after(archive -> archive.policy().withDescriptor(true).local.size = 1))
        .isEqualTo(disagrees("size"));
  }

  @Test
  void refusesDescriptorsThatTellSomethingElse() {
    String disagreeing =
        ambiguous("`policy.json` has a descriptor that the central directory does not agree with");
    for (int at = 0; at < 16; at++) {
      int place = at;
      assertThat(after(archive -> archive.policy().withDescriptor(true).descriptor[place]++))
          .isEqualTo(disagreeing);
    }
    String missing =
        ambiguous("`policy.json` is not followed by a descriptor of its data and nothing else");
    assertThat(after(archive -> archive.policy().withDescriptor(true).descriptor = new byte[0]))
        .isEqualTo(missing);
    assertThat(after(archive -> archive.policy().withDescriptor(true).descriptor = new byte[17]))
        .isEqualTo(missing);
  }

  @Test
  void refusesADescriptorThatAnnouncesItsLengthHalfheartedly() {
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy().withDescriptor(true);
                  policy.local.extra = ForgedArchive.zip64(0, 0);
                }))
        .isEqualTo(disagrees("size"));
  }

  @Test
  void refusesAChecksumThatLooksLikeTheSignatureOfADescriptor() {
    assertThat(after(archive -> archive.policy().crc(0x08074B50).withDescriptor(false)))
        .isEqualTo(
            ambiguous(
                "`policy.json` has a descriptor that the central directory does not agree with"));
  }

  @Test
  void refusesStoredDataOfWhichAStreamCouldNotFindTheEnd() {
    String unclear = ambiguous("`.DS_Store` does not tell clearly where its data end");
    byte[] nested = ForgedArchive.ofBundle().build();
    assertThat(after(archive -> archive.stored(".DS_Store", nested).withDescriptor(true)))
        .isEqualTo(unclear);
    assertThat(after(archive -> archive.stored(".DS_Store", utf8("view")).withDescriptor(false)))
        .isEqualTo(unclear);
    assertThat(after(archive -> archive.stored(".DS_Store", utf8("view")).withDescriptor(true)))
        .isEqualTo(READ);
  }

  @Test
  void refusesDeflatedDataInWhichAStreamCouldEndEarly() {
    // What a reader from the beginning would take for the descriptor and the next entry.
    ForgedArchive inner = new ForgedArchive();
    inner.deflated(".DS_Store", utf8("view")).withDescriptor(true);
    Entry view = inner.entries.getFirst();
    byte[] early =
        new ForgedArchive.Output()
            .raw(view.data)
            .raw(view.descriptor)
            .raw(ForgedArchive.ofBundle().build())
            .bytes();
    assertThat(
            after(
                archive -> {
                  Entry entry = archive.deflated(".DS_Store", utf8("view")).packed(early);
                  entry.withDescriptor(true);
                  archive.entries.addFirst(archive.entries.removeLast());
                }))
        .isEqualTo(ambiguous("the compressed data of `.DS_Store` ends before its place does"));
  }

  @Test
  void refusesGapsAndOverlaps() {
    assertThat(after(archive -> archive.metadata().gap = new byte[3]))
        .isEqualTo(
            ambiguous(
                "a gap of 3 bytes before `metadata.json` belongs to no entry, and others could find"
                    + " one there"));
    assertThat(after(archive -> archive.beforeDirectory = new byte[1]))
        .isEqualTo(
            ambiguous(
                "a gap of 1 byte before the central directory belongs to no entry, and others could"
                    + " find one there"));
    // One entry that is told of twice, under two names.
    assertThat(after(archive -> archive.stored(".DS_Store", utf8("view")).offset = 0))
        .isEqualTo(ambiguous("`.DS_Store` overlaps with what stands before it"));
  }

  @Test
  void refusesAnOffsetWhereNoEntryStands() {
    ForgedArchive archive = ForgedArchive.ofBundle();
    byte[] bytes = archive.build();
    bytes[0] = 'X';
    assertThat(report(read(bytes))).isEqualTo(damaged("`policy.json` has no local header"));
    assertThat(after(forged -> forged.metadata().offset = 0x7000_0000))
        .startsWith(ambiguous("a gap of "));
  }

  @Test
  void refusesALocalHeaderThatIsCutShort() {
    byte[] archive = ForgedArchive.ofBundle().build();
    byte[] changed = archive.clone();
    changed[27] = 1; // 256 more bytes of a name
    changed[29] = 1; // and of extra fields
    assertThat(report(read(changed)))
        .isEqualTo(damaged("the local header of `policy.json` is cut short"));
    // The central directory stands where the second entry should be.
    Bytes bytes = new Bytes(archive);
    int end = archive.length - 22;
    int directory = (int) bytes.u32(end + 16);
    int second = (int) bytes.u32(end - 59 + 42);
    ForgedArchive.Output out = new ForgedArchive.Output();
    out.raw(bytes.copy(0, second)).raw(bytes.copy(directory, end + 16)).u32(second).u16(0);
    assertThat(report(read(out.bytes())))
        .isEqualTo(damaged("the local header of `metadata.json` is cut short"));
  }

  @Test
  void refusesAnEntryThatReachesIntoTheDirectory() {
    assertThat(
            after(
                archive -> {
                  archive.metadata().central.packed += 200;
                  archive.metadata().local.packed += 200;
                }))
        .isEqualTo(damaged("`metadata.json` is cut short"));
  }

  @Test
  void refusesAWrongChecksum() {
    assertThat(after(archive -> archive.policy().crc(1)))
        .isEqualTo(damaged("the checksum of `policy.json` is wrong"));
  }

  @Test
  void refusesAWrongSize() {
    assertThat(after(archive -> archive.policy().size(152)))
        .isEqualTo(damaged("`policy.json` does not have the 152 bytes that the archive tells"));
    assertThat(after(archive -> archive.policy().size(154)))
        .isEqualTo(damaged("`policy.json` does not have the 154 bytes that the archive tells"));
    assertThat(after(archive -> archive.policy().method(0)))
        .isEqualTo(damaged("`policy.json` does not have the 153 bytes that the archive tells"));
  }

  @Test
  void refusesDataThatCannotBeUnpacked() {
    assertThat(after(archive -> archive.policy().data[0] = (byte) 0xFF))
        .isEqualTo(damaged("the compressed data of `policy.json` cannot be unpacked"));
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy();
                  policy.packed(Arrays.copyOf(policy.data, policy.data.length - 1));
                }))
        .isEqualTo(damaged("the compressed data of `policy.json` is cut short"));
  }

  @Test
  void refusesBytesAfterTheCompressedData() {
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy();
                  policy.packed(Arrays.copyOf(policy.data, policy.data.length + 1));
                }))
        .isEqualTo(ambiguous("the compressed data of `policy.json` ends before its place does"));
  }

  @Test
  void reportsTheDamageOfEveryEntry() {
    assertThat(
            after(
                archive -> {
                  archive.policy().crc(1);
                  archive.metadata().crc(1);
                  archive.stored(".DS_Store", utf8("view")).crc(1);
                }))
        .isEqualTo(
            """
            refused
            ArchiveDamaged policy.zip:1:1 the checksum of `.DS_Store` is wrong
            ArchiveDamaged policy.zip:1:1 the checksum of `metadata.json` is wrong
            ArchiveDamaged policy.zip:1:1 the checksum of `policy.json` is wrong""");
  }
}
