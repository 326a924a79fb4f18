package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What asks no AWS starts without the classes of those who do. */
class LightStartTest {

  @TempDir private Path folder;

  private List<String> classesOf(int status, String... command) throws Exception {
    Path log = folder.resolve("classes");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:class+load=info:file=" + log + ":none",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(List.of(command));
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve("output")))
        .isEqualTo(status);
    return Files.readAllLines(log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check POLICY",
        "check --format json POLICY POLICY",
        "diff POLICY POLICY",
        "allows --policy POLICY --action ec2:RunInstances --resource *",
        "grants --policy POLICY --action s3:*",
        "--help",
      })
  void loadsNoClassOfTheSdkOfTheFunctionOrOfTheEmbeddedAws(String command) throws Exception {
    String policy =
        Cli.file(folder, "policy.json", Cli.policy(Cli.allow("Run", "ec2:RunInstances", "*")));
    List<String> classes = classesOf(0, command.replace("POLICY", policy).split(" "));
    assertThat(classes).anyMatch(line -> line.startsWith("dev.policygate.cli.Main "));
    assertThat(classes)
        .noneMatch(
            line ->
                line.startsWith("software.amazon.")
                    || line.startsWith("com.amazonaws.")
                    || line.startsWith("dev.policygate.lambda.")
                    || line.startsWith("dev.policygate.local."));
  }

  /** Else the test above would hold whatever is loaded. */
  @Test
  void theLogOfClassesHoldsThoseOfTheEmbeddedAwsWhereItIsStarted() throws Exception {
    String policy = Cli.file(folder, "policy.zip", "no archive");
    assertThat(classesOf(1, "simulate", policy))
        .anyMatch(line -> line.startsWith("dev.policygate.local."));
  }
}
