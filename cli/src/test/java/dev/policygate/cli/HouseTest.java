package dev.policygate.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.policygate.architecture.Law;
import dev.policygate.architecture.Planted;
import dev.policygate.lambda.PolicyChecker;
import dev.policygate.local.LocalAws;
import dev.policygate.validation.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/** The modules keep to their places, and each law between them speaks where it is broken. */
class HouseTest {

  private static final List<Class<?>> LIBRARIES =
      List.of(Main.class, PolicyChecker.class, LocalAws.class, Rule.class, Region.class);

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importUrls(LIBRARIES.subList(0, 4).stream().map(Planted::location).toList());

  static List<Law> laws() {
    return HouseLaws.all();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void theHouseKeeps(Law law) {
    law.rule().check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void whatIsPlantedBreaks(Law law, @TempDir Path folder) throws IOException {
    for (int i = 0; i < law.planted().size(); i++) {
      Planted.breaks(
          law.rule(), folder.resolve(String.valueOf(i)), LIBRARIES, law.planted().get(i));
    }
  }
}
