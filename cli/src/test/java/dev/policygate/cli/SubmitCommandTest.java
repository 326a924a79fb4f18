package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** {@code submit}, against an account of the embedded AWS, by its administrator. */
class SubmitCommandTest {

  private static final String KEY_ALIAS = "arn:aws:kms:us-east-1:222222222222:key/";

  @TempDir Path folder;
  private final Submitting submitting = Submitting.create();

  @BeforeEach
  void write() throws IOException {
    write("ec2:RunInstances");
  }

  @AfterEach
  void stop() {
    submitting.close();
  }

  private void write(String action) throws IOException {
    Files.writeString(folder.resolve("policy.json"), Bundles.statement("", action));
    Files.writeString(folder.resolve("metadata.json"), "{\"PolicyName\": \"Team\"}");
  }

  private Submitting.Run submit(String... more) {
    return submitting.run("submit", folder.toString(), more);
  }

  @Test
  void createsUpdatesAndLeavesAPolicy() throws Exception {
    Submitting.Run created = submit();
    assertThat(created.out())
        .isEqualTo("Succeeded: Created arn:aws:iam::222222222222:policy/policy-gate/Team\n");
    assertThat(created.status()).isEqualTo(Status.YES);
    assertThat(created.progress())
        .containsSubsequence(
            "  check         accepted by the profile sandbox",
            "  account       222222222222 in us-east-1, as arn:aws:iam::222222222222:user/administrator",
            "  upload        s3://policy-gate-artifacts-222222222222/policy.zip, version V",
            "  pipeline      has taken the upload; execution E",
            "  pipeline      Source/Source succeeded",
            "  pipeline      Invoke/Invoke succeeded");
    assertThat(submit().out()).startsWith("Succeeded: Unchanged: arn:");
    write("ec2:StopInstances");
    assertThat(submit().out()).startsWith("Succeeded: Updated arn:");
    assertThat(submitting.rehearsal().policies().document("Team")).contains("ec2:StopInstances");
  }

  @Test
  void uploadsBothFilesUnderTheAccountsKeyAndNothingElse() throws Exception {
    Files.writeString(folder.resolve(".DS_Store"), "left by macOS");
    // Even where somebody has changed what the bucket does by itself.
    submitting.encryptBucketOtherwise();
    submit();
    var object = submitting.upload();
    GetObjectResponse response = object.response();
    assertThat(response.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(response.ssekmsKeyId()).startsWith(KEY_ALIAS);
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(object.asByteArray()));
    assertThat(zip.getNextEntry().getName()).isEqualTo("metadata.json");
    zip.closeEntry();
    assertThat(zip.getNextEntry().getName()).isEqualTo("policy.json");
    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(Bundles.statement("", "ec2:RunInstances"));
    assertThat(zip.getNextEntry()).isNull();
  }

  @Test
  void takesAnArchiveAsItIs() throws Exception {
    byte[] archive = Bundles.harmless("Team", "ec2:RunInstances");
    Path zip = Files.write(folder.resolve("any.zip"), archive);
    assertThat(submitting.run("submit", zip.toString()).status()).isEqualTo(Status.YES);
    assertThat(submitting.upload().asByteArray()).isEqualTo(archive);
  }

  @Test
  void tellsTheResultToPrograms() {
    assertThat(submit("--format", "json").out())
        .isEqualTo(
            """
            {
              "result" : "Succeeded",
              "message" : "Created arn:aws:iam::222222222222:policy/policy-gate/Team",
              "outputVariables" : {
                "PolicyArn" : "arn:aws:iam::222222222222:policy/policy-gate/Team",
                "PolicyVersionId" : "v1",
                "Outcome" : "Created"
              },
              "document" : null
            }
            """);
  }

  @Test
  void uploadsNothingThatTheGateWouldReject() throws Exception {
    write("*");
    Submitting.Run run = submit();
    assertThat(run.status()).isEqualTo(Status.NO);
    assertThat(run.out()).contains(folder + "/policy.json:2:").contains("[AdministratorAccess]");
    assertThat(run.err()).contains("rejected by the profile sandbox; nothing is uploaded");
    assertThat(submitting.rehearsal().recorder().calls()).isEmpty();
  }

