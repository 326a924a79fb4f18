package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.resource.BundledResources;
import dev.policygate.testing.ExampleProject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the documentation's example, in a jar beside the command line. */
class OwnRulesTest {

  @TempDir Path folder;

  private String jar = "";

  private record Ended(int status, String said) {}

  @BeforeEach
  void build() throws IOException {
    jar = ExampleProject.jar(folder).toString();
    Files.writeString(
        folder.resolve("policy.json"),
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::dropbox-of-mallory/reports/*"}}
        """);
    Files.writeString(
        folder.resolve("profiles.yaml"),
        """
        profiles:
          ours:
            preset: sandbox
            rules:
              ForeignBucketName:
                parameters: {prefixes: [acme-]}
        """);
  }

  private Ended run(String classPath, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-D" + BundledResources.JARS + "=" + classPath,
            "-cp",
            classPath,
            Main.class.getName()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    int status =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    return new Ended(status, Files.readString(output, StandardCharsets.UTF_8));
  }

  private String withJar() {
    return System.getProperty("java.class.path") + File.pathSeparator + jar;
  }

  @Test
  void rejectAsTheProfileSays() throws Exception {
    Ended ended = run(withJar(), "check", "--profile", "profiles.yaml", "policy.json");
    assertThat(ended.said())
        .contains("is no bucket of ours: their names start with `acme-` [ForeignBucketName]");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void areExplainedByThePageInTheirJar() throws Exception {
    assertThat(run(withJar(), "rules", "ForeignBucketName").said())
        .startsWith("# ForeignBucketName\n");
    assertThat(run(withJar(), "rules").said()).contains("Of the organization's own\n");
  }

  @Test
  void aJarThatIsNoneIsAnError() throws Exception {
    Files.writeString(Path.of(jar), "broken on its way here");
    for (List<String> command : List.of(List.of("check", "policy.json"), List.of("rules"))) {
      Ended ended = run(withJar(), command.toArray(String[]::new));
      assertThat(ended.status()).isEqualTo(4);
      assertThat(ended.said())
          .isEqualTo(
              "policygate: `%s` cannot be opened, so nobody knows which rules are in it\n"
                  .formatted(jar));
    }
  }

  @Test
  void areUnknownWithoutTheirJar() throws Exception {
    Ended ended =
        run(
            System.getProperty("java.class.path"),
            "check",
            "--profile",
            "profiles.yaml",
            "policy.json");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.said())
        .contains("profiles.yaml:5:7: there is no rule `ForeignBucketName` to choose");
  }
}
