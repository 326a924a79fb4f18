package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.local.reference.ReferenceEvaluator;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That no operation does anything for somebody who may do nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
  private static final String POLICY = "PolicyArn=arn:aws:iam::222222222222:policy/P";
  private static final String DOCUMENT =
      Percent.encode(Documents.policy(Documents.allow("s3:GetObject", "*")));
  private static final String TRUST = Percent.encode(Documents.trust("\"AWS\": \"222222222222\""));
  private static final String EXECUTION =
      "\"pipelineExecutionId\":\"00000000-0000-0000-0000-000000000000\"";
  private static final String JOB = "\"jobId\":\"00000000-0000-0000-0000-000000000000\"";

  /** The operations of IAM, each with parameters that would do. */
  private static final Map<String, String> IAM = iamCalls();

  /** The operations of S3: method, path, and the permission that each asks for. */
  private static final Map<String, List<String>> S3 =
      Map.ofEntries(
          Map.entry("ListBuckets", List.of("GET", "/", "s3:ListAllMyBuckets")),
          Map.entry("CreateBucket", List.of("PUT", "/new", "s3:CreateBucket")),
          Map.entry("HeadBucket", List.of("HEAD", "/bucket", "")),
          Map.entry(
              "GetBucketLocation", List.of("GET", "/bucket?location", "s3:GetBucketLocation")),
          Map.entry(
              "PutBucketVersioning",
              List.of("PUT", "/bucket?versioning", "s3:PutBucketVersioning")),
          Map.entry(
              "GetBucketVersioning",
              List.of("GET", "/bucket?versioning", "s3:GetBucketVersioning")),
          Map.entry("PutBucketPolicy", List.of("PUT", "/bucket?policy", "s3:PutBucketPolicy")),
          Map.entry("GetBucketPolicy", List.of("GET", "/bucket?policy", "s3:GetBucketPolicy")),
          Map.entry(
              "PutBucketEncryption",
              List.of("PUT", "/bucket?encryption", "s3:PutEncryptionConfiguration")),
          Map.entry(
              "GetBucketEncryption",
              List.of("GET", "/bucket?encryption", "s3:GetEncryptionConfiguration")),
          Map.entry("PutObject", List.of("PUT", "/bucket/key", "s3:PutObject")),
          Map.entry("GetObject", List.of("GET", "/bucket/key", "s3:GetObject")),
          Map.entry("HeadObject", List.of("HEAD", "/bucket/key", "")),
          Map.entry("DeleteObject", List.of("DELETE", "/bucket/key", "s3:DeleteObject")),
          Map.entry("ListObjectsV2", List.of("GET", "/bucket?list-type=2", "s3:ListBucket")),
          Map.entry(
              "ListObjectVersions", List.of("GET", "/bucket?versions", "s3:ListBucketVersions")));

  /** The operations of CodePipeline, each with input that would do. */
  private static final Map<String, String> CODE_PIPELINE =
      Map.of(
          "PutJobSuccessResult",
          "{" + JOB + "}",
          "PutJobFailureResult",
          "{" + JOB + ",\"failureDetails\":{\"type\":\"JobFailed\",\"message\":\"m\"}}",
          "GetPipeline",
          "{\"name\":\"P\"}",
          "ListPipelines",
          "{}",
          "GetPipelineState",
          "{\"name\":\"P\"}",
          "StartPipelineExecution",
          "{\"name\":\"P\"}",
          "GetPipelineExecution",
          "{\"pipelineName\":\"P\"," + EXECUTION + "}",
          "ListPipelineExecutions",
          "{\"pipelineName\":\"P\"}",
          "ListActionExecutions",
          "{\"pipelineName\":\"P\"}");

  private final TwoAccounts accounts = new TwoAccounts();
  private final Clients nobody = accounts.role("nobody", Documents.allow("nothing:AtAll", "*"));

  PermissionsTest() {
    accounts.sandbox().createBucket("bucket", Optional.empty());
  }

  @AfterAll
  void close() {
    accounts.close();
  }

  private static Map<String, String> iamCalls() {
    Map<String, String> calls = new TreeMap<>();
    calls.put("CreatePolicy", "PolicyName=P&PolicyDocument=" + DOCUMENT);
    calls.put("ListPolicies", "");
    calls.put("CreatePolicyVersion", POLICY + "&PolicyDocument=" + DOCUMENT);
    calls.put("TagPolicy", POLICY + "&Tags.member.1.Key=k&Tags.member.1.Value=v");
    calls.put("UntagPolicy", POLICY + "&TagKeys.member.1=k");
    for (String operation :
        List.of(
            "GetPolicy",
            "DeletePolicy",
            "ListPolicyTags",
            "ListPolicyVersions",
            "ListEntitiesForPolicy")) {
      calls.put(operation, POLICY);
    }
    for (String operation :
        List.of("GetPolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion")) {
      calls.put(operation, POLICY + "&VersionId=v1");
    }
    calls.put("ListRoles", "");
    calls.put("CreateRole", "RoleName=r&AssumeRolePolicyDocument=" + TRUST);
    calls.put("UpdateAssumeRolePolicy", "RoleName=r&PolicyDocument=" + TRUST);
    calls.put("ListRoleTags", "RoleName=r");
    calls.put("ListUsers", "");
    calls.put("CreateAccessKey", "UserName=u");
    calls.put("CreateUser", "UserName=u");
    for (String kind : List.of("Role", "User")) {
      String name = kind + "Name=x";
      calls.put("Get" + kind, name);
      calls.put("Delete" + kind, name);
      calls.put("List" + kind + "Policies", name);
      calls.put("ListAttached" + kind + "Policies", name);
      calls.put("Delete" + kind + "PermissionsBoundary", name);
      calls.put("Put" + kind + "Policy", name + "&PolicyName=p&PolicyDocument=" + DOCUMENT);
      calls.put("Get" + kind + "Policy", name + "&PolicyName=p");
      calls.put("Delete" + kind + "Policy", name + "&PolicyName=p");
      calls.put("Attach" + kind + "Policy", name + "&" + POLICY);
      calls.put("Detach" + kind + "Policy", name + "&" + POLICY);
      calls.put(
          "Put" + kind + "PermissionsBoundary",
          name + "&PermissionsBoundary=arn:aws:iam::222222222222:policy/P");
      calls.put("Tag" + kind, name + "&Tags.member.1.Key=k&Tags.member.1.Value=v");
      calls.put("Untag" + kind, name + "&TagKeys.member.1=k");
    }
    return calls;
  }

  static Stream<String> iamOperations() {
    return IAM.keySet().stream();
  }

  static Stream<Arguments> s3Operations() {
    return S3.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  static Stream<String> codePipelineOperations() {
    return CODE_PIPELINE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("iamOperations")
  void iam(String operation) {
    var answered =
        RawClient.of(nobody, "iam")
            .call(
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Action=" + operation + "&Version=2010-05-08&" + IAM.get(operation));
    assertThat(answered.status()).as(answered.body()).isEqualTo(403);
    assertThat(answered.body())
        .contains("<Code>AccessDenied</Code>")
        .contains(" is not authorized to perform: iam:" + operation + " on resource: ");
  }

  @ParameterizedTest
  @MethodSource("s3Operations")
  void s3(String operation, List<String> call) {
    var answered = RawClient.of(nobody, "s3").call(call.get(0), call.get(1), Map.of(), "");
    assertThat(answered.status()).as(operation).isEqualTo(403);
    if (!call.get(0).equals("HEAD")) {
      assertThat(answered.body())
          .contains(" is not authorized to perform: " + call.get(2) + " on resource: ");
    }
  }

  @ParameterizedTest
  @MethodSource("codePipelineOperations")
  void codePipeline(String operation) {
    var answered =
        RawClient.of(nobody, "codepipeline")
            .call(
                "POST",
                "/",
                Map.of("X-Amz-Target", "CodePipeline_20150709." + operation),
                String.valueOf(CODE_PIPELINE.get(operation)));
    assertThat(answered.status()).as(answered.body()).isEqualTo(400);
    assertThat(answered.body())
        .contains("\"__type\":\"AccessDeniedException\"")
        .contains(" is not authorized to perform: codepipeline:" + operation);
  }

  @Test
  void noOperationIsLeftOut() {
    Directory directory = new Directory();
    InstantSource clock = InstantSource.system();
    Guard guard =
        new Guard(
            new ReferenceEvaluator(),
            directory,
            clock,
            new Guard.Surroundings("us-east-1", true, Optional.empty()));
    IamSupport support =
        new IamSupport(directory, guard, _ -> Optional.empty(), clock, new ReadLag(), _ -> {});
    S3Store store = new S3Store(guard, new KmsKeys("us-east-1"), "us-east-1");
    assertThat(IAM.keySet())
        .isEqualTo(
            names(
                List.of(
                    new IamPolicies(support).operations(),
                    new IamPolicyVersions(support).operations(),
                    new IamRoles(support).operations(),
                    new IamUsers(support, new KeyRing()).operations(),
                    new IamGrants(support, IamEntity.Kind.ROLE).operations(),
                    new IamGrants(support, IamEntity.Kind.USER).operations())));
    assertThat(S3.keySet())
        .isEqualTo(
            new TreeSet<>(
                Stream.of(
                        new S3Buckets(store, directory, clock).routes(),
                        new S3Objects(store, clock).routes(),
                        new S3Listings(store).routes())
                    .flatMap(List::stream)
                    .map(S3Service.Route::operation)
                    .toList()));
    StateLock lock = new StateLock();
    Sts sts = new Sts(directory, guard, new KeyRing(), _ -> Optional.empty(), clock);
    PipelineSteps steps =
        new PipelineSteps(sts, guard, store, new S3Objects(store, clock), clock, "us-east-1");
    Pipelines pipelines =
        new Pipelines(lock, clock, "us-east-1", steps, new Announcer(_ -> {}, clock));
    assertThat(CODE_PIPELINE.keySet())
        .isEqualTo(
            names(
                List.of(
                    new CodePipelineJobs(pipelines, guard).operations(),
                    new CodePipelineReads(pipelines, guard, "us-east-1").operations())));
  }

  private static Set<String> names(List<Map<String, ?>> tables) {
    Set<String> names = new TreeSet<>();
    tables.forEach(table -> names.addAll(table.keySet()));
    return names;
  }
}
