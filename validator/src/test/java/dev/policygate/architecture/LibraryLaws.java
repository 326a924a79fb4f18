package dev.policygate.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.policygate.resource.BundledResources;
import dev.policygate.validation.Rule;
import java.util.List;

/** What holds for the library; each law with classes that break it. */
final class LibraryLaws {

  /** Stands for the SDK, which is not there to be compiled against. */
  static final String SDK =
      """
      package software.amazon.awssdk;
      public class Client {}
      """;

  private LibraryLaws() {}

  static List<Law> all() {
    return List.of(
        Law.of(
            "dependencies point one way",
            classes()
                .should(
                    new OneWay(
                        List.of(
                            "resource",
                            "finding",
                            "json",
                            "policy",
                            "catalog",
                            "access",
                            "guardrail",
                            "reach",
                            "validation",
                            "rules",
                            "bundle",
                            "profile",
                            "gate",
                            "report",
                            "testing")))
                .because(
                    "a policy means the same whoever asks, so what is asked knows nobody who does"),
            """
      package dev.policygate.policy;
      class Planted { dev.policygate.validation.Verdict verdict; }
      """,
            """
      package dev.policygate.nowhere;
      class Planted {}
      """),
        Law.of(
            "no aws sdk",
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .because(
                    "the gate's answer is the same in the function, on a laptop and in a test"),
            """
      package dev.policygate.gate;
      class Planted { software.amazon.awssdk.Client client; }
      """),
        Law.of(
            "no files and no network",
            noClasses()
                .that(areNot(BundledResources.class))
                .should()
                .dependOnClassesThat(
                    resideInAPackage("java.nio.file..")
                        .or(resideInAPackage("java.nio.channels.."))
                        .or(resideInAPackage("java.net.."))
                        .or(resideInAPackage("java.net"))
                        .or(nameMatching("java\\.io\\.(File.*|RandomAccessFile)").forSubtype()))
                .because(
                    "what is judged is handed in; only what comes with the gate is read from it"),
            """
      package dev.policygate.rules;
      class Planted {
        String text() throws java.io.IOException {
          return java.nio.file.Files.readString(java.nio.file.Path.of("rules.txt"));
        }
      }
      """,
            """
      package dev.policygate.rules;
      class Planted { java.io.FileReader reader; }
      """,
            """
      package dev.policygate.rules;
      class Planted { java.net.URI address; }
      """),
        Law.of(
            "no clock and no environment",
            noClasses()
                .that(areNot(BundledResources.class))
                .should()
                .callMethodWhere(
                    target(owner(resideInAPackage("java.time..")))
                        .and(target(nameMatching("now|system.*")))
                        .or(
                            target(owner(type(System.class)))
                                .and(
                                    target(
                                        nameMatching(
                                            "currentTimeMillis|nanoTime|getenv|getProperty"))))
                        .or(target(owner(type(Math.class))).and(target(nameMatching("random")))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                    "java\\.util\\.(Date|Random|Timer.*)|java\\.security\\.SecureRandom")
                .because(
                    "a rule gives the same answer next year; the day of a judgement is an argument"),
            """
      package dev.policygate.rules;
      class Planted { java.time.LocalDate today() { return java.time.LocalDate.now(); } }
      """,
            """
      package dev.policygate.rules;
      class Planted { long now() { return System.nanoTime(); } }
      """,
            """
      package dev.policygate.rules;
      class Planted { java.util.Date date = new java.util.Date(); }
      """,
            """
      package dev.policygate.rules;
      class Planted { String home() { return System.getenv("HOME"); } }
      """),
        Law.of(
            "rules are hidden and final",
            classes()
                .that()
                .implement(Rule.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePackagePrivate()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .because("whoever wants a rule asks for the list of them"),
            """
      package dev.policygate.rules;
      public final class Planted implements dev.policygate.validation.StatementRule {
        public dev.policygate.finding.RuleInfo info() { return null; }
        public java.util.List<dev.policygate.validation.Violation> check(
            dev.policygate.policy.Statement statement) { return null; }
      }
      """,
            """
      package dev.policygate.rules;
      class Planted implements dev.policygate.validation.StatementRule {
        public dev.policygate.finding.RuleInfo info() { return null; }
        public java.util.List<dev.policygate.validation.Violation> check(
            dev.policygate.policy.Statement statement) { return null; }
      }
      """),
        Law.of(
            "rules keep nothing",
            fields()
                .that()
                .areDeclaredInClassesThat()
                .implement(Rule.class)
                .should()
                .beFinal()
                .because("a rule is a pure function of what it is asked"),
            """
      package dev.policygate.rules;
      final class Planted implements dev.policygate.validation.StatementRule {
        private int asked;
        public dev.policygate.finding.RuleInfo info() { return null; }
        public java.util.List<dev.policygate.validation.Violation> check(
            dev.policygate.policy.Statement statement) { asked++; return null; }
      }
      """));
  }

  private static DescribedPredicate<JavaClass> areNot(Class<?> exempt) {
    return DescribedPredicate.<JavaClass>not(type(exempt)).as("are not %s", exempt.getSimpleName());
  }
}
