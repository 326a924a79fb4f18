package dev.policygate.infra;

import static dev.policygate.infra.Call.policy;
import static dev.policygate.infra.Call.role;
import static dev.policygate.infra.Stacks.SANDBOX;
import static dev.policygate.infra.Stacks.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guardrails leave to an administrator of a sandbox, who may do everything else. */
class GuardrailsTest {

  /** Organizations, quotas: the characters of a service control policy. */
  private static final int MOST_OF_A_SERVICE_CONTROL_POLICY = 5120;

  private static final String DEPLOYER = role(SANDBOX, "deployment/Deployer");
  private static final String GUARDRAILS = Stacks.guardrails(DEPLOYER);
  private static final String OF_STACK_SETS = "stacksets-exec-0123456789abcdef0123456789abcdef";

  /** As the documentation has it where StackSets deploy. */
  private static final String GUARDRAILS_WITH_STACK_SETS =
      Stacks.guardrails(
          "arn:aws:iam::${aws:PrincipalAccount}:role/" + OF_STACK_SETS + "," + DEPLOYER);

  private static final String BOUNDARY = policy(SANDBOX, "policy-gate-boundary");
  private static final String GATES = policy(SANDBOX, "policy-gate/Team");
  private static final String SECURITYS = policy(SANDBOX, "security/Audit");
  private static final String WORKER = role(SANDBOX, "worker");
  private static final String USER = "arn:aws:iam::222222222222:user/alice";
  private static final String GROUP = "arn:aws:iam::222222222222:group/team";
  private static final String PIPELINE = "arn:aws:codepipeline:us-east-1:222222222222:policy-gate";

  private static Call administrator(String action, String resource) {
    return Call.byAdministrator(SANDBOX, "Administrator")
        .under(GUARDRAILS)
        .does(action, resource, SANDBOX);
  }

  private static Call deployer(String action, String resource) {
    return Call.byAdministrator(SANDBOX, "deployment/Deployer")
        .under(GUARDRAILS)
        .does(action, resource, SANDBOX);
  }

  private static Call attaches(String action, String to, String arn) {
    return administrator(action, to).with("iam:PolicyARN", arn);
  }

  private static Call bounded(String action, String on) {
    return administrator(action, on).with("iam:PermissionsBoundary", BOUNDARY);
  }

  private static String awsPolicy(String name) {
    return "arn:aws:iam::aws:policy/" + name;
  }

  static Stream<Call> left() {
    return Stream.of(
        bounded("iam:CreateRole", WORKER),
        bounded("iam:CreateUser", USER),
        bounded("iam:PutRolePermissionsBoundary", WORKER),
        administrator("iam:DeleteRole", WORKER),
        administrator("iam:PassRole", WORKER),
        attaches("iam:AttachRolePolicy", WORKER, GATES),
        attaches("iam:AttachUserPolicy", USER, GATES),
        attaches("iam:AttachGroupPolicy", GROUP, GATES),
        attaches("iam:AttachRolePolicy", WORKER, awsPolicy("AmazonSSMManagedInstanceCore")),
        attaches("iam:DetachRolePolicy", WORKER, GATES),
        attaches("iam:DetachUserPolicy", USER, awsPolicy("AdministratorAccess")),
        administrator("iam:DeleteRolePolicy", WORKER),
        administrator("iam:CreatePolicy", policy(SANDBOX, "unattachable")),
        administrator("codepipeline:StartPipelineExecution", PIPELINE),
        administrator("s3:PutObject", Call.BUCKET + "/policy.zip"),
        administrator("ec2:RunInstances", "*"));
  }

  static Stream<Call> ofTheGateAndTheDeployer() {
    return Stream.of(
        Call.by(SANDBOX, "central-account-role")
            .under(GUARDRAILS)
            .does("iam:CreatePolicy", GATES, SANDBOX)
            .with("aws:RequestTag/policy-gate:managed", "true")
            .with("aws:TagKeys", "policy-gate:managed"),
        Call.by(SANDBOX, "central-account-role")
            .under(GUARDRAILS)
            .does("iam:CreatePolicyVersion", GATES, SANDBOX)
            .with("aws:ResourceTag/policy-gate:managed", "true"),
        deployer("iam:UpdateAssumeRolePolicy", role(SANDBOX, "central-account-role")),
        deployer("iam:PutRolePolicy", role(SANDBOX, "central-account-role")),
        deployer("iam:CreatePolicyVersion", BOUNDARY),
        deployer("iam:CreateRole", role(SANDBOX, "policy-gate-pipeline-role")),
        deployer("codepipeline:UpdatePipeline", PIPELINE),
        deployer("iam:DetachRolePolicy", WORKER).with("iam:PolicyARN", SECURITYS));
  }