  @Test
  void showsWhatTheGateRejectsThoughTheCheckDidNot() throws Exception {
    Files.writeString(
        folder.resolve("policy.json"),
        """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": "ec2:StopInstances", "Resource": [%s]}]}
        """
            .formatted(
                IntStream.range(0, 20)
                    .mapToObj(
                        "\"arn:aws:ec2:us-east-1:222222222222:instance/i-000000000000000%02d\""
                            ::formatted)
                    .collect(Collectors.joining(", "))));
    submitting.putDenies(
        """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": [%s]}]}
        """
            .formatted(
                IntStream.range(0, 80)
                    .mapToObj(
                        "\"arn:aws:s3:::a-bucket-of-the-security-team-with-a-long-name-%d\""
                            ::formatted)
                    .collect(Collectors.joining(", "))));
    Submitting.Run run = submit();
    assertThat(run.out())
        .startsWith("Failed: Policy creation request rejected: ")
        .contains("[DocumentOverQuota]");
    assertThat(run.status()).isEqualTo(Status.NO);
  }

  @Test
  void aFailureOfTheGateIsNoRejection() {
    submitting.putDenies(
        """
        {"Version": "2012-10-17",
         "Statement": [{"Sid": "Broken", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:PrincipalTag/x}"}]}
        """);
    Submitting.Run run = submit();
    assertThat(run.out())
        .startsWith("Failed: Invoke/Invoke failed (ConfigurationError): the central denies");
    assertThat(run.status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void aNameThatIsTakenIsANo() {
    submitting.createForeignPolicy("Team");
    Submitting.Run run = submit();
    assertThat(run.out()).startsWith("Failed: the account has a policy with the name `Team`");
    assertThat(run.status()).isEqualTo(Status.NO);
  }

  @Test
  void watchesItsOwnUploadWhileOthersUpload() throws Exception {
    Rehearsal others = submitting.rehearsal();
    var pipelines = submitting.pipelines();
    pipelines.disableStageTransition(
        request ->
            request
                .pipelineName(Scene.PIPELINE)
                .stageName("Invoke")
                .transitionType(StageTransitionType.INBOUND)
                .reason("until all are there"));
    others.upload(Bundles.everything("Before"));
    submitting.whenSaid(
        "is busy: 2 in progress, none of them with this upload yet",
        () -> {
          others.upload(Bundles.harmless("After", "ec2:StopInstances"));
          pipelines.enableStageTransition(
              request ->
                  request
                      .pipelineName(Scene.PIPELINE)
                      .stageName("Invoke")
                      .transitionType(StageTransitionType.INBOUND));
        });
    assertThat(submit().out())
        .isEqualTo("Succeeded: Created arn:aws:iam::222222222222:policy/policy-gate/Team\n");
  }

  @ParameterizedTest
  @CsvSource({
    "codepipeline, ListPipelineExecutions",
    "codepipeline, ListActionExecutions",
    "codepipeline, GetPipeline",
    "s3, PutObject",
    "sts, GetCallerIdentity"
  })
  void bearsThrottling(String service, String operation) {
    submitting
        .rehearsal()
        .faults()
        .times(
            2, CallPattern.of(service, operation), new Fault.CommonRefusal(CommonError.THROTTLED));
    assertThat(submit().status()).isEqualTo(Status.YES);
    assertThat(submitting.rehearsal().faults().pending()).isZero();
  }

  @Test
  void goesOnWhenCodePipelineIsAwayForLong() {
    submitting
        .rehearsal()
        .faults()
        .at(
            2,
            CallPattern.of("codepipeline", "ListPipelineExecutions"),
            new Fault.CommonRefusal(CommonError.UNAVAILABLE));
    submitting
        .rehearsal()
        .faults()
        .times(
            6,
            CallPattern.of("codepipeline", "ListActionExecutions"),
            new Fault.CommonRefusal(CommonError.UNAVAILABLE));
    Submitting.Run run = submit();
    assertThat(run.status()).isEqualTo(Status.YES);
    assertThat(run.err()).contains("is not to be seen for now: cannot list the actions");
  }

  @Test
  void saysThatTheWayIsClosedAndThatItIsStopped() {
    var pipelines = submitting.pipelines();
    pipelines.disableStageTransition(
        request ->
            request
                .pipelineName(Scene.PIPELINE)
                .stageName("Invoke")
                .transitionType(StageTransitionType.INBOUND)
                .reason("audit until Friday"));
    submitting.whenSaid(
        "the transition into the stage Invoke is disabled: audit until Friday",
        () ->
            pipelines.stopPipelineExecution(
                request ->
                    request
                        .pipelineName(Scene.PIPELINE)
                        .pipelineExecutionId(submitting.newestExecution())
                        .reason("too long")));
    Submitting.Run run = submit();
    assertThat(run.err()).contains("is disabled: audit until Friday");
    assertThat(run.out())
        .matches("Unknown: the execution \\S+ ended as Stopped: too long; submit again\n");
    assertThat(run.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void doesNotWaitLongerThanItMay() {
    submitting
        .pipelines()
        .disableStageTransition(
            request ->
                request
                    .pipelineName(Scene.PIPELINE)
                    .stageName("Invoke")
                    .transitionType(StageTransitionType.INBOUND)
                    .reason("audit"));
    Submitting.Run run = submit("--timeout", "90");
    assertThat(run.out()).startsWith("Unknown: the pipeline has not come to an end in 1 min 30 s;");
    assertThat(run.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anotherBucketThanThePipelinesIsAMistake() {
    Submitting.Run run = submit("--bucket", "policy-gate-artifacts-333333333333");
    assertThat(run.err())
        .contains(
            "policygate: the pipeline policy-gate takes uploads from the bucket policy-gate-artifacts-222222222222, not"
                + " from policy-gate-artifacts-333333333333;");
    assertThat(run.status()).isEqualTo(Status.UNUSABLE);
    assertThat(submit("--bucket", Scene.BUCKET).status()).isEqualTo(Status.YES);
  }

  @Test
  void aPipelineThatIsNotThere() {
    Submitting.Run run = submit("--pipeline", "policy-gates");
    assertThat(run.err())
        .contains(
            "policygate: there is no pipeline policy-gates in us-east-1 of the account 222222222222; check that the"
                + " account, the Region (--region) and the pipeline (--pipeline) are the gate's");
    assertThat(run.status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void aBucketThatIsNotThere() {
    submitting
        .rehearsal()
        .faults()
        .next(
            CallPattern.of("s3", "PutObject"),
            new Fault.Refusal(404, "NoSuchBucket", "The specified bucket does not exist"));
    Submitting.Run run = submit();
    assertThat(run.err())
        .contains(
            "policygate: cannot upload to s3://policy-gate-artifacts-222222222222/policy.zip: there is no such bucket;"
                + " deploy the stack Sandbox-Prerequisites again");
    assertThat(run.status()).isEqualTo(Status.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "codepipeline:GetPipeline, cannot read the pipeline policy-gate: AccessDeniedException",
    "codepipeline:ListPipelineExecutions, cannot list the executions of the pipeline policy-gate: AccessDeniedException",
    "s3:PutObject, cannot upload to s3://policy-gate-artifacts-222222222222/policy.zip: AccessDenied",
    "kms:GenerateDataKey, cannot upload to s3://policy-gate-artifacts-222222222222/policy.zip: AccessDenied",
    "codepipeline:ListActionExecutions, cannot list the actions of the execution",
  })
  void whatIsNotAllowedIsNamed(String action, String message) {
    submitting.forbid(action);
    Submitting.Run run = submit();
    assertThat(run.err()).contains("policygate: " + message).contains(action);
    assertThat(run.status()).isEqualTo(Status.FAILURE);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--timeout, 0, `0` is no timeout; give seconds",
    "--timeout, soon, `soon` is no timeout; give seconds",
    "--format, yaml, usage: policygate submit",
    "--profile, none, there is no profile `none`"
  })
  void refusesWrongUsage(String option, String value, String message) {
    Submitting.Run run = submit(option, value);
    assertThat(run.err()).contains("policygate: " + message);
    assertThat(run.status()).isEqualTo(Status.UNUSABLE);
  }

  @Test
  void refusesWhatIsNotThere() {
    Submitting.Run run = submitting.run("submit", folder.resolve("none").toString());
    assertThat(run.err()).contains("none cannot be read; submit a folder or a zip");
    assertThat(run.status()).isEqualTo(Status.UNUSABLE);
  }
}
