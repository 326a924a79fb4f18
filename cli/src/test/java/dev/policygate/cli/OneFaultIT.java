package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Fault;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One call of a submission goes wrong once: nobody notices. */
class OneFaultIT {

  private static final String FUNCTION_ROLE =
      "arn:aws:iam::111111111111:role/policy-checker-lambda-role";
  private static final String SANDBOX_ROLE = "arn:aws:iam::222222222222:role/central-account-role";
  private static final Map<String, Fault> FAULTS =
      Map.of(
          "lost request", new Fault.LostRequest(),
          "lost answer", new Fault.LostAnswer(),
          "failure", new Fault.CommonRefusal(CommonError.INTERNAL_FAILURE),
          "throttling", new Fault.CommonRefusal(CommonError.THROTTLED));
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static Rehearsal rehearsal;

  /** Another policy for each case. */
  private final String name = "Team" + NUMBER.incrementAndGet();

  @BeforeAll
  static void start() {
    rehearsal = Rehearsal.create();
  }

  @AfterAll
  static void stop() {
    rehearsal.close();
  }

  static Stream<Arguments> ofACreation() {
    return withEachFault(
        Map.of(
            "the artifact", CallPattern.of("s3", "GetObject"),
            "whose job", CallPattern.of("sts", "GetCallerIdentity"),
            "the session", CallPattern.of("sts", "AssumeRole"),
            "the look", CallPattern.of("iam", "GetPolicy").by(SANDBOX_ROLE),
            "the creation", CallPattern.of("iam", "CreatePolicy"),
            "the report", CallPattern.of("codepipeline", "PutJobSuccessResult")));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("ofACreation")
  void aCreationSucceeds(String call, String what, CallPattern on, Fault fault) throws Exception {
    rehearsal.faults().next(on, fault);
    endsWell(rehearsal, "Created", "v1");
  }

  static Stream<Arguments> ofAnUpdate() {
    return withEachFault(
        Map.of(
            "the text there", CallPattern.of("iam", "GetPolicyVersion").by(SANDBOX_ROLE),
            "the versions", CallPattern.of("iam", "ListPolicyVersions"),
            "the removal", CallPattern.of("iam", "DeletePolicyVersion"),
            "the version", CallPattern.of("iam", "CreatePolicyVersion"),
            "the tags", CallPattern.of("iam", "TagPolicy")));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("ofAnUpdate")
  void anUpdateSucceeds(String call, String what, CallPattern on, Fault fault) throws Exception {
    rehearsal.policies().putFiveVersions(name);
    rehearsal.faults().next(on, fault);
    endsWell(rehearsal, "Updated", "v6");
    assertThat(rehearsal.policies().versions(name)).containsExactly("v2", "v3", "v4", "v5", "v6");
  }

  static Stream<Arguments> ofAColdStart() {
    return withEachFault(
        Map.of(
            "the central denies", CallPattern.of("iam", "GetPolicy").by(FUNCTION_ROLE),
            "their text", CallPattern.of("iam", "GetPolicyVersion").by(FUNCTION_ROLE)));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("ofAColdStart")
  void aFirstSubmissionSucceeds(String call, String what, CallPattern on, Fault fault)
      throws Exception {
    try (Rehearsal cold = Rehearsal.create()) {
      cold.faults().next(on, fault);
      endsWell(cold, "Created", "v1");
    }
  }

  private void endsWell(Rehearsal played, String outcome, String version) throws Exception {
    Ending ending = played.submit(Bundles.harmless(name, "ec2:RunInstances"));
    assertThat(played.faults().pending()).isZero();
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.status()).isEqualTo("Succeeded");
    assertThat(ending.outputVariables())
        .containsEntry("Outcome", outcome)
        .containsEntry("PolicyVersionId", version);
    assertThat(ending.message()).doesNotContain("tags");
    assertThat(played.reports())
        .allMatch(report -> report.startsWith("PutJobSuccessResult "))
        .last()
        // The latter where the answer to the first report was lost.
        .isIn("PutJobSuccessResult 200", "PutJobSuccessResult InvalidJobStateException");
    assertThat(played.policies().policy(name).defaultVersionId()).isEqualTo(version);
    assertThat(played.policies().document(name)).contains("\"ec2:RunInstances\"");
    assertThat(ending.invocation().event())
        .contains(played.policies().tag(name, "policy-gate:job"));
  }

  private static Stream<Arguments> withEachFault(Map<String, CallPattern> calls) {
    return calls.entrySet().stream()
        .flatMap(
            call ->
                FAULTS.entrySet().stream()
                    .map(
                        fault ->
                            Arguments.of(
                                call.getKey(), fault.getKey(), call.getValue(), fault.getValue())));
  }
}
