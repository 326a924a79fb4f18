package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import dev.policygate.cli.Rehearsal.Invocation;
import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Fault;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is uploaded again, delivered again, or there already. */
class ResubmissionIT {

  private static final byte[] BUNDLE = Bundles.harmless("Team", "ec2:RunInstances");
  private static final byte[] CHANGED = Bundles.harmless("Team", "ec2:StopInstances");

  private final Rehearsal rehearsal = Rehearsal.create();

  @AfterEach
  void stop() {
    rehearsal.close();
  }

  @Test
  void theSameIsUnchangedAndAnotherIsAnUpdate() throws Exception {
    assertThat(rehearsal.submit(BUNDLE).outcome()).isEqualTo("Created");
    assertThat(rehearsal.submit(BUNDLE).outcome()).isEqualTo("Unchanged");
    assertThat(rehearsal.recorder().calls())
        .noneMatch(call -> call.matches("iam:(Create|Delete|Tag|Set).*"));
    assertThat(rehearsal.submit(CHANGED).outcome()).isEqualTo("Updated");
    assertThat(rehearsal.policies().document("Team")).contains("\"ec2:StopInstances\"");
    assertThat(rehearsal.policies().versions("Team")).containsExactly("v1", "v2");
  }

  @Test
  void aRejectionLeavesWhatIsThere() throws Exception {
    rehearsal.submit(BUNDLE);
    assertThat(rehearsal.submit(Bundles.everything("Team")).type()).isEqualTo("JobFailed");
    assertThat(rehearsal.policies().document("Team")).contains("\"ec2:RunInstances\"");
    assertThat(rehearsal.policies().versions("Team")).containsExactly("v1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void iamMayShowAWriteLater(int hiddenReads) throws Exception {
    rehearsal.faults().delayIamReads(hiddenReads);
    rehearsal.faults().next(CallPattern.of("iam", "CreatePolicy"), new Fault.LostAnswer());
    assertThat(rehearsal.submit(BUNDLE).outcome()).isEqualTo("Created");
    rehearsal.faults().next(CallPattern.of("iam", "CreatePolicyVersion"), new Fault.LostAnswer());
    assertThat(rehearsal.submit(CHANGED).outcome()).isEqualTo("Updated");
    rehearsal.faults().clear();
    assertThat(rehearsal.policies().versions("Team")).containsExactly("v1", "v2");
  }

  @Test
  void aJobThatHasEndedIsDeliveredOnceMore() throws Exception {
    Ending first = rehearsal.submit(BUNDLE);
    Ending second = rehearsal.redeliver(first.invocation());
    assertThat(second.invocation().death()).isEmpty();
    assertThat(second.outcome()).isEqualTo("Created");
    assertThat(rehearsal.reports()).containsExactly("PutJobSuccessResult InvalidJobStateException");
    assertThat(rehearsal.policies().versions("Team")).containsExactly("v1");
  }

  @Test
  void aJobIsDeliveredTwiceAtOnce() throws Exception {
    rehearsal
        .faults()
        .always(
            CallPattern.of("sts", "AssumeRole"),
            new Fault.CommonRefusal(CommonError.ACCESS_DENIED));
    rehearsal.upload(BUNDLE);
    Invocation failed = rehearsal.nextInvocation();
    rehearsal.faults().clear();

    int ended = rehearsal.recorder().ended();
    var one = CompletableFuture.supplyAsync(() -> rehearsal.invoke(failed.event()));
    var other = CompletableFuture.supplyAsync(() -> rehearsal.invoke(failed.event()));
    assertThat(one.get().death()).isEmpty();
    assertThat(other.get().death()).isEmpty();
    rehearsal.recorder().await(ended + 1);
    assertThat(rehearsal.policies().versions("Team")).containsExactly("v1");
    assertThat(rehearsal.reports())
        .filteredOn(report -> report.startsWith("PutJobSuccessResult"))
        .containsExactlyInAnyOrder(
            "PutJobSuccessResult 200", "PutJobSuccessResult InvalidJobStateException");
  }

  @Test
  void twoUploadsAtOnceEndAsTheLaterOneSays() throws Exception {
    int ended = rehearsal.recorder().ended();
    rehearsal.upload(BUNDLE);
    rehearsal.upload(CHANGED);
    rehearsal.recorder().await(ended + 2);
    assertThat(rehearsal.policies().document("Team")).contains("\"ec2:StopInstances\"");
    assertThat(rehearsal.reports())
        .containsExactly("PutJobSuccessResult 200", "PutJobSuccessResult 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/policy-gate/", "/another/"})
  void aPolicyOfTheNameThatIsNotTheGatesIsNeverTouched(String path) throws Exception {
    String theirs = Bundles.statement("", "s3:ListAllMyBuckets");
    String arn =
        rehearsal
            .scene()
            .aws()
            .account(Scene.SANDBOX)
            .createPolicy(path, "tEAM", theirs, Map.of("policy-gate:managed", "true"));
    Ending ending = rehearsal.submit(BUNDLE);
    assertThat(ending.type()).isEqualTo("JobFailed");
    assertThat(ending.message())
        .startsWith("the account has a policy with the name `Team` (in any case of letters");
    assertThat(
            rehearsal
                .iam()
                .getPolicy(request -> request.policyArn(arn))
                .policy()
                .defaultVersionId())
        .isEqualTo("v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"central-deny-policy-sandbox", "CENTRAL-Deny-Policy-Sandbox", "Policy-GATE-x"})
  void aReservedNameIsRefusedInAnyCaseOfLetters(String name) throws Exception {
    Ending ending = rehearsal.submit(Bundles.harmless(name, "ec2:RunInstances"));
    assertThat(ending.type()).isEqualTo("JobFailed");
    assertThat(ending.message()).contains("`" + name + "`", "at metadata.json:1:");
    assertThat(rehearsal.recorder().calls()).noneMatch(call -> call.startsWith("iam:Create"));
  }
}
