package dev.policygate.bundle;

import static dev.policygate.bundle.ForgedArchive.FULL_32;
import static dev.policygate.bundle.Samples.READ;
import static dev.policygate.bundle.Samples.after;
import static dev.policygate.bundle.Samples.ambiguous;
import static dev.policygate.bundle.Samples.damaged;
import static dev.policygate.bundle.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.ForgedArchive.Entry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in general, and what their entries may be. */
class ArchiveTest {

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
