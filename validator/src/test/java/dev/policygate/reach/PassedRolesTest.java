package dev.policygate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.Catalog;
import dev.policygate.reach.PassedRoles.Passing;
import dev.policygate.reach.PassedRoles.Use;
import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of passed roles against the catalogue and the published paths. */
class PassedRolesTest {

  private static final PassedRoles TABLE = PassedRoles.bundled();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          lambda:CreateFunction,         CODE,        lambda.amazonaws.com
          LAMBDA:createfunction,         CODE,        lambda.amazonaws.com
          ec2:RunInstances,              CODE,        ec2.amazonaws.com
          ecs:RegisterTaskDefinition,    CODE,        ecs-tasks.amazonaws.com
          batch:RegisterJobDefinition,   CODE,        ecs-tasks.amazonaws.com
          iot:CreateRoleAlias,           CREDENTIALS, credentials.iot.amazonaws.com
          ssm:CreateActivation,          CREDENTIALS, ssm.amazonaws.com
          scheduler:CreateSchedule,      CALLS,       scheduler.amazonaws.com
          apigateway:PUT,                CALLS,       apigateway.amazonaws.com
          s3:CreateJob,                  CALLS,       batchoperations.s3.amazonaws.com
          datasync:CreateLocationS3,     DATA,        datasync.amazonaws.com
          rds:CreateDBInstance,          WORK,        monitoring.rds.amazonaws.com
          """)
  void saysWhoIsGivenTheRoleAndWhatFor(String action, Use use, String service) {
    Passing passing = TABLE.of(action).orElseThrow();
    assertThat(passing.use()).isEqualTo(use);
    assertThat(passing.services()).startsWith(service);
  }

  @Test
  void whatTakesNoRoleIsNotThere() {
    assertThat(TABLE.of("lambda:InvokeFunction")).isEmpty();
    assertThat(TABLE.of("s3:GetObject")).isEmpty();
  }

  @Test
  void ofSeveralStepsTheOneCountsThatGivesMost() {
    assertThat(TABLE.heaviest(List.of("ecs:CreateService", "ecs:RegisterTaskDefinition")))
        .map(Passing::action)
        .contains("ecs:RegisterTaskDefinition");
    assertThat(TABLE.heaviest(List.of("lambda:InvokeFunction", "iam:PassRole"))).isEmpty();
  }

  @Test
  void namesActionsOfTheCatalogueAndServicesAsTheyAreWritten() {
    Catalog catalog = Catalog.bundled();
    for (Passing passing : TABLE.all()) {
      assertThat(catalog.action(passing.action()))
          .as(passing.action())
          .map(action -> action.id())
          .contains(passing.action());
      assertThat(passing.services())
          .as(passing.action())
          .isNotEmpty()
          .allMatch(service -> service.matches("[a-z0-9-]+(\\.[a-z0-9-]+){0,2}\\.amazonaws\\.com"));
    }
  }

  @Test
  void namesEachActionOnce() {
    long named =
        new String(
                BundledResources.read("reach/passed-roles.tsv").orElseThrow(),
                StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .mapToLong(line -> line.split("\t", -1)[3].split(" ", -1).length)
            .sum();
    assertThat(TABLE.all()).hasSize((int) named);
  }

  /** Else a path would count for whatever service the role may be passed to. */
  @Test
  void knowsWhichStepOfEachPublishedPathPassesTheRole() {
    List<String> unknown = new ArrayList<>();
    for (EscalationPath path : EscalationPath.published()) {
      if (path.passesRole()
          && path.passing().filter(passing -> passing.use() != Use.WORK).isEmpty()) {
        unknown.add(String.join("+", path.actions()));
      }
    }
    assertThat(unknown).isEmpty();
  }
}
