package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check} says of each sample what stands in the report beside it. */
class SamplePoliciesTest {

  private static final Path ROOT = Path.of("../sample-policies");
  private static final String REPORT = ".expected.json";
  private static final String TO_UPDATE =
      "to write down what check says now:"
          + " mvn -pl cli -am test -Dtest=SamplePoliciesTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dpolicygate.samples=update";
  private static final boolean UPDATE = "update".equals(System.getProperty("policygate.samples"));

  static List<Path> samples() throws IOException {
    return below(Files::isDirectory);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theReportBesideASampleIsWhatCheckSays(Path sample) throws IOException {
    String said = ShortReport.of(sample);
    Path report = Path.of(sample + REPORT);
    if (UPDATE) {
      Files.writeString(report, said);
    }
    assertThat(said).as(TO_UPDATE).isEqualTo(Files.readString(report));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theVerdictIsTheFolderASampleLiesIn(Path sample) {
    assertThat(ShortReport.of(sample))
        .startsWith("{\n  \"verdict\": \"" + ROOT.relativize(sample).getName(0) + "\",\n");
  }

  @Test
  void everyReportHasASample() throws IOException {
    assertThat(below(file -> file.toString().endsWith(REPORT)))
        .extracting(file -> file.toString().replace(REPORT, ""))
        .containsExactlyElementsOf(samples().stream().map(Path::toString).toList());
  }

  private static List<Path> below(Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files
          .filter(file -> ROOT.relativize(file).getNameCount() == 2)
          .filter(wanted)
          .sorted()
          .toList();
    }
  }
}
