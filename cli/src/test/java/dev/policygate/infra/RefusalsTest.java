package dev.policygate.infra;

import static dev.policygate.infra.Call.BUCKET;
import static dev.policygate.infra.Call.KEY;
import static dev.policygate.infra.Call.policy;
import static dev.policygate.infra.Call.role;
import static dev.policygate.infra.Stacks.SANDBOX;
import static dev.policygate.infra.Stacks.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that would break the design, each beside one that the design needs: what it is refused for
 * is what it differs in.
 */
class RefusalsTest {

  private static final String OTHER = "333333333333";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:";
  private static final String GATES = policy(SANDBOX, "policy-gate/Team");
  private static final String ARTIFACT = BUCKET + "/policy-gate/SourceArti/abc.zip";

  // ---- What the design needs ----

  private static final Call CREATES =
      Call.by(SANDBOX, "central-account-role")
          .does("iam:CreatePolicy", GATES, SANDBOX)
          .with("aws:RequestTag/policy-gate:managed", "true")
          .with("aws:TagKeys", "policy-gate:managed", "policy-gate:job");

  private static final Call CHANGES =
      Call.by(SANDBOX, "central-account-role")
          .does("iam:CreatePolicyVersion", GATES, SANDBOX)
          .with("aws:ResourceTag/policy-gate:managed", "true");

  private static final Call RETAGS =
      CHANGES.does("iam:TagPolicy").with("aws:TagKeys", "policy-gate:bundle", "policy-gate:job");

  private static final Call TELLS =
      Call.by(SANDBOX, "central-account-role")
          .does("codepipeline:PutJobSuccessResult", "*", SANDBOX);

  private static final Call ENTERS = entering("policy-checker-lambda-role", "PolicyChecker");

  private static final Call ENTERS_TO_REPORT =
      entering("policy-checker-failure-reporter-role", "PolicyCheckerFailureReporter")
          .on(role(SANDBOX, "central-account-report-role"));

  private static final Call READS_DENIES =
      Call.by(SECURITY, "policy-checker-lambda-role")
          .does("iam:GetPolicyVersion", policy(SECURITY, "central-deny-policy-sandbox"), SECURITY)
          .with("lambda:SourceFunctionArn", FUNCTION + "PolicyChecker");

  private static final Call REPORTS =
      Call.by(SANDBOX, "central-account-report-role")
          .does("codepipeline:PutJobFailureResult", "*", SANDBOX);

  private static final Call INVOKES =
      actionRole().does("lambda:InvokeFunction", FUNCTION + "PolicyChecker", SECURITY);

  private static final Call READS = actionRole().does("s3:GetObject", ARTIFACT, SANDBOX);

  private static final Call DECRYPTS =
      actionRole()
          .does("kms:Decrypt", KEY, SANDBOX)
          .with("kms:ViaService", "s3.us-east-1.amazonaws.com");

  private static final Call HANDS_OVER =
      Call.by(SANDBOX, "policy-gate-pipeline-role")
          .does("sts:AssumeRole", role(SECURITY, "policy-gate-action-role-" + SANDBOX), SECURITY);

  private static final Call COPIES =
      Call.by(SANDBOX, "policy-gate-pipeline-role").does("s3:PutObject", ARTIFACT, SANDBOX);

  private static final Call UPLOADS =
      administrator(SANDBOX).does("s3:PutObject", BUCKET + "/policy.zip", SANDBOX);

  private static Call entering(String role, String function) {
    return Call.by(SECURITY, role)
        .does("sts:AssumeRole", role(SANDBOX, "central-account-role"), SANDBOX)
        .with("lambda:SourceFunctionArn", FUNCTION + function)
        .with("sts:RoleSessionName", "SecurityManageAccountPermissions")
        .with("sts:SourceIdentity", "11111111-2222-3333-4444-555555555555");
  }

  private static Call actionRole() {
    return Call.by(SECURITY, "policy-gate-action-role-" + SANDBOX);
  }

  private static Call administrator(String account) {
    return Call.byAdministrator(account, "Administrator");
  }

