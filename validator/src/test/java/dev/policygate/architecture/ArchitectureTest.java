package dev.policygate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.policygate.validation.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library keeps its laws, and each of them speaks where it is broken. */
class ArchitectureTest {

  private static final JavaClasses LIBRARY =
      new ClassFileImporter().importUrl(Planted.location(Rule.class));

  static List<Law> laws() {
    return LibraryLaws.all();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theLibraryKeeps(Law law) {
    law.rule().check(LIBRARY);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void whatIsPlantedBreaks(Law law, @TempDir Path folder) throws IOException {
    for (int i = 0; i < law.planted().size(); i++) {
      Path own = folder.resolve(String.valueOf(i));
      Planted.breaks(law.rule(), own, List.of(Rule.class), law.planted().get(i), LibraryLaws.SDK);
    }
  }
}