  @ParameterizedTest
  @MethodSource({"left", "ofTheGateAndTheDeployer"})
  void isAllowed(Call call) {
    assertThat(call.isAllowed()).isTrue();
  }

  static Stream<Call> onPolicies() {
    return Stream.of(
        administrator("iam:CreatePolicy", GATES),
        administrator("iam:CreatePolicyVersion", GATES),
        administrator("iam:SetDefaultPolicyVersion", GATES),
        administrator("iam:TagPolicy", GATES),
        administrator("iam:UntagPolicy", GATES),
        administrator("iam:CreatePolicyVersion", policy(SANDBOX, "attached-before")),
        administrator("iam:SetDefaultPolicyVersion", policy(SANDBOX, "attached-before")),
        administrator("iam:CreatePolicy", SECURITYS),
        administrator("iam:DeletePolicy", SECURITYS),
        administrator("iam:DeletePolicy", BOUNDARY),
        administrator("iam:CreatePolicyVersion", BOUNDARY),
        administrator("iam:PutRolePolicy", WORKER),
        administrator("iam:PutUserPolicy", USER),
        administrator("iam:PutGroupPolicy", GROUP),
        administrator("iam:UpdateAssumeRolePolicy", WORKER));
  }

  static Stream<Call> onUsersAndRoles() {
    return Stream.of(
        administrator("iam:CreateRole", WORKER),
        administrator("iam:CreateUser", USER),
        bounded("iam:CreateRole", WORKER).with("iam:PermissionsBoundary", GATES),
        bounded("iam:CreateRole", WORKER)
            .with("iam:PermissionsBoundary", policy(SECURITY, "policy-gate-boundary")),
        bounded("iam:CreateUser", USER)
            .with("iam:PermissionsBoundary", awsPolicy("AdministratorAccess")),
        administrator("iam:PutUserPermissionsBoundary", USER)
            .with("iam:PermissionsBoundary", awsPolicy("AdministratorAccess")),
        administrator("iam:DeleteRolePermissionsBoundary", WORKER),
        administrator("iam:DeleteUserPermissionsBoundary", USER),
        deployer("iam:DeleteRolePermissionsBoundary", WORKER));
  }

  static Stream<Call> attachments() {
    return Stream.concat(
        Stream.of(
                "AdministratorAccess",
                "IAMFullAccess",
                "PowerUserAccess",
                "job-function/SystemAdministrator",
                "AmazonEC2FullAccess",
                "AmazonSSMManagedInstanceCore2")
            .map(name -> attaches("iam:AttachRolePolicy", WORKER, awsPolicy(name))),
        Stream.of(
            attaches("iam:AttachUserPolicy", USER, awsPolicy("AdministratorAccess")),
            attaches("iam:AttachGroupPolicy", GROUP, awsPolicy("AdministratorAccess")),
            attaches("iam:AttachRolePolicy", WORKER, policy(SANDBOX, "unattachable")),
            attaches("iam:AttachRolePolicy", WORKER, policy(SANDBOX, "policy-gates/Team")),
            administrator("iam:AttachRolePolicy", WORKER),
            attaches("iam:DetachRolePolicy", WORKER, SECURITYS),
            attaches("iam:DetachUserPolicy", USER, SECURITYS),
            attaches("iam:DetachGroupPolicy", GROUP, SECURITYS)));
  }

  static Stream<Call> onTheGatesOwnParts() {
    return Stream.concat(
        Stream.of(
                "central-account-role",
                "central-account-report-role",
                "policy-gate-pipeline-role",
                "policy-gate-start-role",
                "deployment/Deployer")
            .flatMap(
                name ->
                    List.of(
                            "iam:AttachRolePolicy",
                            "iam:DetachRolePolicy",
                            "iam:DeleteRole",
                            "iam:DeleteRolePolicy",
                            "iam:UpdateRole",
                            "iam:UpdateAssumeRolePolicy",
                            "iam:PutRolePolicy",
                            "iam:TagRole",
                            "iam:PassRole")
                        .stream()
                        .map(action -> attaches(action, role(SANDBOX, name), GATES))),
        Stream.of(
            bounded("iam:CreateRole", role(SANDBOX, "central-account-role")),
            bounded("iam:CreateRole", role(SANDBOX, "deployment/Deployer")),
            administrator("codepipeline:UpdatePipeline", PIPELINE),
            administrator("codepipeline:DeletePipeline", PIPELINE),
            administrator(
                "events:PutTargets",
                "arn:aws:events:us-east-1:222222222222:rule/policy-gate-upload"),
            administrator("s3:PutBucketPolicy", Call.BUCKET),
            administrator("s3:DeleteBucketPolicy", Call.BUCKET),
            administrator("s3:PutEncryptionConfiguration", Call.BUCKET)));
  }

