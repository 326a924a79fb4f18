package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Within;
import dev.policygate.access.Decision.Allowed;
import dev.policygate.access.Decision.ExplicitlyDenied;
import dev.policygate.access.Decision.ImplicitlyDenied;
import dev.policygate.policy.ParseResult.Refused;
import dev.policygate.policy.PolicyParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples of AWS's documentation about identity policies, each a test named after what it
 * shows: the evaluator decides on each request as the page says, and containment agrees, asked of
 * the policy that allows just this request.
 */
class DocumentedExamplesTest {

  private static final Path LIST = Path.of("../docs/documented-examples.md");

  private static final Map<String, Class<? extends Decision>> DECISIONS =
      Map.of(
          "text allowed", Allowed.class,
          "text implicitly denied", ImplicitlyDenied.class,
          "text explicitly denied", ExplicitlyDenied.class);

  private static final Map<String, Class<? extends Containment>> ANSWERS =
      Map.of("json within", Within.class, "json exceeds", Exceeds.class);

  @TestFactory
  Stream<DynamicNode> everyExample() {
    return byPage().entrySet().stream()
        .map(
            page ->
                dynamicContainer(
                    page.getKey(),
                    page.getValue().stream()
                        .map(example -> dynamicContainer(example.title(), tests(example)))));
  }

  @Test
  void theListNamesEveryPage() throws IOException {
    List<String> rows =
        byPage().entrySet().stream().map(page -> row(page.getKey(), page.getValue())).toList();
    assertThat(Files.readAllLines(LIST).stream().filter(line -> line.startsWith("| [")).toList())
        .containsExactlyInAnyOrderElementsOf(rows);
  }

  private static String row(String page, List<DocumentedExample> examples) {
    String guide =
        page.startsWith("orgs_") ? "organizations/latest/userguide" : "IAM/latest/UserGuide";
    String file = examples.getFirst().file().getFileName().toString();
    long checks = examples.stream().flatMap(DocumentedExamplesTest::tests).count();
    return "| [%s](https://docs.aws.amazon.com/%s/%s.html) | [%s](../validator/src/test/resources/documented/%s) | %d | %d |"
        .formatted(page, guide, page.replaceFirst("#.*", ""), file, file, examples.size(), checks);
  }

  private static Stream<DynamicTest> tests(DocumentedExample example) {
    return example.fences().stream()
        .flatMap(
            fence -> {
              String kind = fence.kind();
              return switch (kind) {
                case "json policy", "json boundary", "json scp" -> Stream.empty();
                case "json refused" -> Stream.of(dynamicTest(kind, () -> isRefused(fence.text())));
                case "json within", "json exceeds" ->
                    Stream.of(dynamicTest(kind, () -> compares(example, fence.text(), kind)));
                case "text allowed", "text implicitly denied", "text explicitly denied" ->
                    fence
                        .text()
                        .lines()
                        .map(
                            line ->
                                dynamicTest(kind + " " + line, () -> decides(example, line, kind)));
                default -> throw new AssertionError(example.file() + ": " + kind);
              };
            });
  }

  private static void isRefused(String document) {
    assertThat(PolicyParser.parse(document, "policy.json")).isInstanceOf(Refused.class);
  }

  private static void compares(DocumentedExample example, String with, String kind) {
    assertThat(
            Containment.compare(
                example.permissions(), Permissions.of(DocumentedExample.policy(with))))
        .isInstanceOf(ANSWERS.get(kind));
  }

  private static void decides(DocumentedExample example, String line, String kind) {
    Permissions permissions = example.permissions();
    Request request = DocumentedExample.request(line);
    assertThat(permissions.decide(request)).as(line).isInstanceOf(DECISIONS.get(kind));
    ExactPolicy.of(request, example.documents())
        .ifPresent(
            exact -> {
              Permissions just = Permissions.of(DocumentedExample.policy(exact));
              assertThat(just.decide(request)).as(exact).isInstanceOf(Allowed.class);
              assertThat(Containment.compare(just, permissions))
                  .as(exact)
                  .isInstanceOf(kind.equals("text allowed") ? Within.class : Exceeds.class);
            });
  }

  private static Map<String, List<DocumentedExample>> byPage() {
    return DocumentedExample.all().stream()
        .collect(
            Collectors.groupingBy(
                DocumentedExample::page, LinkedHashMap::new, Collectors.toList()));
  }
}
