package dev.policygate.bundle;

import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.ForgedArchive.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is accepted, every other reader that can read it at all reads the same. */
class BundleDifferentialTest {

  private static final byte[] EVIL =
      utf8(
          Samples.POLICY
              .replace("s3:GetObject", "*")
              .replace("arn:aws:s3:::team-a-reports/*", "*"));

  @TempDir private Path folder;

  private final Map<OtherReaders, Integer> agreed = new EnumMap<>(OtherReaders.class);
  private int accepted;

  @Test
  void mutatedArchivesAreReadByAllAlike() throws IOException {
    List<byte[]> archives = new ArrayList<>();
    for (Path path : ToolArchivesTest.accepted()) {
      archives.add(Files.readAllBytes(path));
    }
    archives.add(ToolArchivesTest.ofMacOs().build());
    int rounds = 10_000;
    for (int seed = 0; seed < rounds; seed++) {
      Random random = new Random(seed);
      byte[] archive = archives.get(random.nextInt(archives.size()));
      for (int i = 0; i <= random.nextInt(3); i++) {
        archive = mutate(archive, archives.get(random.nextInt(archives.size())), random);
      }
      compare(archive, "seed " + seed);
    }
    assertThat(accepted).isBetween(rounds / 50, rounds / 2);
    // Who reads fewer has bounds of its own: no descriptors after stored data, to name one.
    for (OtherReaders reader : OtherReaders.values()) {
      assertThat(agreed.get(reader)).as(reader.name()).isGreaterThan(accepted / 2);
    }
  }

  @Test
  void forgedArchivesAreReadByAllAlike() throws IOException {
    int rounds = 10_000;
    for (int seed = 0; seed < rounds; seed++) {
      compare(forged(new Random(seed)).build(), "seed " + seed);
    }
    assertThat(accepted).isBetween(rounds / 50, rounds / 2);
    for (OtherReaders reader : OtherReaders.values()) {
      assertThat(agreed.get(reader)).as(reader.name()).isGreaterThan(accepted / 4);
    }
  }

  private void compare(byte[] archive, String what) throws IOException {
    if (!(read(archive) instanceof BundleResult.Read(var bundle, _))) {
      return;
    }
    accepted++;
    for (OtherReaders reader : OtherReaders.values()) {
      List<OtherReaders.Entry> entries;
      try {
        entries = reader.read(archive, folder.resolve("archive.zip"));
      } catch (IOException refused) {
        continue;
      }
      assertThat(entries.stream().filter(entry -> !EntryNames.isIgnored(entry.name())))
          .as("%s of %s", reader, what)
          .extracting(entry -> entry.name() + new String(entry.content(), StandardCharsets.UTF_8))
          .containsExactlyInAnyOrder(
              "policy.json" + bundle.policyText(), "metadata.json" + bundle.metadataText());
      agreed.merge(reader, 1, Integer::sum);
    }
  }

  private static byte[] mutate(byte[] archive, byte[] other, Random random) {
    int at = random.nextInt(archive.length);
    int length = Math.min(1 + random.nextInt(64), archive.length - at);
    byte[] changed = archive.clone();
    switch (random.nextInt(8)) {
      case 0 -> changed[at] = (byte) random.nextInt();
      case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> changed[at] = (byte) interesting(random, archive.length);
      case 3 -> {
        long value = interesting(random, archive.length);
        for (int i = 0; i < 4 && at + i < changed.length; i++) {
          changed[at + i] = (byte) (value >>> (8 * i));
        }
      }
      case 4 -> {
        int from = random.nextInt(archive.length - length + 1);
        System.arraycopy(archive, from, changed, at, length);
      }
      case 5 -> changed = joined(Arrays.copyOf(archive, at), from(archive, at + length));
      case 6 -> {
        int from = random.nextInt(other.length);
        byte[] piece = Arrays.copyOfRange(other, from, Math.min(other.length, from + 64));
        changed = joined(Arrays.copyOf(archive, at), piece, from(archive, at));
      }
      default -> changed = random.nextBoolean() ? joined(archive, other) : joined(other, archive);
    }
    return changed;
  }