  /** An exception is one role, not whatever looks like it. */
  static Stream<Call> byWhomLooksLikeTheDeployer() {
    return Stream.of("Deployer", "deployment/Deployer2", "deployment/x/Deployer")
        .map(
            name ->
                Call.byAdministrator(SANDBOX, name)
                    .under(GUARDRAILS)
                    .does("iam:PutRolePolicy", WORKER, SANDBOX));
  }

  /** Nor is it the gate that has a role of the same name elsewhere. */
  static Stream<Call> byWhomLooksLikeTheGate() {
    return Stream.of("path/central-account-role", "central-account-role2")
        .map(
            name ->
                Call.byAdministrator(SANDBOX, name)
                    .under(GUARDRAILS)
                    .does("iam:CreatePolicy", GATES, SANDBOX));
  }

  @ParameterizedTest
  @MethodSource({
    "onPolicies",
    "onUsersAndRoles",
    "attachments",
    "onTheGatesOwnParts",
    "byWhomLooksLikeTheDeployer",
    "byWhomLooksLikeTheGate"
  })
  void isRefused(Call call) {
    assertThat(call.isAllowed()).isFalse();
  }

  @Test
  void fitIntoAServiceControlPolicy() {
    assertThat(GUARDRAILS).hasSizeLessThanOrEqualTo(MOST_OF_A_SERVICE_CONTROL_POLICY);
    assertThat(GUARDRAILS_WITH_STACK_SETS)
        .hasSizeLessThanOrEqualTo(MOST_OF_A_SERVICE_CONTROL_POLICY);
  }

  @Test
  void aVariableStandsForTheAccountOfWhoeverAsks() {
    Call byStackSets =
        Call.byAdministrator(SANDBOX, OF_STACK_SETS)
            .under(GUARDRAILS_WITH_STACK_SETS)
            .does("iam:PutRolePolicy", role(SANDBOX, "central-account-role"), SANDBOX);
    Call byAnother =
        Call.byAdministrator(SANDBOX, "Administrator")
            .under(GUARDRAILS_WITH_STACK_SETS)
            .does("iam:PassRole", role(SANDBOX, OF_STACK_SETS), SANDBOX);
    assertThat(byStackSets.isAllowed()).isTrue();
    assertThat(byAnother.isAllowed()).isFalse();
  }

  private static Call withinTheBoundary(String action, String resource) {
    return Call.byAdministrator(SANDBOX, "worker")
        .within(Stacks.boundary())
        .does(action, resource, SANDBOX);
  }

  static Stream<Call> withinTheBoundary() {
    return Stream.of(
        withinTheBoundary("ec2:RunInstances", "*"),
        withinTheBoundary("iam:GetRole", WORKER),
        withinTheBoundary("iam:PassRole", WORKER),
        withinTheBoundary("sts:AssumeRole", WORKER));
  }

  @ParameterizedTest
  @MethodSource("withinTheBoundary")
  void theBoundaryLeaves(Call call) {
    assertThat(call.isAllowed()).isTrue();
  }

  static Stream<Call> outsideOfTheBoundary() {
    return Stream.of(
        withinTheBoundary("iam:CreateUser", USER),
        withinTheBoundary("iam:AttachRolePolicy", WORKER),
        withinTheBoundary("iam:CreateAccessKey", USER),
        withinTheBoundary("iam:UpdateAssumeRolePolicy", WORKER),
        withinTheBoundary("iam:PassRole", role(SANDBOX, "central-account-role")),
        withinTheBoundary("iam:PassRole", role(SANDBOX, "policy-gate-pipeline-role")),
        withinTheBoundary("organizations:LeaveOrganization", "*"));
  }

  @ParameterizedTest
  @MethodSource("outsideOfTheBoundary")
  void theBoundaryTakesAway(Call call) {
    assertThat(call.isAllowed()).isFalse();
  }
}
