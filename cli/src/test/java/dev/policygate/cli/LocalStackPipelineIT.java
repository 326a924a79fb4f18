package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** Whole jobs on an AWS that is not ours; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackPipelineIT {

  @Container
  private static final LocalStackContainer LOCAL_STACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("iam", "sts", "s3", "kms")
          .withEnv("PARITY_AWS_ACCESS_KEY_ID", "1");

  private static OnLocalStack localStack;
  private static Rehearsal rehearsal;
  private static GatePolicies policies;

  @BeforeAll
  static void start() throws Exception {
    localStack =
        new OnLocalStack(
            LOCAL_STACK.getEndpoint(),
            new InProcess(new PrintStream(OutputStream.nullOutputStream())));
    rehearsal = Rehearsal.of(_ -> localStack);
    policies = new GatePolicies(localStack.iam(Scene.SANDBOX));
  }

  @AfterAll
  static void stop() {
    rehearsal.close();
    localStack.close();
  }

  private static Ending submit(byte[] bundle) throws Exception {
    Ending ending = rehearsal.submit(bundle);
    assertThat(ending.invocation().death()).isEmpty();
    return ending;
  }

  @Test
  void createsWhatIsAcceptedAndLeavesItWhenItComesAgain() throws Exception {
    byte[] bundle = Bundles.harmless("Team", "ec2:RunInstances");
    Ending created = submit(bundle);
    assertThat(created.status()).isEqualTo("Succeeded");
    assertThat(created.outputVariables())
        .containsEntry("PolicyArn", GatePolicies.arn("Team"))
        .containsEntry("PolicyVersionId", "v1")
        .containsEntry("Outcome", "Created");
    assertThat(rehearsal.reports()).containsExactly("PutJobSuccessResult 200");
    assertThat(policies.document("Team"))
        .contains("\"ec2:RunInstances\"", "CentralOnlyT2InstancesStart");
    assertThat(created.invocation().event()).contains(policies.tag("Team", "policy-gate:job"));

    assertThat(submit(bundle).outcome()).isEqualTo("Unchanged");
    assertThat(policies.versions("Team")).containsExactly("v1");
  }

  @Test
  void givesANewDefaultVersionAndDropsTheOldest() throws Exception {
    policies.putFiveVersions("Grown");
    Ending updated = submit(Bundles.harmless("Grown", "ec2:StopInstances"));
    assertThat(updated.outcome()).isEqualTo("Updated");
    assertThat(policies.policy("Grown").defaultVersionId()).isEqualTo("v6");
    assertThat(policies.versions("Grown")).containsExactly("v2", "v3", "v4", "v5", "v6");
    assertThat(policies.document("Grown")).contains("\"ec2:StopInstances\"");
  }

  @Test
  void refusesWhatIsTooPermissive() throws Exception {
    Ending rejected = submit(Bundles.everything("Everything"));
    assertThat(rejected.type()).isEqualTo("JobFailed");
    assertThat(rejected.message())
        .startsWith(
            "Policy creation request rejected: * permissions not allowed in both actions and"
                + " resources\n");
    assertThat(rehearsal.reports()).containsExactly("PutJobFailureResult 200");
    assertThat(policies.has("Everything")).isFalse();
  }

  @Test
  void leavesAloneWhatIsNotTheGates() throws Exception {
    String theirs = Bundles.statement("", "s3:ListAllMyBuckets");
    policies
        .iam()
        .createPolicy(
            request -> request.path("/policy-gate/").policyName("Theirs").policyDocument(theirs));
    Ending refused = submit(Bundles.harmless("Theirs", "ec2:RunInstances"));
    assertThat(refused.type()).isEqualTo("JobFailed");
    assertThat(refused.message()).startsWith("the account has a policy with the name `Theirs`");
    assertThat(policies.versions("Theirs")).containsExactly("v1");
  }
}
