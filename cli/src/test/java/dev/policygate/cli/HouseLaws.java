package dev.policygate.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.policygate.architecture.Law;
import java.util.List;

/** What holds between the modules; each law with a class that breaks it. */
final class HouseLaws {

  private HouseLaws() {}

  static List<Law> all() {
    return List.of(
        Law.of(
            "only adapters know the sdk",
            noClasses()
                .that()
                .resideInAPackage("dev.policygate.lambda")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because(
                    "how AWS is spoken to is decided at the edge, in dev.policygate.lambda.aws"),
            """
      package dev.policygate.lambda;
      class Planted { software.amazon.awssdk.regions.Region region; }
      """),
        Law.of(
            "the function knows no stand in",
            noClasses()
                .that()
                .resideInAPackage("dev.policygate.lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.policygate.local..", "dev.policygate.cli..")
                .because("what runs in AWS is the same, whoever plays AWS"),
            """
      package dev.policygate.lambda.aws;
      class Planted { dev.policygate.local.LocalAws aws; }
      """),
        Law.of(
            "the embedded aws knows no client",
            noClasses()
                .that()
                .resideInAPackage("dev.policygate.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "dev.policygate.lambda..",
                    "dev.policygate.cli..",
                    "software.amazon..",
                    "com.amazonaws..")
                .because("it would make the same mistakes as the function that it stands in for"),
            """
      package dev.policygate.local;
      class Planted { software.amazon.awssdk.regions.Region region; }
      """,
            """
      package dev.policygate.local;
      class Planted { dev.policygate.lambda.PolicyChecker checker; }
      """),
        Law.of(
            "questions are answered without aws",
            noClasses()
                .that()
                .resideInAPackage("dev.policygate.cli")
                .and()
                .haveSimpleNameEndingWith("Command")
                .and()
                .doNotHaveSimpleName("LocalCommand")
                .and()
                .doNotHaveSimpleName("SimulateCommand")
                .and()
                .doNotHaveSimpleName("SubmitCommand")
                .and()
                .doNotHaveSimpleName("ResealCommand")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage(
                    "software.amazon..",
                    "com.amazonaws..",
                    "dev.policygate.lambda..",
                    "dev.policygate.local..")
                .because("at every save a second is too long, and classes cost time to load"),
            """
      package dev.policygate.cli;
      class PlantedCommand { dev.policygate.local.LocalAws aws; }
      """,
            """
      package dev.policygate.cli;
      class PlantedCommand { PlantedStep step; }
      class PlantedStep { software.amazon.awssdk.regions.Region region; }
      """));
  }
}
