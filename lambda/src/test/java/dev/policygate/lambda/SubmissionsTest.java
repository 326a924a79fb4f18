package dev.policygate.lambda;

import static dev.policygate.lambda.FailureType.CONFIGURATION_ERROR;
import static dev.policygate.lambda.FailureType.JOB_FAILED;
import static dev.policygate.lambda.FailureType.PERMISSION_ERROR;
import static dev.policygate.lambda.FailureType.SYSTEM_UNAVAILABLE;
import static dev.policygate.lambda.Surroundings.CLAIM;
import static dev.policygate.lambda.Surroundings.JOB;
import static dev.policygate.lambda.Surroundings.JOB_ID;
import static dev.policygate.lambda.Surroundings.SANDBOX;
import static dev.policygate.lambda.Surroundings.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Location;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.gate.RulesDigest;
import dev.policygate.lambda.JobResult.Failed;
import dev.policygate.lambda.JobResult.Succeeded;
import dev.policygate.lambda.Surroundings.Told;
import dev.policygate.profile.Profile;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path tells CodePipeline one result. */
class SubmissionsTest {

  private static final String ARN = "arn:aws:iam::222222222222:policy/policy-gate/Team";
  private static final String DEFECT =
      "the gate broke down on this submission, which is a defect of the gate and not of the submission;"
          + " its security team finds the cause in the function's log";

  private final Surroundings surroundings = new Surroundings();

  private void tells(String by, JobResult result) {
    surroundings.take(JOB);
    assertThat(surroundings.told).containsExactly(new Told(by, result));
  }

  @Test
  void publishesWhatIsAccepted() {
    tells(
        "sandbox",
        new Succeeded(
            "Created " + ARN,
            Map.of("PolicyArn", ARN, "PolicyVersionId", "v1", "Outcome", "Created")));
    assertThat(surroundings.entered).containsExactly(new SessionScope.Publish(ARN));
    assertThat(surroundings.journal()).containsExactly("Created", "Reported");
    assertThat(surroundings.policies.get("Team").versions.get("v1"))
        .contains("\"ec2:RunInstances\"", "CentralOnlyT2InstancesStart");
    Profile judgedBy = Surroundings.sandboxProfile();
    assertThat(surroundings.policies.get("Team").tags)
        .containsEntry(
            "policy-gate:rules", RulesDigest.of(judgedBy, judgedBy.denies(), Optional.empty()));
  }

  @Test
  void believesAnIdentityOfTheAccountItself() {
    surroundings.identities =
        _ -> new CallerIdentity(SANDBOX, "arn:aws:sts::222222222222:assumed-role/pipeline/1");
    surroundings.take(JOB);
    assertThat(surroundings.told).extracting(Told::by).containsExactly("sandbox");
  }

