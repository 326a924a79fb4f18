package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM loads that answers a question: nothing of AWS, though all of it is on its path. */
class LoadedClassesTest {

  private static final Pattern OF_AWS =
      Pattern.compile(
          "\\b(software\\.amazon|com\\.amazonaws|dev\\.policygate\\.(lambda|local))\\.");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check ../sample-policies/accepted/ec2-run-team-a",
        "check --format json ../sample-policies/rejected/administrator",
        "diff ../sample-policies/accepted/ec2-run-team-a ../sample-policies/rejected/administrator",
        "allows --policy ../sample-policies/accepted/ec2-run-team-a --action s3:GetObject"
            + " --resource *",
        "grants --policy ../sample-policies/accepted/ec2-run-team-a --action s3:*"
      })
  void answersWithoutAws(String commandLine) throws Exception {
    List<String> loaded = classesLoadedBy(commandLine);
    assertThat(loaded)
        .anyMatch(line -> line.contains("dev.policygate.policy.PolicyParser "))
        .noneMatch(line -> OF_AWS.matcher(line).find());
  }

  /** Else the test above would hold whatever is loaded. */
  @Test
  void theLogTellsWhereAwsIsLoaded() throws Exception {
    assertThat(classesLoadedBy("simulate ../sample-policies/rejected/administrator"))
        .anyMatch(line -> OF_AWS.matcher(line).find());
  }

  private List<String> classesLoadedBy(String commandLine)
      throws IOException, InterruptedException {
    Path log = folder.resolve("loaded.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xlog:class+load:file=" + log,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(commandLine.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("said.txt"))).isLessThan(2);
    return Files.readAllLines(log);
  }
}
