package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell script that starts the command line, with a program in place of Java. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

  @TempDir private Path folder;
  private Path home;

  /** A checkout that is built, of which only what the launcher looks at is there. */
  @BeforeEach
  void build() throws IOException {
    home = folder.toRealPath().resolve("a checkout");
    Path lib = Files.createDirectories(home.resolve("cli/target/lib"));
    Files.copy(Path.of("../policygate"), home.resolve("policygate"));
    Files.createFile(home.resolve("cli/target/policygate-cli-0.1.0.jar"));
    Files.createFile(lib.resolve("policygate-validator-0.1.0.jar"));
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 3\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        home.resolve("cli/target/policygate.env"), "jdk=" + folder.resolve("jdk") + "\n");
  }

  private record Started(int status, List<String> arguments, String said) {}

  private Started start(Path where, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectError(folder.resolve("said").toFile())
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Started(process.exitValue(), new ArrayList<>(out.lines().toList()), said());
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  @Test
  void handsItsArgumentsOnAsTheyAreAndEndsAsTheProgramDoes() throws Exception {
    Started started =
        start(home, "./policygate", "check", "two words", "", "*", "$HOME", "--format=json");
    assertThat(started.arguments())
        .endsWith(
            "dev.policygate.cli.Main", "check", "two words", "", "*", "$HOME", "--format=json")
        .contains("-XX:AOTCache=" + home + "/cli/target/policygate.aot");
    assertThat(started.status()).isEqualTo(3);
    assertThat(started.said()).isEmpty();
  }

  @Test
  void findsItsCheckoutFromAnywhere() throws Exception {
    String direct = home.resolve("policygate").toString();
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("policygate"));
    Path docs = Files.createDirectories(home.resolve("docs"));
    List<String> expected = start(home, direct, "rules").arguments();
    assertThat(start(folder, link.toString(), "rules").arguments()).isEqualTo(expected);
    assertThat(start(docs, "../policygate", "rules").arguments()).isEqualTo(expected);
    assertThat(start(home, "./policygate", "rules").arguments()).isEqualTo(expected);
    assertThat(start(home, "sh", "policygate", "rules").arguments()).isEqualTo(expected);
    assertThat(start(folder, "a checkout/policygate", "rules").arguments()).isEqualTo(expected);
  }

  @Test
  void whatAsksNoAwsStartsWithoutItsJars() throws Exception {
    for (String command : List.of("check", "diff", "allows", "grants")) {
      assertThat(start(home, "./policygate", command).arguments())
          .as(command)
          .noneMatch(argument -> argument.contains("/lib/*"));
    }
    assertThat(start(home, "./policygate", "simulate").arguments())
        .anyMatch(argument -> argument.contains("/lib/*"));
  }

  @Test
  void aProgramReadsItsOutputUnlessItIsATerminal() throws Exception {
    assertThat(start(home, "./policygate", "diff", "a", "b").arguments())
        .doesNotContain("-Dpolicygate.terminal=true");
  }

  @Test
  void whereNoLocaleIsSetFilesStillHaveAnyName() throws Exception {
    Files.writeString(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho \"<$LC_ALL>\"\n");
    List<String> bare = List.of("env", "-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG");
    assertThat(rulesIn(bare, "LC_ALL=C")).containsExactly("<C.UTF-8>");
    assertThat(rulesIn(bare, "LANG=POSIX")).containsExactly("<C.UTF-8>");
    assertThat(rulesIn(bare, "A=b")).containsExactly("<C.UTF-8>");
    assertThat(rulesIn(bare, "LC_ALL=de_DE.UTF-8")).containsExactly("<de_DE.UTF-8>");
    assertThat(rulesIn(bare, "LANG=de_DE.UTF-8")).containsExactly("<>");
  }

  private List<String> rulesIn(List<String> environment, String more) throws Exception {
    List<String> command = new ArrayList<>(environment);
    command.addAll(List.of(more, "./policygate", "rules"));
    return start(home, command.toArray(String[]::new)).arguments();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validator/src/main/java/dev/policygate/rules/NewRule.java",
        "lambda/src/main/java/dev/policygate/lambda/aws/Sessions.java",
        "validator/src/main/resources/dev/policygate/catalog/catalog.bin",
        "infra/denies/sandbox.json",
        "docs/rules/NewRule.md",
        "pom.xml",
        "local/pom.xml"
      })
  void saysWhenSourcesAreNewerThanWhatWasBuilt(String name) throws Exception {
    Path source = home.resolve(name);
    Files.createDirectories(source.getParent());
    Files.createFile(source);
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    start(home, "./policygate", "check", "a");
    // It is told beside the program, which here ends at once.
    Instant patience = Instant.now().plusSeconds(30);
    while (said().isEmpty() && Instant.now().isBefore(patience)) {
      Thread.sleep(10);
    }
    assertThat(said())
        .isEqualTo(
            "policygate: %s is newer than what was built; `./policygate build` builds anew\n"
                .formatted(name));
  }
}