  private static byte[] from(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, at, bytes.length);
  }

  private static byte[] joined(byte[]... pieces) {
    ForgedArchive.Output out = new ForgedArchive.Output();
    for (byte[] piece : pieces) {
      out.raw(piece);
    }
    return out.bytes();
  }

  private static long interesting(Random random, int length) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> 1L << random.nextInt(32);
      case 2 -> 0xFFFF_FFFFL;
      case 3 -> 0xFFFF;
      case 4 -> 0x02014B50L + 0x0001_0001L * 2 * random.nextInt(4);
      default -> random.nextInt(length);
    };
  }

  /** An archive that hides another policy wherever a reader might look for one. */
  private static ForgedArchive forged(Random random) {
    ForgedArchive hidden = new ForgedArchive();
    Entry evil = hidden.deflated("policy.json", EVIL);
    if (random.nextBoolean()) {
      evil.withDescriptor(random.nextBoolean());
    }
    hidden.deflated("metadata.json", utf8(Samples.METADATA));
    byte[] cache = random.nextBoolean() ? hidden.build() : utf8("view");

    ForgedArchive archive = new ForgedArchive();
    add(archive, "policy.json", utf8(Samples.POLICY), random);
    add(archive, "metadata.json", utf8(Samples.METADATA), random);
    if (random.nextInt(4) > 0) {
      archive.entries.add(random.nextInt(3), add(new ForgedArchive(), ".DS_Store", cache, random));
    }
    int lies = random.nextInt(3);
    for (int i = 0; i < lies; i++) {
      lie(archive, archive.entries.get(random.nextInt(archive.entries.size())), cache, random);
    }
    if (random.nextInt(6) == 0) {
      archive.withZip64End();
    }
    return archive;
  }

  private static Entry add(ForgedArchive archive, String name, byte[] content, Random random) {
    Entry entry =
        random.nextBoolean() ? archive.deflated(name, content) : archive.stored(name, content);
    if (random.nextInt(3) == 0) {
      entry.withDescriptor(random.nextInt(4) > 0);
    }
    return entry;
  }

  private static void lie(ForgedArchive archive, Entry entry, byte[] cache, Random random) {
    Entry evil = new ForgedArchive().deflated("policy.json", EVIL);
    switch (random.nextInt(16)) {
      case 0 -> entry.local.name = utf8("policy.json");
      case 1 -> entry.central.name = utf8("policy.json");
      case 2 -> entry.gap = cache;
      case 3 -> entry.comment = cache;
      case 4 -> archive.comment = cache;
      case 5 -> archive.beforeDirectory = cache;
      case 6 -> entry.offset = random.nextInt(600);
      case 7 -> entry.local.extra = ForgedArchive.extra(0xCAFE, cache);
      case 8 -> entry.central.extra = ForgedArchive.extra(0xCAFE, cache);
      case 9 -> entry.central.extra = ForgedArchive.unicodePath("policy.json", "policy.json");
      case 10 -> entry.data = joined(evil.data, cache);
      case 11 -> {
        // The evil data first, with a descriptor for those who stop there.
        byte[] data = joined(evil.data, evil.withDescriptor(true).descriptor, entry.data);
        entry.packed(data);
      }
      case 12 -> {
        entry.local.packed = 0;
        entry.local.size = 0;
      }
      case 13 -> {
        entry.local.extra = ForgedArchive.zip64(entry.central.size, entry.central.packed);
        if (random.nextBoolean()) {
          entry.local.packed = 0xFFFF_FFFFL;
          entry.local.size = 0xFFFF_FFFFL;
        }
      }
      case 14 -> {
        archive.count = archive.entries.size() - 1;
        archive.countHere = archive.count;
      }
      default -> entry.descriptor = joined(entry.descriptor, cache);
    }
  }
}
