package dev.policygate.bundle;

import static dev.policygate.bundle.ForgedArchive.FULL_32;
import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static dev.policygate.bundle.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.ForgedArchive.Entry;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in which something is not as it seems. */
class ArchiveTest {

  private static final String READ = "read ReportsReader";

  private static String after(Consumer<ForgedArchive> forgery) {
    ForgedArchive archive = ForgedArchive.ofBundle();
    forgery.accept(archive);
    return report(read(archive));
  }

  private static String ambiguous(String message) {
    return "refused\nArchiveAmbiguous policy.zip:1:1 " + message;
  }

  private static String damaged(String message) {
    return "refused\nArchiveDamaged policy.zip:1:1 " + message;
  }

  @Test
  void readsAnHonestArchive() {
    assertThat(after(archive -> {})).isEqualTo(READ);
  }

  @Test
  void readsEntriesInAnyOrder() {
    assertThat(after(archive -> archive.entries.add(archive.entries.removeFirst())))
        .isEqualTo(READ);
    assertThat(after(archive -> archive.directoryBackwards = true)).isEqualTo(READ);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsDescriptorsWithAndWithoutSignature(boolean signature) {
    assertThat(after(archive -> archive.entries.forEach(entry -> entry.withDescriptor(signature))))
        .isEqualTo(READ);
  }

  @Test
  void readsAComment() {
    assertThat(after(archive -> archive.comment = utf8("The reports of team A"))).isEqualTo(READ);
    assertThat(after(archive -> archive.policy().comment = utf8("new"))).isEqualTo(READ);
  }

  @Test
  void readsZip64RecordsOfASmallArchive() {
    assertThat(after(ForgedArchive::withZip64End)).isEqualTo(READ);
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy();
                  policy.central.extra = ForgedArchive.zip64(policy.central.size);
                  policy.central.size = FULL_32;
                }))
        .isEqualTo(READ);
  }

  // The end record.

  @Test
  void refusesWhatFollowsTheArchive() {
    assertThat(after(archive -> archive.trailer = new byte[1]))
        .isEqualTo(
            ambiguous(
                "the file goes on for 1 byte after the archive, and others could find another one"
                    + " there"));
  }

  @Test
  void refusesTwoArchivesInOneFile() {
    byte[] other = ForgedArchive.ofBundle().build();
    assertThat(after(archive -> archive.policy().gap = other))
        .isEqualTo(
            ambiguous(
                "a gap of 432 bytes before `policy.json` belongs to no entry, and others could find"
                    + " one there"));
    // With offsets that count from the second one, as if the first were not there.
    ForgedArchive second = ForgedArchive.ofBundle();
    assertThat(report(read(new ForgedArchive.Output().raw(other).raw(second.build()).bytes())))
        .isEqualTo(
            ambiguous(
                "the central directory is not where the end record tells, so that readers could"
                    + " find another one"));
  }

  @Test
  void refusesAnArchiveInTheCommentOfAnother() {
    assertThat(after(archive -> archive.comment = ForgedArchive.ofBundle().build()))
        .isEqualTo(
            ambiguous("the archive has two end records; readers differ in which one counts"));
  }

  @Test
  void refusesASecondEndRecordWithinAnEntry() {
    // A comment of 22 bytes: it reaches over the real end record to the end of the file.
    byte[] end = new ForgedArchive.Output().u32(0x06054B50).raw(new byte[16]).u16(22).bytes();
    assertThat(after(archive -> archive.metadata().comment = end))
        .isEqualTo(
            ambiguous("the archive has two end records; readers differ in which one counts"));
  }

  @Test
  void refusesPartsOfAnotherArchiveWhereOnlyCommentsAndTimesBelong() {
    byte[] header = Arrays.copyOf(ForgedArchive.ofBundle().build(), 40);
    assertThat(after(archive -> archive.comment = header))
        .isEqualTo(
            ambiguous("the comment of the archive holds what looks like a part of another one"));
    assertThat(after(archive -> archive.policy().comment = header))
        .isEqualTo(
            ambiguous(
                "the comment of `policy.json` holds what looks like a part of another archive"));
    String extra =
        ambiguous(
            "an extra field of `policy.json` holds what looks like a part of another archive");
    byte[] field = ForgedArchive.extra(0xCAFE, header);
    assertThat(after(archive -> archive.policy().local.extra = field)).isEqualTo(extra);
    assertThat(after(archive -> archive.policy().central.extra = field)).isEqualTo(extra);
  }

  @Test
  void doesNotMindAnArchiveThatIsTheContentOfAnEntry() {
    byte[] archive = ForgedArchive.ofBundle().build();
    assertThat(after(outer -> outer.stored(".DS_Store", archive))).isEqualTo(READ);
    assertThat(after(outer -> outer.deflated(".DS_Store", archive))).isEqualTo(READ);
  }

  @Test
  void refusesACommentThatIsCutShort() {
    byte[] archive = ForgedArchive.ofBundle().build();
    archive[archive.length - 2] = 1;
    assertThat(report(read(archive))).isEqualTo(damaged("the comment of the archive is cut short"));
    byte[] start = Arrays.copyOf(archive, archive.length - 1);
    assertThat(report(read(start))).isEqualTo(damaged("the end record is cut short"));
  }

  @Test
  void refusesSeveralDisks() {
    String several = "refused\nArchiveUnsupported policy.zip:1:1 the archive is a part of several";
    assertThat(after(archive -> archive.disk = 1)).isEqualTo(several);
    assertThat(after(archive -> archive.directoryDisk = 1)).isEqualTo(several);
    assertThat(after(archive -> archive.countHere = 1)).isEqualTo(several);
    assertThat(after(archive -> archive.policy().disk = 1))
        .isEqualTo(
            "refused\nArchiveUnsupported policy.zip:1:1 `policy.json` is said to be in another"
                + " archive");
  }

  @Test
  void refusesACentralDirectoryThatIsElsewhere() {
    String elsewhere =
        ambiguous(
            "the central directory is not where the end record tells, so that readers could find"
                + " another one");
    assertThat(after(archive -> archive.directoryOffset = 0)).isEqualTo(elsewhere);
    assertThat(after(archive -> archive.directorySize = 1)).isEqualTo(elsewhere);
    assertThat(after(archive -> archive.directoryOffset = 0x7FFF_FFFF)).isEqualTo(elsewhere);
    assertThat(after(archive -> archive.beforeEnd = new byte[7])).isEqualTo(elsewhere);
  }

  @Test
  void refusesACentralDirectoryOfAnotherNumberOfEntries() {
    assertThat(
            after(
                archive -> {
                  archive.count = 1;
                  archive.countHere = 1;
                }))
        .isEqualTo(ambiguous("the central directory goes on after the last entry it tells of"));
    assertThat(
            after(
                archive -> {
                  archive.count = 3;
                  archive.countHere = 3;
                }))
        .isEqualTo(damaged("the central directory is cut short"));
  }

  @Test
  void refusesWhatIsNoEntryInTheCentralDirectory() {
    byte[] archive = ForgedArchive.ofBundle().build();
    archive[archive.length - 22 - 59] = 'X';
    assertThat(report(read(archive)))
        .isEqualTo(damaged("the central directory holds something that is no entry"));
  }

  @Test
  void refusesACentralDirectoryThatIsCutShort() {
    byte[] archive = ForgedArchive.ofBundle().build();
    // The length of the name, of the extra field and of the comment of the last entry.
    for (int field : new int[] {28, 30, 32}) {
      byte[] changed = archive.clone();
      changed[archive.length - 22 - 59 + field]++;
      assertThat(report(read(changed))).isEqualTo(damaged("the central directory is cut short"));
    }
  }

  // Zip64.

  @Test
  void refusesZip64RecordsThatTellOfSeveralDisksOrOtherSizes() {
    // Places in the record, and from 56 on in the locator.
    int[] disks = {16, 20, 24, 56 + 4, 56 + 16};
    for (int place : disks) {
      assertThat(after(archive -> archive.withZip64End().beforeEnd[place]++))
          .as("byte %d", place)
          .isEqualTo("refused\nArchiveUnsupported policy.zip:1:1 the archive is a part of several");
    }
    int[] misplaced = {0, 4, 11, 56 + 8};
    for (int place : misplaced) {
      assertThat(after(archive -> archive.withZip64End().beforeEnd[place]++))
          .as("byte %d", place)
          .isEqualTo(ambiguous("the Zip64 record is not where it must be"));
    }
    int[] values = {40, 47, 48, 55};
    for (int place : values) {
      assertThat(after(archive -> archive.withZip64End().beforeEnd[place]++))
          .as("byte %d", place)
          .startsWith(ambiguous("the central directory is not where the end record tells"));
    }
  }

  @Test
  void refusesAZip64RecordThatIsMissing() {
    String missing = damaged("the end record refers to a Zip64 record, and there is none");
    assertThat(after(archive -> archive.directoryOffset = FULL_32)).isEqualTo(missing);
    assertThat(after(archive -> archive.directorySize = FULL_32)).isEqualTo(missing);
    assertThat(after(archive -> archive.count = 0xFFFF)).isEqualTo(missing);
  }

  @Test
  void refusesAZip64LocatorThatHidesInAnEntry() {
    byte[] locator = new ForgedArchive.Output().u32(0x07064B50).u32(0).u64(0).u32(1).bytes();
    assertThat(after(archive -> archive.metadata().comment = locator))
        .isEqualTo(ambiguous("the Zip64 record is not where it must be"));
  }

  @Test
  void refusesAZip64RecordThatTheEndRecordDoesNotAgreeWith() {
    String disagreeing = ambiguous("the end record and the Zip64 record do not agree");
    assertThat(after(archive -> archive.withZip64End().directoryOffset = 0)).isEqualTo(disagreeing);
    assertThat(after(archive -> archive.withZip64End().count = 1)).isEqualTo(disagreeing);
  }

  @Test
  void refusesAZip64FieldThatItsHeaderDoesNotAgreeWith() {
    String disagreeing = ambiguous("`policy.json` and its Zip64 field do not agree");
    // Nothing is left to it, too little is there, too much is there, and no whole number.
    assertThat(after(archive -> archive.policy().central.extra = ForgedArchive.zip64(1)))
        .isEqualTo(disagreeing);
    assertThat(after(archive -> archive.policy().central.size = FULL_32)).isEqualTo(disagreeing);
    assertThat(
            after(
                archive -> {
                  Entry policy = archive.policy();
                  policy.central.extra = ForgedArchive.zip64(policy.central.size, 0);
                  policy.central.size = FULL_32;
                }))
        .isEqualTo(disagreeing);
    assertThat(
            after(archive -> archive.policy().local.extra = ForgedArchive.extra(1, new byte[12])))
        .isEqualTo(disagreeing);
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

  // The local headers.

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
        .isEqualTo(disagrees("flags"));
    assertThat(after(archive -> archive.policy().local.flags = 0x0008))
        .isEqualTo(disagrees("flags"));
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

  // The data.

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

  // What no bundle needs.

  private static String unsupported(String message) {
    return "refused\nArchiveUnsupported policy.zip:1:1 " + message;
  }

  @ParameterizedTest
  @CsvSource({"1", "64", "8192"})
  void refusesEncryption(int flag) {
    assertThat(after(archive -> archive.policy().flags(flag)))
        .isEqualTo("refused\nArchiveEncrypted policy.zip:1:1 `policy.json` is encrypted");
  }

  @Test
  void refusesEncryptionOfOtherKinds() {
    String encrypted = "refused\nArchiveEncrypted policy.zip:1:1 `policy.json` is encrypted";
    assertThat(after(archive -> archive.policy().method(99))).isEqualTo(encrypted);
    for (int id : new int[] {0x0017, 0x9901}) {
      assertThat(
              after(
                  archive -> archive.policy().central.extra = ForgedArchive.extra(id, new byte[8])))
          .isEqualTo(encrypted);
    }
  }

  @Test
  void refusesOtherCompression() {
    assertThat(after(archive -> archive.policy().method(93)))
        .isEqualTo(
            unsupported("`policy.json` is compressed by method 93, Zstandard, not by Deflate"));
    assertThat(after(archive -> archive.policy().method(7)))
        .isEqualTo(unsupported("`policy.json` is compressed by method 7, not by Deflate"));
  }

  @Test
  void refusesOddFlagsAndVersions() {
    assertThat(after(archive -> archive.policy().flags(0x0020)))
        .isEqualTo(unsupported("`policy.json` has the flags `0x0020`, which no bundle needs"));
    assertThat(after(archive -> archive.policy().flags(0x0806))).isEqualTo(READ);
    assertThat(after(archive -> archive.policy().central.version = 63))
        .isEqualTo(
            unsupported(
                "`policy.json` asks for version 6.3 of the ZIP format, which many readers do not"
                    + " know"));
  }

  @ParameterizedTest
  @CsvSource({
    "A1FF, 0000, a symbolic link",
    "41ED, 0000, a folder",
    "0000, 0010, a folder",
    "0000, 0400, a symbolic link",
    "11A4, 0000, a special file",
    "21A4, 0000, a special file",
    "61A4, 0000, a special file",
    "C1A4, 0000, a special file",
  })
  void refusesWhatIsNoPlainFile(String unix, String dos, String kind) {
    long attributes = Long.parseLong(unix + dos, 16);
    assertThat(after(archive -> archive.policy().attributes = attributes))
        .isEqualTo(unsupported("`policy.json` is " + kind + ", not a plain file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"81A40000", "81A44000", "81A48020", "01800000", "00000020", "00000081"})
  void readsPlainFilesOfEverySystem(String attributes) {
    assertThat(after(archive -> archive.policy().attributes = Long.parseLong(attributes, 16)))
        .isEqualTo(READ);
  }

  @Test
  void refusesAFolderWithContent() {
    assertThat(after(archive -> archive.stored("__MACOSX/", utf8("hidden"))))
        .isEqualTo(damaged("`__MACOSX/` is a folder with content"));
  }

  // Extra fields.

  @Test
  void refusesAnotherNameInAUnicodePath() {
    String other =
        ambiguous("`policy.json` has another name in its Unicode path, which some readers prefer");
    byte[] evil = ForgedArchive.unicodePath("policy.json", "metadata.json");
    assertThat(after(archive -> archive.policy().central.extra = evil)).isEqualTo(other);
    assertThat(after(archive -> archive.policy().local.extra = evil)).isEqualTo(other);
    assertThat(
            after(
                archive -> archive.policy().local.extra = ForgedArchive.extra(0x7075, new byte[3])))
        .isEqualTo(other);
    byte[] same = ForgedArchive.unicodePath("policy.json", "policy.json");
    assertThat(after(archive -> archive.policy().central.extra = same)).isEqualTo(READ);
  }

  @Test
  void refusesExtraFieldsThatAreTwiceThereOrCutShort() {
    byte[] time = ForgedArchive.extra(0x5455, new byte[5]);
    byte[] twice = new ForgedArchive.Output().raw(time).raw(time).bytes();
    assertThat(after(archive -> archive.policy().local.extra = twice))
        .isEqualTo(
            ambiguous(
                "`policy.json` has the extra field `0x5455` twice; readers differ in which one"
                    + " counts"));
    for (int length = 1; length < time.length; length++) {
      byte[] cut = Arrays.copyOf(time, length);
      assertThat(after(archive -> archive.policy().central.extra = cut))
          .isEqualTo(damaged("an extra field of `policy.json` is cut short"));
    }
    assertThat(after(archive -> archive.policy().local.extra = time)).isEqualTo(READ);
    // Zeros follow, which would pass for the length of a field without data.
    assertThat(after(archive -> archive.stored(".DS_Store", new byte[8]).local.extra = new byte[2]))
        .isEqualTo(damaged("an extra field of `.DS_Store` is cut short"));
  }

  @Test
  void refusesANameThatIsNotUtf8() {
    assertThat(after(archive -> archive.policy().central.name = new byte[] {(byte) 0xC0}))
        .isEqualTo(
            "refused\nBundleEntryUnexpected policy.zip:1:1 the archive holds a name that is not"
                + " UTF-8");
  }
}