  static Stream<Call> needed() {
    return Stream.of(
        CREATES,
        CREATES.does("iam:TagPolicy"),
        CHANGES,
        CHANGES.does("iam:DeletePolicyVersion"),
        RETAGS,
        TELLS,
        ENTERS,
        ENTERS.does("sts:SetSourceIdentity"),
        ENTERS_TO_REPORT,
        READS_DENIES,
        REPORTS,
        INVOKES,
        READS,
        DECRYPTS,
        HANDS_OVER,
        COPIES,
        UPLOADS,
        UPLOADS
            .with("s3:x-amz-server-side-encryption", "aws:kms")
            .with("s3:x-amz-server-side-encryption-aws-kms-key-id", KEY));
  }

  @ParameterizedTest
  @MethodSource("needed")
  void isAllowed(Call call) {
    assertThat(call.isAllowed()).isTrue();
  }

  // ---- What would break it ----

  static Stream<Call> byTheAccountRole() {
    return Stream.concat(
        Stream.of(
            CREATES.on(policy(SANDBOX, "Team")),
            CREATES.on(policy(SANDBOX, "policy-gates/Team")),
            CREATES.does("iam:CreatePolicy", policy(OTHER, "policy-gate/Team"), OTHER),
            CREATES.without("aws:RequestTag/policy-gate:managed").without("aws:TagKeys"),
            CREATES.with("aws:RequestTag/policy-gate:managed", "false"),
            CREATES.with("aws:TagKeys", "policy-gate:managed", "owner"),
            CHANGES.without("aws:ResourceTag/policy-gate:managed"),
            CHANGES.with("aws:ResourceTag/policy-gate:managed", "false"),
            CHANGES.on(policy(SANDBOX, "Team")),
            RETAGS.with("aws:TagKeys", "policy-gate:managed"),
            RETAGS.with("aws:TagKeys", "owner"),
            RETAGS.without("aws:ResourceTag/policy-gate:managed"),
            CHANGES.does("iam:SetDefaultPolicyVersion"),
            CHANGES.does("iam:DeletePolicy"),
            CHANGES.does("iam:UntagPolicy").with("aws:TagKeys", "policy-gate:managed"),
            CHANGES.does("sts:AssumeRole", role(SANDBOX, "Administrator"), SANDBOX),
            CHANGES.does("s3:GetObject", "arn:aws:s3:::data/file", SANDBOX),
            TELLS.does("codepipeline:StartPipelineExecution")),
        List.of(
                "iam:AttachRolePolicy",
                "iam:AttachUserPolicy",
                "iam:PassRole",
                "iam:PutRolePolicy",
                "iam:UpdateAssumeRolePolicy",
                "iam:PutRolePermissionsBoundary",
                "iam:CreateRole",
                "iam:CreateAccessKey")
            .stream()
            .map(action -> CHANGES.does(action, role(SANDBOX, "worker"), SANDBOX))
            .map(call -> call.with("iam:PolicyARN", GATES)));
  }

  static Stream<Call> byTheFunctionsRoles() {
    return Stream.of(
        ENTERS.on(role(SANDBOX, "Administrator")),
        ENTERS.on(role(SANDBOX, "central-account-report-role")),
        ENTERS.does("sts:AssumeRole", role(OTHER, "central-account-role"), OTHER),
        ENTERS.without("sts:SourceIdentity"),
        ENTERS.with("sts:RoleSessionName", "another"),
        ENTERS.with("lambda:SourceFunctionArn", FUNCTION + "another"),
        ENTERS.with("lambda:SourceFunctionArn", FUNCTION + "PolicyChecker2"),
        ENTERS.without("lambda:SourceFunctionArn"),
        ENTERS_TO_REPORT.on(role(SANDBOX, "central-account-role")),
        ENTERS_TO_REPORT.with("lambda:SourceFunctionArn", FUNCTION + "PolicyChecker"),
        ENTERS_TO_REPORT.without("sts:SourceIdentity"),
        READS_DENIES.on(policy(SECURITY, "another")),
        READS_DENIES.with("lambda:SourceFunctionArn", FUNCTION + "another"),
        READS_DENIES.does("iam:CreatePolicyVersion"),
        READS_DENIES.does("s3:GetObject", ARTIFACT, SANDBOX),
        READS_DENIES.does("s3:GetObject", "arn:aws:s3:::data/file", SECURITY),
        READS_DENIES.does("kms:Decrypt", KEY, SANDBOX),
        READS_DENIES.does("lambda:InvokeFunction", FUNCTION + "another", SECURITY),
        READS_DENIES.does("lambda:UpdateFunctionCode", FUNCTION + "PolicyChecker", SECURITY),
        REPORTS.does("codepipeline:PutJobSuccessResult"),
        REPORTS
            .does("iam:CreatePolicy", GATES, SANDBOX)
            .with("aws:RequestTag/policy-gate:managed", "true")
            .with("aws:TagKeys", "policy-gate:managed"));
  }

