package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policygate test} and {@code policygate rules}. */
class SampleCommandsTest {

  private static final String WRITE =
      """
      {"Version": "2012-10-17",
       "Statement": {"Effect": "Allow", "Action": "sqs:CreateQueue", "Resource": "*"}}
      """;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Status run(String... args) {
    out.reset();
    err.reset();
    return Main.run(
        args,
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void sample() throws IOException {
    Files.writeString(folder.resolve("queues.json"), WRITE);
  }

  @Test
  void aSampleWithoutReportIsNotAsExpected() {
    assertThat(run("test", folder.toString())).isEqualTo(Status.NO);
    assertThat(said())
        .isEqualTo(
            """
            queues.json:
              there is no report queues.expected.json; --update writes it
            1 samples, 0 as expected
            """);
  }

  @Test
  void showsWhatAnotherProfileChanges() {
    assertThat(run("test", "--update", folder.toString())).isEqualTo(Status.YES);
    assertThat(run("test", folder.toString())).isEqualTo(Status.YES);
    assertThat(run("test", "--profile", "development", folder.toString())).isEqualTo(Status.NO);
    assertThat(said())
        .contains("  rejected, expected accepted\n")
        .contains("  - warning: WriteAtLarge at /Statement/Action: ")
        .contains("  + error: WriteAtLarge at /Statement/Action: ");
  }

  @Test
  void aReportIsWhatCheckPrints() throws IOException {
    run("check", "--format", "json", folder.resolve("queues.json").toString());
    Files.writeString(folder.resolve("queues.expected.json"), said());
    assertThat(run("test", folder.toString())).isEqualTo(Status.YES);
  }

  @Test
  void aReportWhoseSampleIsGoneIsNotAsExpected() throws IOException {
    run("test", "--update", folder.toString());
    Files.delete(folder.resolve("queues.json"));
    assertThat(run("test", folder.toString())).isEqualTo(Status.NO);
    assertThat(said()).contains("there is a report, but no sample");
  }

  @Test
  void aReportThatCannotBeReadIsToldBesideTheOthers() throws IOException {
    Files.writeString(folder.resolve("a.json"), WRITE);
    Files.writeString(folder.resolve("a.expected.json"), "<<<<<<< ours");
    assertThat(run("test", folder.toString())).isEqualTo(Status.UNUSABLE);
    assertThat(said())
        .contains("a.json:\n  " + folder.resolve("a.expected.json"))
        .contains("queues.json:\n  there is no report")
        .endsWith("2 samples, 0 as expected\n");
  }

  @Test
  void refusesFoldersWithoutSamplesAndReportsThatAreNone() throws IOException {
    assertThat(run("test", folder.resolve("nowhere").toString())).isEqualTo(Status.UNUSABLE);
    Files.writeString(folder.resolve("queues.expected.json"), "{}");
    assertThat(run("test", folder.toString())).isEqualTo(Status.UNUSABLE);
    assertThat(run("test", "--update", folder.toString())).isEqualTo(Status.YES);
    assertThat(run("test", folder.toString())).isEqualTo(Status.YES);
    Files.delete(folder.resolve("queues.json"));
    Files.delete(folder.resolve("queues.expected.json"));
    assertThat(run("test", folder.toString())).isEqualTo(Status.UNUSABLE);
  }

  @Test
  void listsTheRulesAndExplainsOneInAnyCaseOfLetters() {
    assertThat(run("rules")).isEqualTo(Status.YES);
    assertThat(said()).containsPattern("WriteAtLarge +warning +Anything can be changed");
    assertThat(run("rules", "writeatlarge")).isEqualTo(Status.YES);
    assertThat(said()).startsWith("# WriteAtLarge\n").contains("## How to fix it");
    assertThat(run("rules", "--format", "json", "WriteAtLarge")).isEqualTo(Status.YES);
    assertThat(said())
        .contains("\"id\" : \"WriteAtLarge\"")
        .contains("\"page\" : \"# WriteAtLarge");
    assertThat(run("rules", "NoSuchRule")).isEqualTo(Status.UNUSABLE);
  }

  @Test
  void aProfileInAFileIsReadInYamlAndRefusedWithItsPlace() throws IOException {
    Path file = folder.resolve("profiles.yaml");
    Files.writeString(
        file,
        """
        profiles:
          a:
            preset: sandbox
            rules: {WriteAtLarge: error}
            teams: {data: {}, web: {rules: {WriteAtLarge: "off"}}}
            accounts:
              "111122223333": {teams: [web]}
              "444455556666": {}
        """);
    String policy = folder.resolve("queues.json").toString();
    String profile = file.toString();
    assertThat(run("check", "--profile", profile, policy)).isEqualTo(Status.NO);
    assertThat(run("check", "--profile", profile, "--team", "web", policy)).isEqualTo(Status.YES);
    assertThat(run("check", "--profile", profile, "--account", "111122223333", policy))
        .isEqualTo(Status.YES);
    assertThat(run("check", "--profile", profile, "--account", "444455556666", policy))
        .isEqualTo(Status.NO);
    assertThat(run("check", "--profile", profile, "--team", "ops", policy))
        .isEqualTo(Status.UNUSABLE);
    Files.writeString(file, "profiles:\n  a:\n    preset: sandbox\n    rulez: {}\n");
    assertThat(run("check", "--profile", profile, policy)).isEqualTo(Status.UNUSABLE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("profiles.yaml:4:5: a profile has no member `rulez`");
  }

  @Test
  void tellWhichEscalationPathsAreAheadOfTheCatalogue() {
    String notice =
        "does not know `codestar:CreateProjectFromTemplate`, a step of published escalation paths;"
            + " they are looked for all the same\n";
    assertThat(run("rules")).isEqualTo(Status.YES);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(notice);
    run("test", folder.toString());
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(notice);
    run("rules", "PrivilegeEscalation");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
