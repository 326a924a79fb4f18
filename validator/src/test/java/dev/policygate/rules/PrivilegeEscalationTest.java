package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.Catalog;
import dev.policygate.reach.EscalationPath;
import dev.policygate.reach.PassedRoles;
import dev.policygate.reach.PassedRoles.Passing;
import dev.policygate.reach.PassedRoles.Use;
import dev.policygate.testing.RuleTester;
import dev.policygate.validation.RuleParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The published paths, each by itself. */
class PrivilegeEscalationTest {

  private final RuleTester rule =
      RuleTester.of(new PrivilegeEscalation(RuleParameters.DEFAULT.identities()));

  private static String allow(List<String> actions, String effect) {
    return "{\"Effect\": \"%s\", \"Action\": [\"%s\"], \"Resource\": \"*\"}"
        .formatted(effect, String.join("\", \"", actions));
  }

  private static List<EscalationPath> paths() {
    return EscalationPath.published().stream()
        .filter(path -> path.actions().stream().noneMatch(action -> action.contains("*")))
        .toList();
  }

  @Test
  void findsEveryPublishedPath() {
    List<EscalationPath> missed = new ArrayList<>();
    for (EscalationPath path : paths()) {
      if (rule.onStatement(allow(path.actions(), "Allow")).reports().isEmpty()) {
        missed.add(path);
      }
    }
    assertThat(paths()).hasSizeGreaterThan(100);
    assertThat(missed).isEmpty();
  }

  @Test
  void findsNoPathOfWhichAStepIsDenied() {
    List<EscalationPath> found = new ArrayList<>();
    for (EscalationPath path : paths()) {
      for (String step : path.actions()) {
        boolean closed =
            rule
                .onStatements(allow(path.actions(), "Allow"), allow(List.of(step), "Deny"))
                .reports()
                .stream()
                .noneMatch(report -> report.message().contains("`" + step + "`"));
        if (!closed) {
          found.add(path);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** The lists and the catalogue age apart; a path is not dropped because a name is gone. */
  @Test
  void keepsPathsThatAreAheadOfTheCatalogue() {
    assertThat(EscalationPath.actionsUnknownTo(Catalog.bundled()))
        .containsExactly("codestar:CreateProjectFromTemplate");
    rule.onStatement(allow(List.of("codestar:CreateProjectFromTemplate"), "Allow"))
        .reportsAt("/Action/0");
    rule.onStatement(allow(List.of("codestar:Create*"), "Allow")).reportsAt("/Action/0");
  }

  private static final String TO_LAMBDA =
      """
      {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*",
       "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}
      """;

  @Test
  void aRoleThatGoesToAServiceCountsForWhatPassesItThere() {
    rule.onStatements(TO_LAMBDA, allow(List.of("lambda:CreateFunction"), "Allow"))
        .reportsAt("/Statement/0/Resource");
    rule.onStatements(
            TO_LAMBDA,
            allow(
                List.of("ec2:RunInstances", "glue:CreateDevEndpoint", "states:CreateStateMachine"),
                "Allow"))
        .isSilent();
  }

  @Test
  void aRoleThatGoesToAllButAServiceCountsForTheOthers() {
    String notToLambda = TO_LAMBDA.replace("StringEquals", "StringNotEquals");
    rule.onStatements(notToLambda, allow(List.of("lambda:CreateFunction"), "Allow")).isSilent();
    rule.onStatements(notToLambda, allow(List.of("ec2:RunInstances"), "Allow"))
        .reportsAt("/Statement/0/Resource");
  }

  /** What passes a role counts although nobody has published a path by it. */
  @Test
  void findsWhatPassesARoleBeyondThePublishedPaths() {
    Set<String> published = new HashSet<>();
    paths().forEach(path -> published.addAll(path.actions()));
    List<String> missed = new ArrayList<>();
    List<String> blamed = new ArrayList<>();
    int asked = 0;
    for (Passing passing : PassedRoles.bundled().all()) {
      if (published.contains(passing.action())) {
        continue;
      }
      asked++;
      boolean told =
          rule
              .onStatement(allow(List.of("iam:PassRole", passing.action()), "Allow"))
              .reports()
              .stream()
              .anyMatch(report -> report.message().contains("iam:PassRole"));
      if (told == (passing.use() == Use.WORK)) {
        (told ? blamed : missed).add(passing.action());
      }
    }
    assertThat(asked).isGreaterThan(700);
    assertThat(missed).isEmpty();
    assertThat(blamed).isEmpty();
  }
}