  @Test
  void rejectsWithASessionThatCanOnlySaySo() {
    surroundings.artifacts = (_, _, _) -> Bundles.of("Team", Bundles.EVERYTHING);
    surroundings.take(JOB);
    assertThat(surroundings.told)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.by()).isEqualTo("sandbox");
              assertThat(((Failed) told.result()).type()).isEqualTo(JOB_FAILED);
              assertThat(((Failed) told.result()).message())
                  .startsWith(
                      "Policy creation request rejected: * permissions not allowed in both actions"
                          + " and resources");
            });
    assertThat(surroundings.entered).containsExactly(new SessionScope.ReportFailure());
    assertThat(surroundings.journal()).containsExactly("Rejected", "Reported");
    assertThat(surroundings.policies.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no archive", ""})
  void rejectsWhatIsNoBundle(String archive) {
    surroundings.artifacts = (_, _, _) -> archive.getBytes(StandardCharsets.UTF_8);
    surroundings.take(JOB);
    assertThat(surroundings.entered).containsExactly(new SessionScope.ReportFailure());
    assertThat(surroundings.told)
        .extracting(Told::result)
        .singleElement()
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.type()).isEqualTo(JOB_FAILED));
  }

  @Test
  void rejectsABundleWithAPolicyThatIsNone() {
    surroundings.artifacts = (_, _, _) -> Bundles.of("Team", "{\"Version\": \"2012-10-17\"}");
    surroundings.take(JOB);
    assertThat(surroundings.entered).containsExactly(new SessionScope.ReportFailure());
    assertThat(surroundings.journal()).containsExactly("Rejected", "Reported");
  }

  @Test
  void anAccountThatNobodyRegisteredIsNeverEntered() {
    PipelineJob job =
        new PipelineJob(new Claim(JOB_ID, "999999999999", CLAIM.credentials()), JOB.artifact());
    surroundings.take(job);
    assertThat(surroundings.told)
        .containsExactly(
            new Told(
                "own",
                new Failed(
                    CONFIGURATION_ERROR,
                    "the account 999999999999 is not registered with the gate; its security team"
                        + " adds it to a profile")));
    assertThat(surroundings.entered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "333333333333, arn:aws:sts::333333333333:assumed-role/pipeline/1",
    "111111111111, arn:aws:sts::111111111111:assumed-role/other/action",
    "111111111111, arn:aws:sts::111111111111:assumed-role/action-2/1",
    "111111111111, arn:aws:iam::111111111111:user/action"
  })
  void aJobThatDoesNotProveWhoseItIsNeverEntersAnAccount(String account, String arn) {
    surroundings.identities = _ -> new CallerIdentity(account, arn);
    tells(
        "own",
        new Failed(
            CONFIGURATION_ERROR,
            "the job says that it is of the account 222222222222, but its artifact credentials are of "
                + arn
                + "; register that role as the account's action role, if it is"));
    assertThat(surroundings.entered).isEmpty();
  }

  @Test
  void aJobWhoseCredentialsNobodyKnowsNeverEntersAnAccount() {
    surroundings.identities =
        _ -> {
          throw Trouble.permission("cannot find out whose the credentials are");
        };
    tells("own", new Failed(PERMISSION_ERROR, "cannot find out whose the credentials are"));
    assertThat(surroundings.entered).isEmpty();
  }

  @Test
  void centralDeniesThatCannotBeHadStopEverything() {
    surroundings.centralDocuments =
        (account, name) -> {
          throw Trouble.configuration("no denies %s in %s".formatted(name, account));
        };
    tells(
        "sandbox",
        new Failed(CONFIGURATION_ERROR, "no denies central-deny-policy-sandbox in " + SECURITY));
    assertThat(surroundings.entered).containsExactly(new SessionScope.ReportFailure());
    assertThat(surroundings.journal()).containsExactly("Trouble", "Reported");
  }

  @Test
  void anArtifactThatAwsDoesNotGiveNowIsTriedLater() {
    surroundings.artifacts =
        (_, _, _) -> {
          throw Trouble.unavailable("cannot read for now: SlowDown; start the pipeline again");
        };
    tells(
        "sandbox",
        new Failed(SYSTEM_UNAVAILABLE, "cannot read for now: SlowDown; start the pipeline again"));
  }

  @Test
  void aRuleThatBrokeDownIsNotTheAuthorsFault() {
    surroundings.judge =
        (_, _, _) ->
            new Judgement(
                List.of(),
                Verdict.of(
                    List.of(
                        PolicyValidator.RULE_FAILED.at(
                            Location.of("policy.json"), "the rule `X` broke down"))));
    surroundings.take(JOB);
    assertThat(surroundings.told)
        .extracting(Told::result)
        .singleElement()
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.type()).isEqualTo(CONFIGURATION_ERROR);
              assertThat(failed.message())
                  .startsWith("Policy creation request rejected: the rule `X` broke down");
            });
  }

  @ParameterizedTest
  @ValueSource(
      classes = {IllegalStateException.class, StackOverflowError.class, LinkageError.class})
  void aDefectIsReportedAsOne(Class<? extends Throwable> kind) {
    surroundings.judge =
        (_, _, _) -> {
          if (kind == IllegalStateException.class) {
            throw new IllegalStateException("SECRET");
          }
          throw kind == StackOverflowError.class
              ? new StackOverflowError("SECRET")
              : new LinkageError("SECRET");
        };
    tells("sandbox", new Failed(CONFIGURATION_ERROR, DEFECT));
    assertThat(surroundings.journal()).containsExactly("Defect", "Reported");
    assertThat(surroundings.log())
        .contains(kind.getName(), "SubmissionsTest")
        .doesNotContain("SECRET");
  }

  @Test
  void aDefectBeforeTheProofNeverEntersTheAccount() {
    surroundings.identities =
        _ -> {
          throw new IllegalArgumentException("Illegal character(s) in message header value: TOKEN");
        };
    tells("own", new Failed(CONFIGURATION_ERROR, DEFECT));
    assertThat(surroundings.entered).isEmpty();
    assertThat(surroundings.log()).doesNotContain("TOKEN");
  }

  @Test
  void aRejectionIsToldByOurselvesWhenTheRoleCannotBeHad() {
    surroundings.artifacts = (_, _, _) -> Bundles.of("Team", Bundles.EVERYTHING);
    surroundings.sandboxes =
        (_, _, _) -> {
          throw Trouble.permission("cannot assume the role; check it");
        };
    surroundings.take(JOB);
    assertThat(surroundings.told)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.by()).isEqualTo("own");
              assertThat(((Failed) told.result()).type()).isEqualTo(JOB_FAILED);
              assertThat(((Failed) told.result()).message())
                  .startsWith("Policy creation request rejected: ")
                  .endsWith("\nbesides: cannot assume the role; check it");
            });
    assertThat(surroundings.journal()).containsExactly("Rejected", "Trouble", "Reported");
  }

  @Test
  void anAcceptedPolicyFailsWhenTheRoleCannotBeHad() {
    surroundings.sandboxes =
        (_, _, _) -> {
          throw Trouble.permission("cannot assume the role; check it");
        };
    tells("own", new Failed(PERMISSION_ERROR, "cannot assume the role; check it"));
    assertThat(surroundings.journal()).containsExactly("Trouble", "Reported");
  }

  @Test
  void aDefectInTakingTheRoleIsToldByOurselves() {
    surroundings.sandboxes =
        (_, _, _) -> {
          throw new IllegalStateException("SECRET");
        };
    tells("own", new Failed(CONFIGURATION_ERROR, DEFECT));
    assertThat(surroundings.log()).doesNotContain("SECRET");
  }

  @Test
  void whatIamRefusesIsTold() {
    surroundings.policies.refuse(
        "create", Trouble.ofTheBundle("IAM refuses the policy: it says `SECRET`"));
    tells("sandbox", new Failed(JOB_FAILED, "IAM refuses the policy: it says `SECRET`"));
    assertThat(surroundings.journal()).containsExactly("Trouble", "Reported");
    assertThat(surroundings.log()).doesNotContain("SECRET");
  }

  @Test
  void tagsThatFailDoNotMakeAFailureOfAnUpdate() {
    surroundings.take(JOB);
    surroundings.told.clear();
    surroundings.artifacts =
        (_, _, _) -> Bundles.of("Team", Bundles.HARMLESS.replace("RunInstances", "StopInstances"));
    surroundings.policies.refuse("tag", Trouble.permission("no tags"));
    surroundings.take(JOB);
    assertThat(surroundings.told)
        .containsExactly(
            new Told(
                "sandbox",
                new Succeeded(
                    "Updated "
                        + ARN
                        + " to v2; its tags still tell of an earlier submission: no tags",
                    Map.of("PolicyArn", ARN, "PolicyVersionId", "v2", "Outcome", "Updated"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aStepThatNeverEndsIsReportedInTime(int hanging) {
    AtomicInteger steps = new AtomicInteger();
    Executor executor =
        step -> {
          if (steps.incrementAndGet() != hanging) {
            step.run();
          }
        };
    surroundings.executor = executor;
    surroundings.timeLeft = Duration.ofSeconds(1);
    // Identity, denies, archive, verdict, session, policy.
    boolean lettingNobodyIn = hanging == 1 || hanging == 5;
    tells(
        lettingNobodyIn ? "own" : "sandbox",
        hanging == 4
            ? new Failed(
                CONFIGURATION_ERROR,
                "the gate has come to no verdict in the time that the function has; if a shorter"
                    + " policy does not help, its security team looks for a rule that takes too long,"
                    + " or gives the function more memory")
            : new Failed(
                SYSTEM_UNAVAILABLE,
                "AWS has not answered in the time that the function has; start the pipeline again"));
  }

  @Test
  void aJobThatCannotBeDoneIsToldToItsAccount() {
    surroundings.refuse(CLAIM, Trouble.configuration("the job has 2 input artifacts"));
    assertThat(surroundings.told)
        .containsExactly(
            new Told("sandbox", new Failed(CONFIGURATION_ERROR, "the job has 2 input artifacts")));
    assertThat(surroundings.entered).containsExactly(new SessionScope.ReportFailure());
  }

  @Test
  void aJobOfNobodyIsToldByOurselves() {
    surroundings.refuse(JOB_ID, Trouble.configuration("the job does not say of which account"));
    assertThat(surroundings.told)
        .containsExactly(
            new Told(
                "own", new Failed(CONFIGURATION_ERROR, "the job does not say of which account")));
    assertThat(surroundings.journal()).containsExactly("Trouble", "Reported");
  }
}
