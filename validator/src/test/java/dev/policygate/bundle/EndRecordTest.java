package dev.policygate.bundle;

import static dev.policygate.bundle.ForgedArchive.FULL_32;
import static dev.policygate.bundle.Samples.READ;
import static dev.policygate.bundle.Samples.after;
import static dev.policygate.bundle.Samples.ambiguous;
import static dev.policygate.bundle.Samples.damaged;
import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.ForgedArchive.Entry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Ends of archives, from which readers could find another archive. */
class EndRecordTest {

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
}
