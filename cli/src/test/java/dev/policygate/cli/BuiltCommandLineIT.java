package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The command line as it was built, behind its launcher: with the jars that lie beside it and no
 * others, so that one that is missing there fails a test.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BuiltCommandLineIT {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, check sample-policies/accepted/ec2-run-team-a",
    "1, check --format json sample-policies/rejected/administrator",
    "0, check --profile infra/profiles.yaml sample-policies/accepted/ec2-run-team-a",
    "1, check --together sample-policies/accepted/ec2-run-team-a"
        + " sample-policies/rejected/administrator",
    "2, check nowhere.json",
    "1, diff sample-policies/accepted/ec2-run-team-a sample-policies/rejected/administrator",
    "1, allows --policy sample-policies/accepted/ec2-run-team-a --action s3:GetObject"
        + " --resource arn:aws:s3:::a/b",
    "0, grants --policy sample-policies/accepted/ec2-run-team-a --action iam:*",
    "0, test sample-policies/accepted",
    "0, rules AdministratorAccess",
    "0, simulate sample-policies/accepted/ec2-run-team-a",
    "1, simulate sample-policies/rejected/administrator",
    "2, submit --aws-profile no-such-profile --region eu-central-1"
        + " sample-policies/accepted/ec2-run-team-a",
    "2, reseal --aws-profile no-such-profile --region eu-central-1",
    "2, no-such-command",
  })
  void everyCommandFindsAllThatItNeeds(int status, String commandLine) throws Exception {
    Process process = start(commandLine);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String said = out + Files.readString(folder.resolve("said"));
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    assertThat(said).doesNotContain("a defect of the program", "NoClassDefFoundError");
  }

  /**
   * A class that the JVM has to make or to read while it starts costs {@code check} as much as a
   * rule: all of them come out of the cache. A lambda, or a constant sought by reflection, would
   * bring in what makes method handles, too.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check sample-policies/accepted/ec2-run-team-a",
        "check sample-policies/accepted/account-administrator",
        "check sample-policies/rejected/administrator",
        "check sample-policies/rejected/patch-administrator",
      })
  void checkMakesNoClasses(String commandLine) throws Exception {
    Path log = folder.resolve("loaded");
    List<String> command = new ArrayList<>(List.of(told(commandLine).split(" ")));
    command.add(command.indexOf("-cp"), "-Xlog:class+load:file=" + log);
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isLessThan(2);
    assertThat(Files.readAllLines(log))
        .hasSizeGreaterThan(1000)
        .noneMatch(line -> line.contains("__JVM_LookupDefineClass__"))
        .noneMatch(line -> line.contains("dev.policygate") && line.contains("source: file:"))
        .noneMatch(line -> line.matches(".* (dev\\.policygate|org\\.apache)\\S*Lambda.*"));
  }

  /** How the launcher starts a JVM: it says so where it would do it. */
  private static String told(String commandLine) throws IOException {
    String launcher =
        Files.readString(HOME.resolve("policygate")).replace("exec \"$jdk", "echo \"$jdk");
    List<String> command = new ArrayList<>(List.of("sh", "-c", launcher, "./policygate"));
    command.addAll(List.of(commandLine.split(" ")));
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void theEmbeddedAwsServesItsAccountsUntilItIsEnded() throws Exception {
    Process process = start("local --port 0");
    try {
      Map<String, String> exported = new HashMap<>();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
        assertThat(line).as(Files.readString(folder.resolve("said"))).isNotNull();
        if (line.startsWith("export ")) {
          String[] setting = line.substring("export ".length()).split("=", 2);
          exported.put(setting[0], setting[1]);
        }
      }
      assertThat(account(exported, "")).isEqualTo(Scene.SANDBOX);
      assertThat(account(exported, "SECURITY_")).isEqualTo(Scene.SECURITY);

      int port = URI.create(exported.get("AWS_ENDPOINT_URL")).getPort();
      Process second = start("local --port " + port);
      assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(second.exitValue()).isEqualTo(Status.UNUSABLE.code());
      assertThat(Files.readString(folder.resolve("said")))
          .startsWith("policygate: cannot listen on port " + port)
          .contains("--port");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private static String account(Map<String, String> exported, String prefix) {
    try (var http = UrlConnectionHttpClient.create();
        StsClient sts =
            StsClient.builder()
                .httpClient(http)
                .region(Region.of(exported.get("AWS_REGION")))
                .endpointOverride(URI.create(exported.get("AWS_ENDPOINT_URL")))
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                            exported.get(prefix + "AWS_ACCESS_KEY_ID"),
                            exported.get(prefix + "AWS_SECRET_ACCESS_KEY"))))
                .build()) {
      return sts.getCallerIdentity().account();
    }
  }

  private Process start(String commandLine) throws IOException {
    List<String> command = new ArrayList<>(List.of("./policygate"));
    command.addAll(List.of(commandLine.split(" ")));
    return new ProcessBuilder(command)
        .directory(HOME.toFile())
        .redirectError(folder.resolve("said").toFile())
        .start();
  }
}
