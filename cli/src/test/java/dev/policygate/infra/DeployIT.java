package dev.policygate.infra;

import static dev.policygate.infra.Stacks.SANDBOX;
import static dev.policygate.infra.Stacks.SECURITY;
import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.list;
import static dev.policygate.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.WholeJob;
import dev.policygate.infra.Stack.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * {@code scripts/deploy} against LocalStack, whose CloudFormation reports success for resources
 * that it does not know: so the services are asked what is there.
 */
@Testcontainers(disabledWithoutDocker = true)
@EnabledIfEnvironmentVariable(
    named = "POLICYGATE_PYTHON",
    matches = ".+",
    disabledReason =
        "POLICYGATE_PYTHON names no Python interpreter with the packages boto3 and awscli")
class DeployIT {

  private static final String LEAVING = "444444444444";

  /** The steps whose stacks LocalStack can create, the pipeline's without what starts it. */
  private static final String STEPS =
      "sandbox-prerequisites,security-gate,security-denies,security-prerequisites,sandbox-pipeline,"
          + "sandbox-boundary";

  /** The types of resources that {@code accounts.py} asks the services for. */
  private static final Set<String> LOOKED_FOR =
      Set.of(
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::KMS::Alias",
          "AWS::KMS::Key",
          "AWS::S3::Bucket",
          "AWS::S3::BucketPolicy",
          "AWS::SSM::Parameter");

  @Container
  private static final LocalStackContainer LOCAL_STACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("cloudformation", "iam", "kms", "s3", "ssm", "sts");

  @TempDir private static Path folder;

