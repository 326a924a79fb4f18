package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * An organization's own rule on its way into the function, as docs/extending.md tells it: the
 * example project is built by its own pom, its jar laid into infra/rules, named in the profiles,
 * and packaged by scripts/package. All of it happens in a copy of the sources, offline, with what
 * the build around this test has fetched.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime interface client is for Linux")
class OwnRulePackagedIT {

  private static final Path SOURCES = Path.of("..");
  private static final Path MAVEN_REPOSITORY =
      Path.of(
          System.getProperty(
              "localRepository", System.getProperty("user.home") + "/.m2/repository"));
  private static final String JAR = "example-gate-rules-1.0.0.jar";
  private static final long MINUTES = 10;

  @TempDir private static Path folder;
  private static PackagedFunction function;
  private static Rehearsal rehearsal;

  @BeforeAll
  static void buildAndPackage() throws Exception {
    Path gate = copyOfTheGate();
    Path jar = exampleBuiltByItsOwnPom(gate);
    Files.copy(jar, gate.resolve("infra/rules").resolve(JAR));
    Path profiles = gate.resolve("infra/profiles.yaml");
    Files.writeString(
        profiles,
        Files.readString(profiles).stripTrailing()
            + """

                rules:
                  ForeignBucketName:
                    parameters:
                      prefixes: [acme-]
            """);
    Files.createDirectories(gate.resolve(".mvn"));
    Files.writeString(
        gate.resolve(".mvn/maven.config"),
        "-o\n-Dmaven.repo.local=%s\n".formatted(MAVEN_REPOSITORY));
    run(gate, "python3", "scripts/package");
    function =
        new PackagedFunction(
            folder, PackagedFunction.AS_LAMBDA, gate.resolve("lambda/target/policy-checker.zip"));
    rehearsal = Rehearsal.of(_ -> function);
    function.awaitInit();
  }

  @AfterAll
  static void stop() {
    if (rehearsal != null) {
      rehearsal.close();
    }
    if (function != null) {
      function.close();
    }
  }

  @Test
  void isInThePackage() throws IOException {
    try (ZipFile archive =
        new ZipFile(folder.resolve("gate/lambda/target/policy-checker.zip").toFile())) {
      assertThat(archive.getEntry("lib/" + JAR)).isNotNull();
    }
  }

  @Test
  void rejectsInTheFunction() throws Exception {
    Ending ending = rehearsal.submit(Bundles.of("Foreign", reading("dropbox-of-mallory")));
    assertThat(ending.type()).isEqualTo("JobFailed");
    assertThat(ending.message())
        .startsWith("Policy creation request rejected: ")
        .contains("is no bucket of ours: their names start with `acme-`", "ForeignBucketName");
  }

  @Test
  void letsPassWhatItHasNothingAgainst() throws Exception {
    Ending ending = rehearsal.submit(Bundles.of("Ours", reading("acme-reports")));
    assertThat(ending.message()).isEqualTo("Created " + GatePolicies.arn("Ours"));
  }

  private static String reading(String bucket) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
     "Resource": "arn:aws:s3:::%s/2026/*"}}
    """
        .formatted(bucket);
  }

  /** The sources that a package is made of; of the other modules what Maven asks for. */
  private static Path copyOfTheGate() throws IOException {
    Path gate = folder.resolve("gate");
    copy(SOURCES.resolve("pom.xml"), gate.resolve("pom.xml"));
    for (String module : List.of("validator", "profiles", "lambda", "local", "cli", "benchmarks")) {
      copy(SOURCES.resolve(module).resolve("pom.xml"), gate.resolve(module).resolve("pom.xml"));
    }
    for (String kept :
        List.of(
            "validator/src/main",
            "profiles/src/main",
            "lambda/src/main",
            "infra",
            "scripts",
            "docs")) {
      copyAll(SOURCES.resolve(kept), gate.resolve(kept));
    }
    return gate;
  }

  /** Runs the example's build, with its tests, against the library that this build has made. */
  private static Path exampleBuiltByItsOwnPom(Path gate) throws Exception {
    Path repository = folder.resolve("repository");
    linkAll(MAVEN_REPOSITORY, repository, Set.of("dev/policygate"));
    install(SOURCES.resolve("pom.xml"), repository, "policygate", ".pom");
    install(SOURCES.resolve("validator/pom.xml"), repository, "policygate-validator", ".pom");
    install(
        SOURCES.resolve("validator/target/policygate-validator-0.1.0.jar"),
        repository,
        "policygate-validator",
        ".jar");
    Path example = gate.resolve("docs/extending");
    run(example, "mvn", "-o", "-B", "-q", "-ntp", "-Dmaven.repo.local=" + repository, "package");
    assertThat(example.resolve("target/surefire-reports")).isNotEmptyDirectory();
    return example.resolve("target").resolve(JAR);
  }

  private static void install(Path file, Path repository, String artifact, String ending)
      throws IOException {
    copy(
        file,
        repository.resolve(
            "dev/policygate/%s/0.1.0/%s-0.1.0%s".formatted(artifact, artifact, ending)));
  }

  private static void run(Path directory, String... command) throws Exception {
    Path output = Files.createTempFile(folder, "build", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as("%s: %s", String.join(" ", command), Files.readString(output, StandardCharsets.UTF_8))
        .isTrue();
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !from.relativize(file).toString().contains("target/"))
          .forEach(file -> copy(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void linkAll(Path from, Path to, Set<String> but) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> but.stream().noneMatch(from.relativize(file)::startsWith))
          .forEach(file -> link(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copy(Path file, Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Maven changes no jar and no pom; its own notes beside them are copied. */
  private static void link(Path file, Path target) {
    if (!file.toString().endsWith(".jar") && !file.toString().endsWith(".pom")) {
      copy(file, target);
      return;
    }
    try {
      Files.createDirectories(target.getParent());
      Files.createLink(target, file.toAbsolutePath());
    } catch (IOException | UnsupportedOperationException e) {
      copy(file, target);
    }
  }
}
