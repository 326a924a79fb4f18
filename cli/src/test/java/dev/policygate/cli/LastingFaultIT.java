package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import dev.policygate.cli.Rehearsal.Invocation;
import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call of a submission goes wrong until somebody mends it: the job says so, or Lambda. */
class LastingFaultIT {

  private static final String SANDBOX_ROLE = "arn:aws:iam::222222222222:role/central-account-role";
  private static final byte[] BUNDLE = Bundles.harmless("Team", "ec2:RunInstances");

  private final Rehearsal rehearsal = Rehearsal.create();

  @AfterEach
  void stop() {
    rehearsal.close();
  }

  private void always(String service, String operation, CommonError error) {
    rehearsal.faults().always(CallPattern.of(service, operation), new Fault.CommonRefusal(error));
  }

  @ParameterizedTest
  @CsvSource({
    "s3, GetObject, INTERNAL_FAILURE, SystemUnavailable, InternalError",
    "s3, GetObject, THROTTLED, SystemUnavailable, SlowDown",
    "s3, GetObject, ACCESS_DENIED, PermissionError, AccessDenied",
    "iam, GetPolicy, INTERNAL_FAILURE, SystemUnavailable, InternalFailure",
    "iam, GetPolicyVersion, ACCESS_DENIED, PermissionError, AccessDenied",
    "iam, CreatePolicy, ACCESS_DENIED, PermissionError, AccessDenied"
  })
  void theJobIsToldWhoCanMendIt(
      String service, String operation, CommonError error, String type, String code)
      throws Exception {
    always(service, operation, error);
    Ending ending = rehearsal.submit(BUNDLE);
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.type()).isEqualTo(type);
    assertThat(ending.message())
        .startsWith("cannot ")
        .contains(": " + code + "; " + (type.equals("SystemUnavailable") ? "start" : "check"));
    assertThat(rehearsal.reports()).containsExactly("PutJobFailureResult 200");
    assertThat(rehearsal.recorder().calls())
        .filteredOn(call -> call.startsWith(service + ":" + operation + " "))
        .hasSize(type.equals("SystemUnavailable") ? 4 : 1);
    healsWhenSubmittedAgain();
  }

  @Test
  void aCreationThatIamNeverConfirmsIsUnavailable() throws Exception {
    always("iam", "CreatePolicy", CommonError.UNAVAILABLE);
    Ending ending = rehearsal.submit(BUNDLE);
    assertThat(ending.type()).isEqualTo("SystemUnavailable");
    assertThat(ending.message())
        .isEqualTo(
            "IAM does not say what became of %s; start the pipeline again"
                .formatted(GatePolicies.arn("Team")));
    healsWhenSubmittedAgain();
  }

  @Test
  void aCreationWhoseAnswersAreAllLostSucceeds() throws Exception {
    rehearsal.faults().always(CallPattern.of("iam", "CreatePolicy"), new Fault.LostAnswer());
    assertThat(rehearsal.submit(BUNDLE).outcome()).isEqualTo("Created");
    assertThat(rehearsal.recorder().calls())
        .filteredOn(call -> call.startsWith("iam:CreatePolicy "))
        .hasSize(1);
  }

  @Test
  void tagsThatCannotBeSetAreANote() throws Exception {
    rehearsal.policies().putFiveVersions("Team");
    always("iam", "TagPolicy", CommonError.ACCESS_DENIED);
    Ending ending = rehearsal.submit(BUNDLE);
    assertThat(ending.outcome()).isEqualTo("Updated");
    assertThat(ending.message())
        .contains("; its tags still tell of an earlier submission: cannot tag the policy ");
    rehearsal.faults().clear();
    assertThat(rehearsal.submit(BUNDLE).outcome()).isEqualTo("Unchanged");
    assertThat(rehearsal.policies().tag("Team", "policy-gate:bundle")).isNotEmpty();
  }

  /** As CodePipeline knows the job of no other account, our own credentials cannot report it. */
  @ParameterizedTest
  @CsvSource({
    "sts, GetCallerIdentity, INTERNAL_FAILURE",
    "sts, AssumeRole, INTERNAL_FAILURE",
    "sts, AssumeRole, ACCESS_DENIED",
    "codepipeline, PutJobSuccessResult, UNAVAILABLE",
    "codepipeline, PutJobSuccessResult, ACCESS_DENIED"
  })
  void theInvocationFailsWhereNobodyCanBeTold(String service, String operation, CommonError error)
      throws Exception {
    always(service, operation, error);
    rehearsal.upload(BUNDLE);
    Invocation invocation = rehearsal.nextInvocation();
    assertThat(invocation.death())
        .hasValueSatisfying(
            death ->
                assertThat(death)
                    .hasMessageStartingWith("cannot report the result of the job ")
                    .hasNoCause());
    assertThat(rehearsal.log()).contains("{\"what\":\"Unreported\",\"job\":\"");
    rehearsal.faults().clear();

    Ending ending = rehearsal.redeliver(invocation);
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.outcome()).isEqualTo("Created");
    assertThat(rehearsal.reports()).containsExactly("PutJobSuccessResult 200");
    assertThat(rehearsal.policies().versions("Team")).containsExactly("v1");
  }

  @Test
  void aReportWhoseAnswersAreAllLostIsDone() throws Exception {
    rehearsal
        .faults()
        .always(CallPattern.of("codepipeline", "PutJobSuccessResult"), new Fault.LostAnswer());
    Ending ending = rehearsal.submit(BUNDLE);
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.outcome()).isEqualTo("Created");
    assertThat(rehearsal.log()).contains("\"what\":\"ReportedLate\"");
  }

  @Test
  void aSessionPolicyThatIsTooNarrowIsFoundOut() throws Exception {
    rehearsal
        .faults()
        .always(
            CallPattern.of("iam", "GetPolicy").by(SANDBOX_ROLE),
            new Fault.CommonRefusal(CommonError.ACCESS_DENIED));
    assertThat(rehearsal.submit(BUNDLE).message())
        .isEqualTo(
            "cannot read the policy %s: AccessDenied; check what the session's role and session policy allow on it"
                .formatted(GatePolicies.arn("Team")));
  }

  private void healsWhenSubmittedAgain() throws Exception {
    rehearsal.faults().clear();
    assertThat(rehearsal.submit(BUNDLE).outcome()).isEqualTo("Created");
    assertThat(rehearsal.policies().document("Team")).contains("\"ec2:RunInstances\"");
  }
}
