package dev.policygate.bundle;

import static dev.policygate.bundle.Samples.METADATA;
import static dev.policygate.bundle.Samples.POLICY;
import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static dev.policygate.bundle.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How large a submission may be, and how little one that is larger costs. */
class BundleBoundsTest {

  /** Far less than any of the bombs below would unpack to. */
  private static final long FEW_BYTES = 16L << 20;

  private static final int BOMB = 256 << 20;

  private static ForgedArchive withPolicy(byte[] policy) {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated("policy.json", policy);
    archive.deflated("metadata.json", utf8(METADATA));
    return archive;
  }

  private static String tooLarge(String place, String message) {
    return "refused\nBundleTooLarge " + place + ":1:1 " + message;
  }

  @Test
  void readsTheLongestPolicyThatIamTakesHoweverWellItPacks() {
    String longest = POLICY + " ".repeat(131_072 - POLICY.length());
    ForgedArchive archive = withPolicy(utf8(longest));
    // Nearly as well as Deflate can: a bound on the ratio would refuse it.
    assertThat(longest.length() / archive.policy().data.length).isGreaterThan(400);
    assertThat(report(read(archive))).isEqualTo("read ReportsReader");
  }

  @Test
  void leavesItToTheParserToCountCharacters() {
    assertThat(report(read(withPolicy(utf8(" ".repeat(131_073))))))
        .isEqualTo(
            "refused\nDocumentTooLarge policy.zip!policy.json:1:1 the text has 131,073 characters,"
                + " IAM takes 131,072");
    // As many characters as the parser takes, in as many bytes as these can be.
    assertThat(report(read(withPolicy(utf8("\u20AC".repeat(131_072))))))
        .doesNotContain("BundleTooLarge");
  }

  @Test
  void refusesFilesThatAreTooLarge() {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated("policy.json", new byte[BundleReader.MAX_POLICY_BYTES + 1]);
    archive.deflated("metadata.json", new byte[BundleReader.MAX_METADATA_BYTES + 1]);
    assertThat(report(read(archive)))
        .isEqualTo(
            """
            refused
            BundleTooLarge policy.zip!metadata.json:1:1 the file has more than 65,536 bytes
            BundleTooLarge policy.zip!policy.json:1:1 the file has more than 393,216 bytes""");
    Map<String, byte[]> files =
        Map.of("policy.json", utf8(POLICY), "metadata.json", new byte[1 << 17]);
    assertThat(report(BundleReader.readFiles(files, "a")))
        .isEqualTo(tooLarge("a/metadata.json", "the file has more than 65,536 bytes"));
  }

  @Test
  void refusesArchivesThatAreTooLarge() {
    byte[] archive = new byte[BundleReader.MAX_ARCHIVE_BYTES + 1];
    assertThat(report(read(archive)))
        .isEqualTo(tooLarge("policy.zip", "the archive has more than 1,048,576 bytes"));
    assertThat(report(read(new byte[BundleReader.MAX_ARCHIVE_BYTES])))
        .startsWith("unreadable\nArchiveNotAZip ");
  }

  @Test
  void refusesTooManyEntries() {
    ForgedArchive archive = ForgedArchive.ofBundle();
    for (int i = 0; i < 62; i++) {
      archive.stored("__MACOSX/._" + i, new byte[0]);
    }
    assertThat(report(read(archive))).isEqualTo("read ReportsReader");
    archive.stored(".DS_Store", new byte[0]);
    assertThat(report(read(archive)))
        .isEqualTo(tooLarge("policy.zip", "the archive has 65 entries, at most 64 are read"));
    archive = ForgedArchive.ofBundle();
    archive.count = 0xFFFE;
    archive.countHere = 0xFFFE;
    assertThat(report(read(archive)))
        .isEqualTo(tooLarge("policy.zip", "the archive has 65,534 entries, at most 64 are read"));
  }

  @Test
  void refusesToUnpackMuchOfWhatMacOsAdds() {
    ForgedArchive archive = ForgedArchive.ofBundle();
    archive.deflated("__MACOSX/._a", new byte[(1 << 20) - POLICY.length() - METADATA.length()]);
    assertThat(report(read(archive))).isEqualTo("read ReportsReader");
    archive.deflated("__MACOSX/._b", new byte[1]);
    assertThat(report(read(archive)))
        .isEqualTo(tooLarge("policy.zip", "the archive unpacks to more than 1,048,576 bytes"));
  }

  @Test
  void refusesSizesBeyondAllNumbers() {
    for (long size : new long[] {Long.MAX_VALUE, -1, Long.MIN_VALUE, 1L << 32}) {
      ForgedArchive archive = ForgedArchive.ofBundle();
      for (String name : new String[] {"__MACOSX/._a", "__MACOSX/._b"}) {
        ForgedArchive.Entry entry = archive.deflated(name, utf8("a"));
        entry.size(0xFFFF_FFFFL);
        entry.central.extra = ForgedArchive.zip64(size);
        entry.local.extra = ForgedArchive.zip64(size, entry.local.packed);
        entry.local.packed = 0xFFFF_FFFFL;
      }
      assertThat(report(read(archive)))
          .isEqualTo(tooLarge("policy.zip", "the archive unpacks to more than 1,048,576 bytes"));
    }
  }

  @Test
  void unpacksNoMoreThanTheArchiveTells() {
    byte[] bomb = ForgedArchive.deflate(new byte[BOMB]);
    // Told small, told as large as it may be, and told as it is.
    assertThat(reportCheaply(withPolicy(utf8(POLICY)), bomb, 100))
        .isEqualTo(
            "refused\nArchiveDamaged policy.zip:1:1 `policy.json` does not have the 100 bytes that"
                + " the archive tells");
    assertThat(reportCheaply(withPolicy(utf8(POLICY)), bomb, BundleReader.MAX_POLICY_BYTES))
        .isEqualTo(
            "refused\nArchiveDamaged policy.zip:1:1 `policy.json` does not have the 393,216 bytes"
                + " that the archive tells");
    assertThat(reportCheaply(withPolicy(utf8(POLICY)), bomb, BOMB))
        .isEqualTo(tooLarge("policy.zip!policy.json", "the file has more than 393,216 bytes"));
  }

  private static String reportCheaply(ForgedArchive archive, byte[] bomb, long told) {
    archive.policy().packed(bomb).size(told);
    byte[] bytes = archive.build();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    String report = report(read(bytes));
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_BYTES);
    return report;
  }

  @Test
  void unpacksOnceWhatManyEntriesShare() {
    ForgedArchive archive = ForgedArchive.ofBundle();
    archive.deflated("__MACOSX/._0", new byte[1 << 14]);
    for (int i = 1; i < 40; i++) {
      // Each tells that its data are those of the first, so that little holds much.
      ForgedArchive.Entry entry = archive.deflated("__MACOSX/._" + i, new byte[1 << 14]);
      entry.offset = 290;
    }
    assertThat(report(read(archive))).startsWith("refused\nArchiveAmbiguous policy.zip:1:1 ");
  }
}
