package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import dev.policygate.cli.Rehearsal.Invocation;
import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The archive as it is uploaded, under the client that runs it on Lambda. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime interface client is for Linux")
class PackagedFunctionIT {

  @TempDir private static Path folder;
  private static PackagedFunction function;
  private static Rehearsal rehearsal;

  @BeforeAll
  static void start() throws Exception {
    function = new PackagedFunction(folder);
    rehearsal = Rehearsal.of(_ -> function);
    function.awaitInit();
  }

  @AfterAll
  static void stop() {
    rehearsal.close();
    function.close();
  }

  @Test
  void createsWhatIsAccepted() throws Exception {
    Ending ending = rehearsal.submit(Bundles.harmless("Accepted", "ec2:RunInstances"));
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.status()).isEqualTo("Succeeded");
    assertThat(ending.message()).isEqualTo("Created " + GatePolicies.arn("Accepted"));
    assertThat(rehearsal.reports()).containsExactly("PutJobSuccessResult 200");
    assertThat(rehearsal.policies().document("Accepted"))
        .contains("\"ec2:RunInstances\"", "CentralOnlyT2InstancesStart");
  }

  @Test
  void givesANewVersionToWhatIsThere() throws Exception {
    rehearsal.policies().putFiveVersions("Grown");
    Ending ending = rehearsal.submit(Bundles.harmless("Grown", "ec2:StopInstances"));
    assertThat(ending.outcome()).isEqualTo("Updated");
    assertThat(rehearsal.policies().versions("Grown"))
        .containsExactly("v2", "v3", "v4", "v5", "v6");
    assertThat(rehearsal.policies().tag("Grown", "policy-gate:job")).isNotEmpty();
  }

  @Test
  void saysWhatIsRejected() throws Exception {
    Ending ending = rehearsal.submit(Bundles.everything("Everything"));
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.type()).isEqualTo("JobFailed");
    assertThat(ending.message())
        .startsWith(
            "Policy creation request rejected: * permissions not allowed in both actions and"
                + " resources\n");
    assertThat(rehearsal.reports()).containsExactly("PutJobFailureResult 200");
  }

  @ParameterizedTest
  @MethodSource("dev.policygate.cli.OtherEvents#all")
  void theEventOfAnotherServiceIsAnErrorOfTheInvocation(Object event) {
    String sent = OtherEvents.asLambdaSendsIt(event);
    assertThat(sent).contains(OtherEvents.CANARY);
    Invocation invocation = rehearsal.invoke(sent);
    assertThat(invocation.death())
        .hasValueSatisfying(
            death ->
                assertThat(death)
                    .hasMessageContaining("java.lang.IllegalArgumentException")
                    .hasMessageContaining("only CodePipeline invokes this function"));
    assertThat(function.output())
        .contains("\"what\":\"ForeignEvent\"")
        .doesNotContain(OtherEvents.CANARY);
  }

  @Test
  void aResultThatNobodyTakesIsAnErrorOfTheInvocationAndDoneByTheNextDelivery() throws Exception {
    rehearsal
        .faults()
        .always(CallPattern.of("codepipeline"), new Fault.CommonRefusal(CommonError.UNAVAILABLE));
    rehearsal.upload(Bundles.harmless("Later", "ec2:StopInstances"));
    Invocation invocation = rehearsal.nextInvocation();
    assertThat(invocation.death())
        .hasValueSatisfying(
            death -> assertThat(death).hasMessageContaining("cannot report the result of the job"));
    assertThat(function.output()).contains("\"what\":\"Unreported\"");

    rehearsal.faults().clear();
    Ending ending = rehearsal.redeliver(invocation);
    assertThat(ending.status()).isEqualTo("Succeeded");
    assertThat(ending.outcome()).isEqualTo("Created");
    assertThat(rehearsal.reports()).containsExactly("PutJobSuccessResult 200");
  }
}