  private static Emulator emulator;
  private static Emulator.Run deployment;

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    emulator =
        Emulator.of(
            LOCAL_STACK.getEndpoint(),
            folder,
            Map.of("security", SECURITY, "sandbox", SANDBOX, "leaving", LEAVING));
    deployment = deploy("sandbox", STEPS);
  }

  private static Emulator.Run deploy(String sandbox, String steps, String... more)
      throws IOException, InterruptedException {
    String[] words = {
      "--security-profile",
      "security",
      "--sandbox-profile",
      sandbox,
      "--profiles",
      folder.resolve("profiles.json").toString(),
      "--gate",
      "Closed",
      "--only",
      steps
    };
    return emulator.script("deploy", concat(words, more));
  }

  private static String[] concat(String[] some, String[] more) {
    return Stream.of(some, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void saysWhatItDoes() {
    assertThat(deployment.status()).as(deployment.output()).isZero();
    assertThat(deployment.output().lines())
        .containsSequence(
            "Sandbox-Prerequisites in 222222222222, from infra/sandbox-prerequisites.yaml",
            "  CREATE_COMPLETE",
            "Security-Gate in 111111111111, from infra/security-gate.yaml",
            "  CREATE_COMPLETE",
            "Security-Denies in 111111111111, from infra/security-denies.yaml",
            "  CREATE_COMPLETE",
            "Security-Prerequisites in 111111111111, from infra/security-prerequisites.yaml",
            "  CREATE_COMPLETE",
            "Sandbox-Pipeline in 222222222222, from infra/sandbox-pipeline.yaml",
            "  CREATE_COMPLETE",
            "Sandbox-Boundary in 222222222222, from infra/guardrails/permissions-boundary.yaml",
            "  CREATE_COMPLETE",
            "done");
  }

  @Test
  void registersTheAccount() throws IOException {
    Map<String, Object> profiles =
        map(at(Template.parse(Files.readString(folder.resolve("profiles.json"))), "profiles"));
    assertThat(map(at(map(at(profiles, "sandbox")), "accounts")))
        .containsEntry(
            SANDBOX,
            Map.of(
                "actionRole",
                "arn:aws:iam::111111111111:role/policy-gate-action-role-222222222222"));
  }

  @Test
  void createsWhatTheTemplatesSay() throws Exception {
    assertThat(holdings().get("blueprint")).isEqualTo(expected());
  }

  @Test
  void createsDeniesAndBoundary() throws Exception {
    Map<String, Object> policies = map(at(holdings(), "policies"));
    assertThat(at(policies, SECURITY))
        .isEqualTo(
            Map.of(
                Call.policy(SECURITY, "central-deny-policy-sandbox"),
                Template.parse(Files.readString(Template.INFRA.resolve("denies/sandbox.json")))));
    assertThat(at(policies, SANDBOX))
        .isEqualTo(
            Map.of(
                Call.policy(SANDBOX, "policy-gate-boundary"), Template.parse(Stacks.boundary())));
  }

  /** A stack that has something else may have come into being without it. */
  @Test
  void createsNothingThatIsNotLookedFor() throws Exception {
    Map<String, Object> types = map(at(holdings(), "types"));
    assertThat(
            types.values().stream()
                .flatMap(stacks -> map(stacks).values().stream())
                .flatMap(all -> list(all).stream())
                .distinct())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(LOOKED_FOR).contains((String) type));
    assertThat(map(at(types, SECURITY)))
        .containsOnlyKeys("Security-Gate", "Security-Denies", "Security-Prerequisites");
    assertThat(map(at(types, SANDBOX)))
        .containsOnlyKeys("Sandbox-Prerequisites", "Sandbox-Pipeline", "Sandbox-Boundary");
  }

  @Test
  void whatItCannotCreateIsBehindACondition() {
    assertThat(missingFrom(Stacks.sandboxPipeline(Stacks.sandboxPrerequisites(), "Open")))
        .containsExactly("AWS::CodePipeline::Pipeline", "AWS::Events::Rule");
    assertThat(missingFrom(Stacks.sandboxPipeline(Stacks.sandboxPrerequisites(), "Closed")))
        .isEmpty();
  }

  private static Set<String> missingFrom(Stack stack) {
    Set<String> types =
        stack.resources().stream()
            .map(Resource::type)
            .collect(Collectors.toCollection(TreeSet::new));
    types.removeAll(LOOKED_FOR);
    return types;
  }

  @Test
  void aJobRunsUnderWhatWasDeployed() throws Exception {
    Map<String, Object> blueprint = new LinkedHashMap<>(map(at(holdings(), "blueprint")));
    blueprint.put("buckets", at(TwoAccounts.tree(), "buckets"));
    blueprint.put("pipelines", at(TwoAccounts.tree(), "pipelines"));
    assertThat(WholeJob.outcomes(JsonText.of(blueprint))).containsExactly("Created", "JobFailed");
  }

  @Test
  void aSecondDeploymentChangesNothing() throws Exception {
    Emulator.Run second = deploy("sandbox", "sandbox-prerequisites,security-prerequisites");
    assertThat(second.status()).as(second.output()).isZero();
    assertThat(second.output().lines().filter("  has not changed"::equals)).hasSize(2);
  }

  @Test
  void aTeardownKeepsBucketAndKey() throws Exception {
    assertThat(deploy("leaving", "sandbox-prerequisites").status()).isZero();
    Map<String, Object> before = emulator.holdings(LEAVING);
    Emulator.Run teardown =
        emulator.script(
            "teardown", "--security-profile", "security", "--sandbox-profile", "leaving", "--yes");
    assertThat(teardown.output()).contains("DELETE_COMPLETE").endsWith("done\n");
    Map<String, Object> after = emulator.holdings(LEAVING);
    assertThat(at(map(at(after, "types")), LEAVING)).isEqualTo(Map.of());
    assertThat(buckets(after)).isEqualTo(buckets(before)).hasSize(2);
    assertThat(list(at(map(at(after, "enabledKeys")), LEAVING)))
        .isEqualTo(at(map(at(before, "enabledKeys")), LEAVING))
        .hasSize(1);
  }

  private static Set<String> buckets(Map<String, Object> holdings) {
    return map(at(map(at(map(at(holdings, "blueprint")), "buckets")), LEAVING)).keySet();
  }

  private static Map<String, Object> holdings() throws IOException, InterruptedException {
    return emulator.holdings(SECURITY, SANDBOX);
  }

  /** LocalStack leaves the encryption of buckets out, which the documentation names. */
  private static Map<String, Object> expected() {
    Stack prerequisites = Stacks.sandboxPrerequisites();
    Map<String, Object> tree =
        TwoAccounts.of(
            List.of(
                prerequisites,
                Stacks.securityGate(),
                Stacks.securityPrerequisites(prerequisites),
                Stacks.sandboxPipeline(prerequisites, "Closed")));
    map(at(tree, "buckets"))
        .values()
        .forEach(buckets -> map(buckets).values().forEach(bucket -> map(bucket).remove("key")));
    return tree;
  }
}