  static Stream<Call> byTheActionAndPipelineRoles() {
    return Stream.of(
        INVOKES.on(FUNCTION + "another"),
        INVOKES.on(FUNCTION + "PolicyCheckerFailureReporter"),
        INVOKES.does("lambda:UpdateFunctionCode"),
        READS.on(BUCKET + "/policy.zip"),
        READS.on("arn:aws:s3:::policy-gate-artifacts-333333333333/policy-gate/a.zip"),
        READS.does("s3:PutObject"),
        READS.does("s3:DeleteObject"),
        READS.with("aws:SecureTransport", "false"),
        Call.byAdministrator(SECURITY, "policy-gate-action-role-" + OTHER)
            .does("s3:GetObject", ARTIFACT, SANDBOX),
        DECRYPTS.without("kms:ViaService"),
        DECRYPTS.does("kms:Encrypt"),
        DECRYPTS.on(Stack.keyArn(SANDBOX, "another")),
        Call.byAdministrator(SECURITY, "policy-gate-action-role-" + OTHER)
            .does("kms:Decrypt", KEY, SANDBOX)
            .with("kms:ViaService", "s3.us-east-1.amazonaws.com"),
        HANDS_OVER.on(role(SECURITY, "policy-checker-lambda-role")),
        HANDS_OVER.on(role(SECURITY, "policy-gate-action-role-" + OTHER)),
        COPIES.on(BUCKET + "/policy.zip"),
        COPIES.on("arn:aws:s3:::data/file"),
        COPIES.does("s3:GetObject"));
  }

  static Stream<Call> byAdministrators() {
    return Stream.of(
        administrator(SANDBOX)
            .does("sts:AssumeRole", role(SANDBOX, "central-account-role"), SANDBOX)
            .with("sts:RoleSessionName", "SecurityManageAccountPermissions")
            .with("sts:SourceIdentity", "me"),
        administrator(SANDBOX).does(HANDS_OVER.action(), HANDS_OVER.resource(), SECURITY),
        Call.byAdministrator(OTHER, "policy-gate-pipeline-role")
            .does(HANDS_OVER.action(), HANDS_OVER.resource(), SECURITY),
        administrator(SANDBOX)
            .does("sts:AssumeRole", role(SECURITY, "policy-checker-lambda-role"), SECURITY),
        administrator(SECURITY)
            .does("sts:AssumeRole", role(SECURITY, "policy-checker-lambda-role"), SECURITY),
        administrator(SECURITY)
            .does("sts:AssumeRole", role(SANDBOX, "central-account-role"), SANDBOX)
            .with("sts:RoleSessionName", "SecurityManageAccountPermissions")
            .with("sts:SourceIdentity", "me"),
        administrator(SECURITY).does("s3:GetObject", ARTIFACT, SANDBOX),
        administrator(SANDBOX).does("lambda:InvokeFunction", FUNCTION + "PolicyChecker", SECURITY),
        UPLOADS.with("aws:SecureTransport", "false"),
        UPLOADS.with("s3:x-amz-server-side-encryption", "AES256"),
        UPLOADS.with("s3:x-amz-server-side-encryption-customer-algorithm", "AES256"),
        UPLOADS.with("s3:x-amz-server-side-encryption", "aws:kms"),
        UPLOADS
            .with("s3:x-amz-server-side-encryption", "aws:kms")
            .with(
                "s3:x-amz-server-side-encryption-aws-kms-key-id", Stack.keyArn(SANDBOX, "another")),
        administrator(OTHER).does("s3:PutObject", BUCKET + "/policy.zip", SANDBOX));
  }

  @ParameterizedTest
  @MethodSource({
    "byTheAccountRole",
    "byTheFunctionsRoles",
    "byTheActionAndPipelineRoles",
    "byAdministrators"
  })
  void isRefused(Call call) {
    assertThat(call.isAllowed()).isFalse();
  }
}
