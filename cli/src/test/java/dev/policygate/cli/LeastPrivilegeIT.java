package dev.policygate.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.infra.Permission;
import dev.policygate.infra.TwoAccounts;
import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Every permission that the templates give is needed: whatever is taken away, a job ends otherwise.
 */
class LeastPrivilegeIT {

  private static final String NOT_PLAYED = "the embedded AWS has no part of that service";

  /** Permissions whose use the embedded AWS does not show, by what they are called, and why. */
  private static final Map<String, String> NOT_SEEN =
      Map.ofEntries(
          entry("policy-checker-.* WriteTheLog logs:.*", NOT_PLAYED),
          entry("policy-gate-start-role.*", NOT_PLAYED),
          entry("policy-gate-security .*", NOT_PLAYED),
          entry("policy-gate-artifacts-222222222222-logs .*", NOT_PLAYED),
          entry(
              "policy-checker-lambda-role HandOverToTheFailureReporter .*",
              "Lambda itself makes this call, after the function has ended"),
          entry(
              "policy-checker-lambda-role ReportAFailedJob .*",
              "the last resort, which the embedded AWS refuses: the job is of another account"),
          entry(
              "policy-gate-pipeline-role LookAtTheBucket s3:GetBucket(Acl|Location)",
              "CodePipeline User Guide, \"Manage the CodePipeline service role\": asked for, not when"),
          entry(
              "policy-gate-pipeline-role ReadTheSource s3:GetObject",
              "asked for when no version is named; an upload's is"),
          entry(
              ".* (ReadArtifacts|TheActionRoleReadsArtifacts) s3:GetObjectVersion",
              "asked for when a version is named; a job's artifact comes without"),
          entry(
              "codepipeline-policy-crossaccounts TheSecurityAccountFindsTheKey .*",
              "scripts/deploy makes this call, for accounts that StackSets have prepared"));

  private static final List<String> INTACT =
      List.of(
          "Created", "Updated", "Unchanged", "Updated", "JobFailed", "died", "SystemUnavailable");

  static Stream<Permission> permissions() {
    return Permission.all().stream().filter(permission -> !isNotSeen(permission.toString()));
  }

  private static boolean isNotSeen(String permission) {
    return NOT_SEEN.keySet().stream().anyMatch(permission::matches);
  }

  @Test
  void withAllOfThemEveryJobEndsAsItShould() throws Exception {
    assertThat(play(TwoAccounts.blueprint())).isEqualTo(INTACT);
  }

  @ParameterizedTest
  @MethodSource("permissions")
  void isNeeded(Permission permission) throws Exception {
    assertThat(play(permission.blueprintWithout())).isNotEqualTo(INTACT);
  }

  @Test
  void noExceptionIsOutOfDate() {
    List<String> all = Permission.all().stream().map(Permission::toString).toList();
    assertThat(NOT_SEEN.keySet())
        .allSatisfy(pattern -> assertThat(all).anyMatch(name -> name.matches(pattern)));
  }

  /** Everything that function and failure reporter ever do; ends with the first surprise. */
  private static List<String> play(String blueprint) throws Exception {
    List<String> outcomes = new ArrayList<>();
    try (Rehearsal rehearsal = Rehearsal.create(blueprint)) {
      play(rehearsal, outcomes);
    } catch (IllegalArgumentException | S3Exception e) {
      outcomes.add("refused: " + e.getMessage());
    }
    return outcomes;
  }

  private static void play(Rehearsal rehearsal, List<String> outcomes) throws Exception {
    rehearsal.policies().putFiveVersions("Full");
    List<byte[]> bundles =
        List.of(
            Bundles.harmless("Team", "ec2:RunInstances"),
            Bundles.harmless("Team", "ec2:StopInstances"),
            Bundles.harmless("Team", "ec2:StopInstances"),
            Bundles.harmless("Full", "ec2:StopInstances"),
            Bundles.everything("Team"));
    for (byte[] bundle : bundles) {
      outcomes.add(rehearsal.outcome(bundle) + refusals(rehearsal));
      if (!INTACT.subList(0, outcomes.size()).equals(outcomes)) {
        return;
      }
    }
    die(rehearsal, outcomes);
  }

  /** What IAM refused: not every refusal makes a job fail. */
  private static String refusals(Rehearsal rehearsal) {
    return rehearsal.recorder().calls().stream()
        .filter(call -> call.startsWith("iam:") && call.endsWith(" AccessDenied"))
        .map(call -> ", " + call)
        .collect(Collectors.joining());
  }

  private static void die(Rehearsal rehearsal, List<String> outcomes) throws Exception {
    rehearsal
        .faults()
        .always(
            CallPattern.of("sts", "AssumeRole"),
            new Fault.CommonRefusal(CommonError.ACCESS_DENIED));
    outcomes.add(rehearsal.outcome(Bundles.everything("Team")));
    rehearsal.faults().clear();
    try {
      new Reporter(rehearsal.scene()).hear(rehearsal.lastInvocation().event());
      outcomes.add(rehearsal.newestOutcome());
    } catch (RuntimeException e) {
      outcomes.add("not reported");
    }
  }
}
