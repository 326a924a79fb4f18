package dev.policygate.infra;

import static dev.policygate.infra.Stacks.SANDBOX;
import static dev.policygate.infra.Stacks.SECURITY;
import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.list;
import static dev.policygate.infra.Template.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.policygate.cli.WholeJob;
import dev.policygate.infra.Stack.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
  private static final String MANAGEMENT = "999999999999";

  /** The steps whose stacks LocalStack can create, the pipeline's without what starts it. */
  private static final String STEPS =
      "sandbox-prerequisites,security-gate,security-denies,security-prerequisites,security-watch,"
          + "sandbox-pipeline,sandbox-boundary";

  /** The types of resources that {@code accounts.py} asks the services for. */
  private static final Set<String> LOOKED_FOR =
      Set.of(
          "AWS::CloudWatch::Alarm",
          "AWS::Events::Rule",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::KMS::Alias",
          "AWS::KMS::Key",
          "AWS::S3::Bucket",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::SSM::Parameter");

  @Container
  private static final LocalStackContainer LOCAL_STACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices(
              "cloudformation", "cloudwatch", "events", "iam", "kms", "s3", "sns", "ssm", "sts");

  @TempDir private static Path folder;

  private static Emulator emulator;
  private static Emulator.Run deployment;

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    emulator =
        Emulator.of(
            LOCAL_STACK.getEndpoint(),
            folder,
            Map.of(
                "security", SECURITY,
                "sandbox", SANDBOX,
                "leaving", LEAVING,
                "management", MANAGEMENT));
    deployment =
        deploy(
            "sandbox",
            STEPS,
            "--alarm-email",
            "gate@example.org",
            "--deployer-arn",
            Stacks.DEPLOYER,
            "--trail",
            "Other",
            "--dashboard",
            "No");
  }

  private static Emulator.Run deploy(String sandbox, String steps, String... more)
      throws IOException, InterruptedException {
    String[] words = {
      "--security-profile",
      "security",
      "--sandbox-profile",
      sandbox,
      "--profiles",
      folder.resolve("profiles.yaml").toString(),
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
            "Security-Watch in 111111111111, from infra/security-watch.yaml",
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
        map(at(Template.parse(Files.readString(folder.resolve("profiles.yaml"))), "profiles"));
    assertThat(map(at(map(at(profiles, "sandbox")), "accounts")))
        .containsEntry(
            SANDBOX,
            Map.of(
                "actionRole",
                "arn:aws:iam::111111111111:role/policy-gate-action-role-222222222222"));
  }

  @Test
  void createsWhatTheTemplatesSay() throws Exception {
    assertThat(holdings().get("blueprint")).isEqualTo(Expected.blueprint());
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

  @Test
  void createsAlarmsAndRules() throws Exception {
    assertThat(at(map(at(holdings(), "watch")), SECURITY)).isEqualTo(Expected.watch());
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
        .containsOnlyKeys(
            "Security-Gate", "Security-Denies", "Security-Prerequisites", "Security-Watch");
    assertThat(map(at(types, SANDBOX)))
        .containsOnlyKeys("Sandbox-Prerequisites", "Sandbox-Pipeline", "Sandbox-Boundary");
  }

  /** It refuses the rule that starts the pipeline, too, whose target it does not know. */
  @Test
  void whatItCannotCreateIsBehindACondition() {
    assertThat(missingFrom(Stacks.sandboxPipeline(Stacks.sandboxPrerequisites(), "Open")))
        .containsExactly("AWS::CodePipeline::Pipeline");
    assertThat(missingFrom(Stacks.sandboxPipeline(Stacks.sandboxPrerequisites(), "Closed")))
        .isEmpty();
    assertThat(missingFrom(Stacks.securityWatch(Stacks.securityGate(), "Own", "Yes")))
        .containsExactly("AWS::CloudTrail::Trail", "AWS::CloudWatch::Dashboard");
    assertThat(missingFrom(Stacks.securityWatch(Stacks.securityGate(), "Other", "No"))).isEmpty();
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

  /** As for accounts that StackSets have prepared: bucket and key are those that it had made. */
  @Test
  void findsTheKeyOfAnAccountWithoutItsProfile() throws Exception {
    Emulator.Run run =
        emulator.script(
            "deploy",
            "--security-profile",
            "security",
            "--account",
            SANDBOX,
            "--only",
            "security-prerequisites");
    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output()).contains("  has not changed\n");
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
    Emulator.Run again = deploy("leaving", "sandbox-prerequisites");
    assertThat(again.status()).as(again.output()).isEqualTo(2);
    assertThat(again.output())
        .contains("the bucket policy-gate-artifacts-444444444444 is there already");
  }

  private static String[] managing(String... more) {
    String[] words = {
      "--security-profile", "security",
      "--management-profile", "management",
      "--organizational-unit", "ou-abcd-12345678"
    };
    return concat(words, more);
  }

  @Test
  void aDryRunOfStackSetsSaysWhatWouldRun() throws Exception {
    Emulator.Run run =
        emulator.script(
            "deploy",
            managing("--organization-id", "o-abcdefghij", "--only", "stack-sets", "--dry-run"));
    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output())
        .contains(
            "s3 cp ../infra/sandbox-pipeline.yaml s3://policy-gate-code-111111111111/templates/")
        .containsPattern(
            "would run: aws --profile management .* deploy --stack-name Gate-StackSets"
                + " .*OrganizationalUnitIds=ou-abcd-12345678 CentralAccount=111111111111 "
                + "TemplateUrl=https://policy-gate-code-111111111111.s3.us-east-1.amazonaws.com/templates/[0-9a-f]{64}")
        .doesNotContain("profiles.yaml")
        .endsWith("nothing was changed\n");
    assertThat(map(at(map(at(emulator.holdings(MANAGEMENT), "types")), MANAGEMENT))).isEmpty();
  }

  @Test
  void givesAParameterToEachStackThatHasIt() throws Exception {
    Emulator.Run run =
        deploy(
            "sandbox",
            "sandbox-prerequisites,security-denies",
            "--set",
            "RetentionDays=730",
            "--dry-run");
    assertThat(run.output().lines().filter(line -> line.contains("would run: aws")))
        .satisfiesExactly(
            prerequisites -> assertThat(prerequisites).endsWith(" RetentionDays=730"),
            denies -> assertThat(denies).doesNotContain("RetentionDays"));
  }

  private static Stream<Arguments> refusals() {
    String[] both = {"--security-profile", "security", "--sandbox-profile", "sandbox"};
    return Stream.of(
        arguments(
            concat(both, new String[] {"--region", "eu-west-1"}),
            "one Region: the profile security says us-east-1, not eu-west-1"),
        arguments(
            concat(both, new String[] {"--region", "us-east-1", "--region", "eu-west-1"}),
            "one Region, and --region is given more than once"),
        arguments(
            new String[] {"--security-profile", "sandbox", "--sandbox-profile", "sandbox"},
            "the security account cannot be its own sandbox"),
        arguments(
            new String[] {"--sandbox-profile", "sandbox"},
            "give --security-profile and --sandbox-profile"),
        arguments(managing("--only", "guardrails"), "--deployer-arn, the exact ARN of the role"),
        arguments(
            new String[] {"--security-profile", "security", "--account", "333333333333,4"},
            "ids of twelve digits; 4 is none"),
        arguments(
            new String[] {
              "--security-profile",
              "security",
              "--account",
              "333333333333",
              "--only",
              "security-prerequisites"
            },
            "finds no key of 333333333333: Sandbox-Prerequisites has to be there before"),
        arguments(
            concat(both, new String[] {"--set", "Retention=730"}),
            "no template has a parameter Retention"),
        arguments(
            new String[] {"--security-profile", "security", "--only", "everything"},
            "there is no step everything"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesBeforeAnythingIsChanged(String[] words, String reason) throws Exception {
    Emulator.Run run = emulator.script("deploy", words);
    assertThat(run.status()).as(run.output()).isEqualTo(2);
    assertThat(run.output()).contains(reason).doesNotContain("CREATE_COMPLETE");
  }

  private static Set<String> buckets(Map<String, Object> holdings) {
    return map(at(map(at(map(at(holdings, "blueprint")), "buckets")), LEAVING)).keySet();
  }

  private static Map<String, Object> holdings() throws IOException, InterruptedException {
    return emulator.holdings(SECURITY, SANDBOX);
  }
}
