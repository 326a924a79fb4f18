package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The samples lie where their verdict says. That their reports are what {@code check} says is asked
 * by {@code policygate test}, in {@link SampleCommandsTest}.
 */
class SamplePoliciesTest {

  private static final Path ROOT = Path.of("../sample-policies");

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files
          .filter(Files::isDirectory)
          .filter(file -> ROOT.relativize(file).getNameCount() == 2)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theVerdictIsTheFolderASampleLiesIn(Path sample) {
    Status expected =
        switch (ROOT.relativize(sample).getName(0).toString()) {
          case "accepted" -> Status.YES;
          case "rejected" -> Status.NO;
          default -> throw new AssertionError("what does " + sample + " show?");
        };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Status status =
        Main.run(
            new String[] {"check", sample.toString()},
            new Console(InputStream.nullInputStream(), out, out));
    assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
  }
}
