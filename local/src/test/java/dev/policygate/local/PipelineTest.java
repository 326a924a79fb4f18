package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.policygate.local.reference.ReferenceEvaluator;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;

/** From an upload to the result that a client can watch. */
class PipelineTest {
  private static PipelineExecutionSummary latest(GatePipeline gate) {
    return gate.codePipeline()
        .listPipelineExecutions(b -> b.pipelineName(GatePipeline.NAME))
        .pipelineExecutionSummaries()
        .getFirst();
  }

  private static ActionExecutionDetail action(GatePipeline gate, String name) {
    return gate
        .codePipeline()
        .listActionExecutions(
            b ->
                b.pipelineName(GatePipeline.NAME)
                    .filter(f -> f.pipelineExecutionId(latest(gate).pipelineExecutionId())))
        .actionExecutionDetails()
        .stream()
        .filter(detail -> detail.actionName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void succeed(GatePipeline gate, GatePipeline.Job job) {
    gate.codePipeline().putJobSuccessResult(b -> b.jobId(job.id()));
  }

  @Test
  void theFunctionIsGivenTheEventThatCodePipelineSends() {
    try (GatePipeline gate = new GatePipeline()) {
      gate.upload("content");
      GatePipeline.Job job = gate.nextJob();
      String masked =
          job.event()
              .replaceAll("ASIA[A-Z2-7]{16}", "<id>")
              .replaceAll("\"secretAccessKey\":\"[^\"]+\"", "\"secretAccessKey\":\"<secret>\"")
              .replaceAll("\"sessionToken\":\"[^\"]+\"", "\"sessionToken\":\"<token>\"")
              .replaceAll("SourceArti/[A-Za-z0-9]{7}", "SourceArti/<random>");
      assertThat(masked)
          .isEqualTo(
              """
              {"CodePipeline.job":{\
              "id":"%s",\
              "accountId":"222222222222",\
              "data":{\
              "actionConfiguration":{"configuration":{"FunctionName":"PolicyChecker"}},\
              "inputArtifacts":[{"name":"SourceArtifact","revision":null,"location":{"type":"S3",\
              "s3Location":{"bucketName":"gate-artifacts",\
              "objectKey":"PolicyGate/SourceArti/<random>.zip"}}}],\
              "outputArtifacts":[],\
              "artifactCredentials":{"accessKeyId":"<id>","secretAccessKey":"<secret>",\
              "sessionToken":"<token>"},\
              "encryptionKey":{"id":"%s","type":"KMS"}}}}"""
                  .formatted(job.id(), gate.key()));
      assertThat(job.id()).matches(Constraint.JOB_ID.pattern());
    }
  }

  @Test
  void userParametersAreHandedOnAndAKeyThatIsNotSetIsNot() {
    try (GatePipeline gate =
        new GatePipeline(
            pipeline ->
                Pipeline.of(
                    GatePipeline.NAME,
                    GatePipeline.PIPELINE_ROLE,
                    pipeline.source(),
                    GatePipeline.BUCKET,
                    pipeline.invoke().with("sandbox")))) {
      gate.upload("content");
      GatePipeline.Job job = gate.nextJob();
      assertThat(
              job.at(
                  "CodePipeline.job",
                  "data",
                  "actionConfiguration",
                  "configuration",
                  "UserParameters"))
          .isEqualTo("sandbox");
      assertThat(job.event()).doesNotContain("encryptionKey").doesNotContain("continuationToken");
    }
  }

  @Test
  void artifactCredentialsAreASessionOfTheActionsRole() {
    try (GatePipeline gate = new GatePipeline()) {
      gate.upload("content");
      GatePipeline.Job job = gate.nextJob();
      Clients clients = gate.artifactClients(job);
      assertThat(clients.sts().getCallerIdentity().arn())
          .matches("arn:aws:sts::111111111111:assumed-role/action/[0-9]{13}");
      String key = job.event().replaceFirst(".*\"objectKey\":\"([^\"]+)\".*", "$1");
      var artifact = clients.s3().getObjectAsBytes(b -> b.bucket(GatePipeline.BUCKET).key(key));
      assertThat(artifact.asUtf8String()).isEqualTo("content");
      assertThat(artifact.response().ssekmsKeyId()).isEqualTo(gate.key());
      assertError(() -> clients.iam().listRoles(), 403, "AccessDenied");
      assertError(
          () ->
              clients
                  .s3()
                  .putObject(
                      b -> b.bucket(GatePipeline.BUCKET).key(key), RequestBody.fromString("x")),
          403,
          "AccessDenied");
      assertError(
          () -> clients.codePipeline().putJobSuccessResult(b -> b.jobId(job.id())),
          400,
          "AccessDeniedException");
    }
  }

  @Test
  void aSuccessIsSeenWithItsVariablesAndItsRevision() {
    try (GatePipeline gate = new GatePipeline()) {
      String version = gate.upload("content");
      GatePipeline.Job job = gate.nextJob();
      assertThat(latest(gate).status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
      assertThat(latest(gate).sourceRevisions())
          .extracting("actionName", "revisionId", "revisionSummary")
          .containsExactly(tuple("Source", version, "Amazon S3 version id: " + version));
      assertThat(action(gate, "Invoke").status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
      gate.codePipeline()
          .putJobSuccessResult(
              b ->
                  b.jobId(job.id())
                      .executionDetails(
                          d ->
                              d.summary("Created")
                                  .externalExecutionId("run-1")
                                  .percentComplete(100))
                      .outputVariables(Map.of("Outcome", "Created")));
      gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 1);
      assertThat(latest(gate).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
      ActionExecutionDetail invoke = action(gate, "Invoke");
      assertThat(invoke.status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
      assertThat(invoke.output().executionResult().externalExecutionSummary()).isEqualTo("Created");
      assertThat(invoke.output().executionResult().externalExecutionId()).isEqualTo("run-1");
      assertThat(invoke.output().outputVariables()).isEqualTo(Map.of("Outcome", "Created"));
      assertThat(invoke.input().roleArn()).isEqualTo(GatePipeline.ACTION_ROLE);
      ActionExecutionDetail source = action(gate, "Source");
      assertThat(source.output().outputVariables())
          .containsEntry("VersionId", version)
          .containsEntry("BucketName", GatePipeline.BUCKET);
      assertThat(source.output().outputArtifacts()).isEqualTo(invoke.input().inputArtifacts());
      assertThat(gate.recorder().steps())
          .containsExactly(
              "EXECUTION_STARTED",
              "Source ACTION_STARTED",
              "Source ACTION_SUCCEEDED",
              "Invoke ACTION_STARTED",
              "Invoke ACTION_SUCCEEDED",
              "EXECUTION_SUCCEEDED");
    }
  }

  @Test
  void aFailureIsSeenWithItsMessage() {
    try (GatePipeline gate = new GatePipeline()) {
      gate.upload("content");
      String id = gate.nextJob().id();
      String message = "Policy creation request rejected: \u2026 " + "x".repeat(4900);
      gate.codePipeline()
          .putJobFailureResult(
              b ->
                  b.jobId(id)
                      .failureDetails(
                          d ->
                              d.type(FailureType.CONFIGURATION_ERROR)
                                  .message(message)
                                  .externalExecutionId("run-1")));
      gate.recorder().await(Timeline.Step.EXECUTION_FAILED, 1);
      assertThat(latest(gate).status()).isEqualTo(PipelineExecutionStatus.FAILED);
      var result = action(gate, "Invoke").output().executionResult();
      assertThat(result.errorDetails().code()).isEqualTo("ConfigurationError");
      assertThat(result.errorDetails().message()).isEqualTo(message);
      assertThat(result.externalExecutionId()).isEqualTo("run-1");
      var state = gate.codePipeline().getPipelineState(b -> b.name(GatePipeline.NAME));
      assertThat(
              state
                  .stageStates()
                  .getLast()
                  .actionStates()
                  .getFirst()
                  .latestExecution()
                  .errorDetails()
                  .message())
          .isEqualTo(message);
      assertThat(
              state
                  .stageStates()
                  .getFirst()
                  .actionStates()
                  .getFirst()
                  .latestExecution()
                  .statusAsString())
          .isEqualTo("Succeeded");
    }
  }

  @Test
  void onlyTheSourceItselfStartsAnExecution() {
    try (GatePipeline gate = new GatePipeline()) {
      for (String key : new String[] {"policy.zip.bak", "x/policy.zip", "Policy.zip"}) {
        gate.accounts()
            .administrator()
            .s3()
            .putObject(
                b -> b.bucket(GatePipeline.BUCKET).key(key), RequestBody.fromString("content"));
      }
      assertThat(
              gate.codePipeline()
                  .listPipelineExecutions(b -> b.pipelineName(GatePipeline.NAME))
                  .pipelineExecutionSummaries())
          .isEmpty();
    }
  }

  @Test
  void executionsRunOneAfterTheOtherEachWithItsOwnUpload() {
    try (GatePipeline gate = new GatePipeline()) {
      String one = gate.upload("one");
      String two = gate.upload("two");
      GatePipeline.Job first = gate.nextJob();
      assertThat(gate.hasJob()).isFalse();
      succeed(gate, first);
      GatePipeline.Job second = gate.nextJob();
      succeed(gate, second);
      gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 2);
      var executions =
          gate.codePipeline()
              .listPipelineExecutions(b -> b.pipelineName(GatePipeline.NAME))
              .pipelineExecutionSummaries();
      assertThat(executions)
          .extracting(execution -> execution.sourceRevisions().getFirst().revisionId())
          .containsExactly(two, one);
      assertThat(executions)
          .extracting(execution -> execution.trigger().triggerTypeAsString())
          .containsOnly("CloudWatchEvent");
    }
  }

  @Test
  void anExecutionCanBeStartedByHand() {
    try (GatePipeline gate = new GatePipeline()) {
      gate.upload("old");
      succeed(gate, gate.nextJob());
      String version = gate.upload("new");
      succeed(gate, gate.nextJob());
      String id =
          gate.codePipeline()
              .startPipelineExecution(b -> b.name(GatePipeline.NAME))
              .pipelineExecutionId();
      succeed(gate, gate.nextJob());
      gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 3);
      var execution =
          gate.codePipeline()
              .getPipelineExecution(b -> b.pipelineName(GatePipeline.NAME).pipelineExecutionId(id))
              .pipelineExecution();
      assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
      assertThat(execution.artifactRevisions())
          .extracting("name", "revisionId")
          .containsExactly(tuple("SourceArtifact", version));
      assertThat(execution.trigger().triggerDetail())
          .isEqualTo("arn:aws:iam::222222222222:user/administrator");
    }
  }

  @Test
  void aJobWithoutResultTimesOut() {
    try (GatePipeline gate = new GatePipeline(p -> p.within(Duration.ofMillis(50)))) {
      gate.upload("content");
      String id = gate.nextJob().id();
      gate.recorder().await(Timeline.Step.EXECUTION_FAILED, 1);
      assertThat(action(gate, "Invoke").output().executionResult().errorDetails().message())
          .isEqualTo(
              "The AWS Lambda function PolicyChecker failed to return a result. Check the function"
                  + " to verify that it has permission to call the PutJobSuccessResult action and"
                  + " that it made a call to PutJobSuccessResult.");
      assertError(
          () -> gate.codePipeline().putJobSuccessResult(b -> b.jobId(id)),
          400,
          "InvalidJobStateException",
          "The job " + id + " is not in progress: its state is TimedOut");
    }
  }

  @Test
  void aFunctionThatDiesLeavesItsJobToOthers() {
    GatePipeline.Job[] job = new GatePipeline.Job[1];
    JobInvoker dying =
        event -> {
          job[0] = GatePipeline.Job.read(event);
          throw new IllegalStateException("secret");
        };
    try (GatePipeline gate = new GatePipeline(p -> p, Optional.of(dying))) {
      gate.upload("content");
      gate.recorder().await(Timeline.Step.FUNCTION_DIED, 1);
      assertThat(latest(gate).status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
      gate.codePipeline()
          .putJobFailureResult(
              b ->
                  b.jobId(job[0].id()).failureDetails(d -> d.type("JobFailed").message("It died")));
      gate.recorder().await(Timeline.Step.EXECUTION_FAILED, 1);
      assertThat(gate.recorder().events().toString())
          .contains("java.lang.IllegalStateException")
          .doesNotContain("secret");
    }
  }

  @Test
  void aJobMayGoOnLater() {
    try (GatePipeline gate = new GatePipeline()) {
      gate.upload("content");
      GatePipeline.Job first = gate.nextJob();
      gate.codePipeline()
          .putJobSuccessResult(
              b ->
                  b.jobId(first.id())
                      .continuationToken("half")
                      .executionDetails(d -> d.percentComplete(50)));
      GatePipeline.Job second = gate.nextJob();
      assertThat(second.at("CodePipeline.job", "data", "continuationToken")).isEqualTo("half");
      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(action(gate, "Invoke").status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
      succeed(gate, second);
      gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetBucketVersioning, Source",
    "s3:GetObjectVersion, Source",
    "kms:Decrypt, Source",
    "kms:GenerateDataKey, Source",
    "s3:PutObject, Source",
    "sts:AssumeRole, Invoke"
  })
  void everyStepNeedsItsPermission(String action, String failing) {
    try (GatePipeline gate = new GatePipeline()) {
      gate.accounts()
          .sandbox()
          .putRolePolicy("pipeline", "less", policy(Documents.deny(action, "*")));
      gate.upload("content");
      gate.recorder().await(Timeline.Step.EXECUTION_FAILED, 1);
      var error = action(gate, failing).output().executionResult().errorDetails();
      assertThat(error.code()).isEqualTo("PermissionError");
      assertThat(error.message())
          .matches(
              "User: arn:aws:sts::222222222222:assumed-role/pipeline/[0-9]{13} is not authorized to"
                  + " perform: "
                  + action
                  + " on resource: .*");
    }
  }

  @Test
  void theActionsRoleHasToBeAllowedToInvoke() {
    try (GatePipeline gate = new GatePipeline()) {
      gate.accounts()
          .security()
          .putRolePolicy("action", "invoke", policy(allow("s3:GetObject", "*")));
      gate.upload("content");
      gate.recorder().await(Timeline.Step.EXECUTION_FAILED, 1);
      assertThat(action(gate, "Invoke").output().executionResult().errorDetails().message())
          .matches(
              "User: arn:aws:sts::111111111111:assumed-role/action/[0-9]{13} is not authorized to"
                  + " perform: lambda:InvokeFunction on resource:"
                  + " arn:aws:lambda:us-east-1:111111111111:function:PolicyChecker because no"
                  + " identity-based policy allows the lambda:InvokeFunction action");
      assertThat(gate.hasJob()).isFalse();
    }
  }

  @Test
  void anAuthorizerThatThrowsFailsTheAction() throws Exception {
    Authorizer forUsersOnly =
        request -> {
          if (request.principal() instanceof Principal.User) {
            return new ReferenceEvaluator().decide(request);
          }
          throw new IllegalStateException("secret");
        };
    Recorder recorder = new Recorder();
    try (LocalAws aws = LocalAws.builder(forUsersOnly).timeline(recorder).start()) {
      Account sandbox = aws.account(TwoAccounts.SANDBOX);
      sandbox.createRole(
          "pipeline", Documents.trust("\"Service\": \"codepipeline.amazonaws.com\""));
      sandbox.createBucket("bucket", Optional.empty());
      sandbox.registerPipeline(
          Pipeline.of(
              "Broken",
              GatePipeline.PIPELINE_ROLE,
              Pipeline.Source.of("bucket", "policy.zip"),
              "bucket",
              Pipeline.Invoke.of("function")),
          _ -> {});
      Clients.administrator(aws, TwoAccounts.SANDBOX)
          .s3()
          .putObject(b -> b.bucket("bucket").key("policy.zip"), RequestBody.fromString("x"));
      recorder.await(Timeline.Step.EXECUTION_FAILED, 1);
      assertThat(recorder.events().toString())
          .contains("InternalError: java.lang.IllegalStateException")
          .doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trust", "versioning", "object"})
  void whatIsNotSetUpFailsTheSource(String what) {
    try (GatePipeline gate = new GatePipeline()) {
      Clients administrator = gate.accounts().administrator();
      Consumer<CodePipelineClient> start =
          client -> client.startPipelineExecution(b -> b.name(GatePipeline.NAME));
      String expected =
          switch (what) {
            case "trust" -> {
              administrator
                  .iam()
                  .updateAssumeRolePolicy(
                      b ->
                          b.roleName("pipeline")
                              .policyDocument(
                                  Documents.trust("\"Service\": \"lambda.amazonaws.com\"")));
              yield "PermissionError User: codepipeline.amazonaws.com is not authorized to perform:"
                  + " sts:AssumeRole on resource: arn:aws:iam::222222222222:role/pipeline";
            }
            case "versioning" -> {
              administrator
                  .s3()
                  .putBucketVersioning(
                      b ->
                          b.bucket(GatePipeline.BUCKET)
                              .versioningConfiguration(v -> v.status("Suspended")));
              yield "ConfigurationError The bucket gate-artifacts is not versioned";
            }
            default -> {
              gate.accounts()
                  .sandbox()
                  .putRolePolicy("pipeline", "list", policy(allow("s3:ListBucket", "*")));
              yield "ConfigurationError The specified version does not exist.";
            }
          };
      start.accept(gate.codePipeline());
      gate.recorder().await(Timeline.Step.EXECUTION_FAILED, 1);
      var error = action(gate, "Source").output().executionResult().errorDetails();
      assertThat(error.code() + " " + error.message()).isEqualTo(expected);
    }
  }

  @Test
  void pipelinesAreDescribed() {
    try (GatePipeline gate = new GatePipeline()) {
      var described = gate.codePipeline().getPipeline(b -> b.name(GatePipeline.NAME));
      assertThat(described.metadata().pipelineArn())
          .isEqualTo("arn:aws:codepipeline:us-east-1:222222222222:PolicyGate");
      assertThat(described.pipeline().stages())
          .extracting("name")
          .containsExactly("Source", "Invoke");
      assertThat(described.pipeline().artifactStore().encryptionKey().id()).isEqualTo(gate.key());
      assertThat(described.pipeline().stages().getLast().actions().getFirst().configuration())
          .isEqualTo(Map.of("FunctionName", "PolicyChecker"));
      assertThat(gate.codePipeline().listPipelines().pipelines())
          .extracting(
              PipelineSummary::name,
              PipelineSummary::executionModeAsString,
              PipelineSummary::pipelineTypeAsString)
          .containsExactly(tuple(GatePipeline.NAME, "QUEUED", "V2"));
      assertThat(gate.accounts().securityAdministrator().codePipeline().listPipelines().pipelines())
          .isEmpty();
    }
  }

  @Test
  void whatIsMissingIsMissed() {
    try (GatePipeline gate = new GatePipeline()) {
      CodePipelineClient client = gate.codePipeline();
      assertError(
          () -> client.getPipelineState(b -> b.name("Missing")),
          400,
          "PipelineNotFoundException",
          "Account '222222222222' does not have a pipeline with name 'Missing'");
      assertError(
          () ->
              client.getPipelineExecution(
                  b ->
                      b.pipelineName(GatePipeline.NAME)
                          .pipelineExecutionId("00000000-0000-0000-0000-000000000000")),
          400,
          "PipelineExecutionNotFoundException");
      assertError(
          () ->
              client.listPipelineExecutions(
                  b -> b.pipelineName(GatePipeline.NAME).nextToken("nowhere")),
          400,
          "InvalidNextTokenException");
      assertError(() -> client.getPipeline(b -> b.name("no name")), 400, "ValidationException");
      assertError(
          () -> client.getPipeline(b -> b.name(GatePipeline.NAME).version(2)),
          400,
          "PipelineVersionNotFoundException");
      assertError(
          () -> client.deletePipeline(b -> b.name(GatePipeline.NAME)),
          400,
          "UnknownOperationException",
          "The embedded AWS does not know the operation CodePipeline_20150709.DeletePipeline");
      assertError(
          () ->
              client.startPipelineExecution(
                  b ->
                      b.name(GatePipeline.NAME)
                          .variables(PipelineVariable.builder().name("n").value("v").build())),
          400,
          "ValidationException",
          "The embedded AWS does not know the member variables");
    }
  }

  @Test
  void longListsComeInPages() {
    try (GatePipeline gate = new GatePipeline()) {
      for (int i = 0; i < 3; i++) {
        gate.upload("content");
        succeed(gate, gate.nextJob());
      }
      gate.recorder().await(Timeline.Step.EXECUTION_SUCCEEDED, 3);
      var pages =
          gate.codePipeline()
              .listPipelineExecutionsPaginator(
                  b -> b.pipelineName(GatePipeline.NAME).maxResults(2));
      assertThat(pages.stream().map(page -> page.pipelineExecutionSummaries().size()))
          .containsExactly(2, 1);
      assertThat(
              gate.codePipeline()
                  .listActionExecutionsPaginator(
                      b -> b.pipelineName(GatePipeline.NAME).maxResults(4))
                  .actionExecutionDetails())
          .extracting("actionName")
          .containsExactly("Invoke", "Source", "Invoke", "Source", "Invoke", "Source");
    }
  }

  @Test
  void readingNeedsPermission() {
    try (GatePipeline gate = new GatePipeline()) {
      CodePipelineClient reader =
          gate.accounts()
              .role(
                  "reader",
                  allow(
                      "codepipeline:Get*",
                      "arn:aws:codepipeline:us-east-1:222222222222:PolicyGate"))
              .codePipeline();
      reader.getPipelineState(b -> b.name(GatePipeline.NAME));
      assertError(
          () -> reader.startPipelineExecution(b -> b.name(GatePipeline.NAME)),
          400,
          "AccessDeniedException",
          "User: arn:aws:sts::222222222222:assumed-role/reader/test is not authorized to perform:"
              + " codepipeline:StartPipelineExecution on resource:"
              + " arn:aws:codepipeline:us-east-1:222222222222:PolicyGate because no identity-based"
              + " policy allows the codepipeline:StartPipelineExecution action");
    }
  }

  @Test
  void aNameIsThereOnce() {
    try (GatePipeline gate = new GatePipeline()) {
      Pipeline again =
          Pipeline.of(
              GatePipeline.NAME,
              GatePipeline.PIPELINE_ROLE,
              Pipeline.Source.of("b", "k"),
              "b",
              Pipeline.Invoke.of("f"));
      assertThatThrownBy(() -> gate.accounts().sandbox().registerPipeline(again, _ -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "A pipeline with the name 'PolicyGate' already exists in account"
                  + " '222222222222'");
    }
  }
}
