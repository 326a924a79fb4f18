package dev.policygate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.ProfileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archive that is uploaded to Lambda, as {@code mvn package} leaves it. */
class FunctionPackageIT {

  private static final long MOST_BYTES = 16_000_000;
  private static final Path ARCHIVE = Path.of("target", "policy-checker.zip");

  private ZipFile archive;

  @BeforeEach
  void open() throws IOException {
    archive = new ZipFile(ARCHIVE.toFile());
  }

  @AfterEach
  void close() throws IOException {
    archive.close();
  }

  private List<String> names() {
    return archive.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
  }

  @Test
  void holdsTheProfilesAndJarsAlone() {
    assertThat(names())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.equals("profiles.json") || name.matches("lib/[^/]+\\.jar"));
  }

  @Test
  void holdsWhatTheFunctionIsMadeOf() {
    assertThat(names())
        .extracting(name -> name.replaceAll("lib/|-\\d.*", ""))
        .contains(
            "profiles.json",
            "policygate-lambda",
            "policygate-validator",
            "aws-lambda-java-core",
            "jackson-core",
            "codepipeline",
            "iam",
            "s3",
            "sts",
            "url-connection-client",
            "slf4j-nop");
  }

  @Test
  void holdsNeitherOtherHttpClientsNorAnythingOfTests() {
    assertThat(names())
        .noneMatch(
            name ->
                name.matches(
                    ".*(netty|apache|jackson-databind|jspecify|snakeyaml|policygate-profiles|junit|assertj|policygate-local).*"));
  }

  @Test
  void staysSmall() {
    assertThat(ARCHIVE.toFile())
        .satisfies(file -> assertThat(file.length()).isLessThan(MOST_BYTES));
  }

  @Test
  void knowsNoTime() {
    assertThat(archive.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
  }

  @Test
  void registersNoAccountAndIsOtherwiseThePreset() throws IOException {
    String text =
        new String(
            archive.getInputStream(archive.getEntry("profiles.json")).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(ProfileReader.read(text, "profiles.json", _ -> Optional.empty()))
        .isInstanceOfSatisfying(
            ProfileReader.Read.class,
            read -> {
              Profile shipped = read.profiles().named("sandbox").orElseThrow();
              Profile preset = Presets.load().named("sandbox").orElseThrow();
              assertThat(shipped.accounts()).isEmpty();
              assertThat(shipped.denyPolicy()).isEqualTo(preset.denyPolicy());
              assertThat(shipped.path()).isEqualTo(preset.path());
              assertThat(shipped.rulebook()).isEqualTo(preset.rulebook());
            });
  }
}
