package dev.policygate.bundle;

import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, there is an answer. */
class BundleFuzzTest {

  private static final byte[][] SIGNATURES = {
    {'P', 'K', 1, 2}, {'P', 'K', 3, 4}, {'P', 'K', 5, 6}, {'P', 'K', 6, 6}, {'P', 'K', 6, 7}
  };

  @Test
  void noBytesAtRandomAreABundle() {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      for (int i = random.nextInt(8); i > 0 && bytes.length > 4; i--) {
        byte[] signature = SIGNATURES[random.nextInt(SIGNATURES.length)];
        System.arraycopy(signature, 0, bytes, random.nextInt(bytes.length - 4), 4);
      }
      if (bytes.length >= 22 && random.nextBoolean()) {
        // An end record in the right place, so that more is read.
        ForgedArchive end = new ForgedArchive();
        end.directoryOffset = random.nextInt(bytes.length);
        end.directorySize = bytes.length - 22 - end.directoryOffset;
        end.count = random.nextInt(4);
        end.countHere = end.count;
        System.arraycopy(end.build(), 0, bytes, bytes.length - 22, 22);
      }
      assertThat(read(bytes)).as("seed %d", seed).isNotInstanceOf(BundleResult.Read.class);
    }
  }

  @Test
  void noPartOfAnArchiveIsABundle() throws IOException {
    for (Path path : ToolArchivesTest.accepted()) {
      byte[] archive = Files.readAllBytes(path);
      for (int length = 0; length < archive.length; length++) {
        assertThat(read(Arrays.copyOf(archive, length)))
            .as("%s to %d", path, length)
            .isNotInstanceOf(BundleResult.Read.class);
        assertThat(read(Arrays.copyOfRange(archive, length + 1, archive.length)))
            .as("%s from %d", path, length + 1)
            .isNotInstanceOf(BundleResult.Read.class);
      }
    }
  }

  @Test
  void aChangedBitIsSeenOrChangesNothing() throws IOException {
    Bundle original = ((BundleResult.Read) read(ForgedArchive.ofBundle())).bundle();
    for (String name : new String[] {"infozip", "infozip-fz", "bsdtar-zip64", "python-stored"}) {
      byte[] archive =
          Files.readAllBytes(ToolArchivesTest.ARCHIVES.resolve("accepted/" + name + ".zip"));
      for (int bit = 0; bit < archive.length * 8; bit++) {
        archive[bit / 8] ^= (byte) (1 << (bit % 8));
        if (read(archive) instanceof BundleResult.Read(var bundle, _)) {
          assertThat(bundle).as("%s with bit %d", name, bit).isEqualTo(original);
        }
        archive[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
  }

  @Test
  void textsAtRandomHaveAnAnswerToo() {
    String pieces = "{}[]\":,PolicyNameTeamVersion2012-10-17\\u0000\uFEFF\u00E9\uD800 \n\t1e9null";
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("{\"PolicyName\": \"A\"");
      text.setLength(random.nextInt(text.length() + 1));
      for (int i = random.nextInt(40); i > 0; i--) {
        int from = random.nextInt(pieces.length());
        text.append(pieces, from, Math.min(pieces.length(), from + 1 + random.nextInt(8)));
      }
      byte[] bytes = Samples.utf8(text.toString());
      assertThat(
              report(
                  BundleReader.readFiles(
                      Map.of("policy.json", bytes, "metadata.json", bytes), "folder")))
          .as("seed %d", seed)
          .isNotEmpty();
    }
  }
}
