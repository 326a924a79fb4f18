package dev.policygate.bundle;

import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static dev.policygate.bundle.Samples.utf8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.ForgedArchive.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Archives as real tools write them; the README beside them says how they were made. */
class ToolArchivesTest {

  static final Path ARCHIVES = Path.of("src/test/resources/dev/policygate/bundle");

  static List<Path> accepted() throws IOException {
    try (Stream<Path> archives = Files.list(ARCHIVES.resolve("accepted"))) {
      return archives.sorted().toList();
    }
  }

  @Test
  void readsWhatOrdinaryToolsWrite() throws IOException {
    String policy = Files.readString(ARCHIVES.resolve("source/policy.json"));
    String metadata = Files.readString(ARCHIVES.resolve("source/metadata.json"));
    assertThat(accepted()).hasSizeGreaterThan(30);
    for (Path archive : accepted()) {
      assertThat(read(Files.readAllBytes(archive)))
          .as(archive.toString())
          .isInstanceOfSatisfying(
              BundleResult.Read.class,
              result -> {
                assertThat(result.bundle().policyText()).isEqualTo(policy);
                assertThat(result.bundle().metadataText()).isEqualTo(metadata);
              });
    }
  }

  @Test
  void refusesTheRestAndSaysWhy() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> archives = Files.list(ARCHIVES.resolve("refused"))) {
      for (Path archive : archives.toList()) {
        found.put(
            archive.getFileName().toString(),
            report(read(Files.readAllBytes(archive)))
                .lines()
                .skip(1)
                .map(line -> line.replace(" policy.zip:1:1", ""))
                .collect(Collectors.joining("\n")));
      }
    }
    assertThat(found)
        .containsOnly(
            entry(
                "7z.zip",
                "ArchiveNotAZip the file does not end as a ZIP archive does: it is another kind of"
                    + " file, or cut short"),
            entry("7zip-aes.zip", both("ArchiveEncrypted", "is encrypted")),
            entry(
                "7zip-deflate64.zip",
                both("ArchiveUnsupported", "is compressed by method 9, Deflate64, not by Deflate")),
            entry(
                "7zip-lzma.zip",
                both("ArchiveUnsupported", "is compressed by method 14, LZMA, not by Deflate")),
            entry(
                "bsdtar-dot.zip",
                """
                BundleEntryUnexpected `./metadata.json` is in a folder; a bundle holds `metadata.json` at its top
                BundleEntryUnexpected `./policy.json` is in a folder; a bundle holds `policy.json` at its top"""),
            entry(
                "bsdtar-streamed.zip",
                "ArchiveAmbiguous the file goes on for 9,648 bytes after the archive, and others"
                    + " could find another one there"),
            entry("infozip-encrypted.zip", both("ArchiveEncrypted", "is encrypted")),
            entry(
                "infozip-fifo.zip",
                both("ArchiveUnsupported", "is a special file, not a plain file")),
            entry(
                "infozip-folder.zip",
                """
                BundleEntryUnexpected `mybundle/metadata.json` is in a folder; a bundle holds `metadata.json` at its top
                BundleEntryUnexpected `mybundle/policy.json` is in a folder; a bundle holds `policy.json` at its top"""),
            entry(
                "infozip-fz-streamed.zip",
                "ArchiveDamaged the end record refers to a Zip64 record, and there is none"),
            entry(
                "infozip-symlink.zip",
                "ArchiveUnsupported `policy.json` is a symbolic link, not a plain file"),
            entry(
                "yazl-zip64.zip",
                "ArchiveAmbiguous `policy.json` is not followed by a descriptor of its data and"
                    + " nothing else"));
  }

  private static String both(String rule, String what) {
    return "%s `metadata.json` %s\n%s `policy.json` %s".formatted(rule, what, rule, what);
  }

  /** As the Finder and {@code ditto} write it: descriptors, and the times of a Mac. */
  static ForgedArchive ofMacOs() {
    ForgedArchive archive = new ForgedArchive();
    byte[] appleDouble = new byte[176];
    appleDouble[1] = 5;
    appleDouble[2] = 22;
    appleDouble[3] = 7;
    archive.deflated("policy.json", utf8(Samples.POLICY));
    Entry folder = archive.stored("__MACOSX/", new byte[0]);
    archive.deflated("__MACOSX/._policy.json", appleDouble);
    archive.deflated("metadata.json", utf8(Samples.METADATA));
    archive.deflated("__MACOSX/._metadata.json", appleDouble);
    for (Entry each : archive.entries) {
      each.madeBy = 0x0315;
      each.attributes = 0x81A4_4000L;
      each.local.extra = ForgedArchive.extra(0x5855, new byte[12]);
      each.central.extra = ForgedArchive.extra(0x5855, new byte[8]);
      if (each != folder) {
        each.withDescriptor(true);
      }
    }
    folder.attributes = 0x41FD_4000L;
    return archive;
  }

  @Test
  void readsWhatMacOsWrites() {
    assertThat(report(read(ofMacOs()))).isEqualTo("read ReportsReader");
  }

  /** As the Explorer of Windows writes it: nothing beyond what the format asks for. */
  @Test
  void readsWhatWindowsWrites() {
    ForgedArchive archive = ForgedArchive.ofBundle();
    for (Entry each : archive.entries) {
      each.madeBy = 0x0014;
      each.attributes = 0x20;
    }
    assertThat(report(read(archive))).isEqualTo("read ReportsReader");
  }

  /** As Apache Commons Compress writes to a file by default, and with it Ant and Maven. */
  @Test
  void readsAZip64FieldThatTurnedOutNotToBeNeeded() {
    ForgedArchive archive = ForgedArchive.ofBundle();
    for (Entry each : archive.entries) {
      each.flags(0x0800);
      each.local.extra = ForgedArchive.zip64(each.local.size, each.local.packed);
    }
    assertThat(report(read(archive))).isEqualTo("read ReportsReader");
  }
}
