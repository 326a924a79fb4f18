package dev.policygate.infra;

import static dev.policygate.infra.Call.role;
import static dev.policygate.infra.Stacks.DEPLOYER;
import static dev.policygate.infra.Stacks.SANDBOX;
import static dev.policygate.infra.Stacks.SECURITY;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event, and whether a rule of the templates sees it.
 *
 * <p>The events have the shapes that AWS documents: Amazon S3 User Guide, "EventBridge event
 * message structure"; CloudTrail User Guide, "CloudTrail userIdentity element"; IAM User Guide,
 * "Logging IAM and AWS STS API calls"; Lambda Developer Guide, "Logging AWS Lambda API calls".
 * Lambda's data events name the function without its version.
 *
 * @param rule the rule's name
 * @param what tells the event from the others
 */
record Sighting(String rule, boolean isSeen, String what, String event) {

  private static final String BUCKET = "policy-gate-artifacts-222222222222";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:";
  private static final String OTHER = "333333333333";

  // ---- Who calls ----

  private static final String ADMINISTRATOR = session(role(SECURITY, "Administrator"));
  private static final String THE_DEPLOYER = session(DEPLOYER);
  private static final String THE_FUNCTION = session(role(SECURITY, "policy-checker-lambda-role"));
  private static final String THE_REPORTER =
      session(role(SECURITY, "policy-checker-failure-reporter-role"));
  private static final String THE_PIPELINE =
      session(role(SECURITY, "policy-gate-action-role-" + SANDBOX));
  private static final String A_USER =
      """
      {"type": "IAMUser", "principalId": "AIDAEXAMPLE", "accountId": "111111111111",
       "arn": "arn:aws:iam::111111111111:user/mallory", "userName": "mallory"}""";
  private static final String THE_ROOT =
      """
      {"type": "Root", "principalId": "111111111111", "accountId": "111111111111",
       "arn": "arn:aws:iam::111111111111:root"}""";
  private static final String LAMBDA =
      """
      {"type": "AWSService", "invokedBy": "lambda.amazonaws.com"}""";
  private static final String ANOTHER_ACCOUNT =
      """
      {"type": "AWSAccount", "principalId": "AROAEXAMPLE:session", "accountId": "333333333333"}""";

  private static String session(String roleArn) {
    return """
    {"type": "AssumedRole", "principalId": "AROAEXAMPLE:session", "accountId": "111111111111",
     "arn": "arn:aws:sts::111111111111:assumed-role/role/session",
     "sessionContext": {"attributes": {"mfaAuthenticated": "false"},
       "sessionIssuer": {"type": "Role", "principalId": "AROAEXAMPLE", "arn": "%s"}}}"""
        .formatted(roleArn);
  }

  /** What EventBridge hears of, each rule's own and what is next to it. */
  static Stream<Sighting> all() {
    return Stream.of(uploads(), invocations(), changes(), rolesTaken(), accountsEntered())
        .flatMap(List::stream);
  }

  /** The rule's pattern, as text. */
  String pattern() {
    return Optional.ofNullable(Stacks.eventPatterns().get(rule))
        .orElseThrow(() -> new IllegalArgumentException("the templates have no rule " + rule));
  }

  private static List<Sighting> uploads() {
    String rule = "policy-gate-upload";
    return List.of(
        seen(rule, "an upload", s3("Object Created", BUCKET, "policy.zip")),
        unseen(rule, "the artifact", s3("Object Created", BUCKET, "policy-gate/SourceArti/a1b2c3")),
        unseen(rule, "a folder's", s3("Object Created", BUCKET, "policy-gate/policy.zip")),
        unseen(rule, "a key that goes on", s3("Object Created", BUCKET, "policy.zip.old")),
        unseen(rule, "other letters", s3("Object Created", BUCKET, "Policy.zip")),
        unseen(rule, "another bucket's", s3("Object Created", BUCKET + "-logs", "policy.zip")),
        unseen(rule, "a deletion", s3("Object Deleted", BUCKET, "policy.zip")),
        unseen(rule, "a version's new tags", s3("Object Tags Added", BUCKET, "policy.zip")),
        unseen(
            rule, "a lifecycle's end", s3("Object Storage Class Changed", BUCKET, "policy.zip")));
  }

  private static List<Sighting> invocations() {
    String gates = "policy-gate-invoked-by-others";
    String reporters = "policy-gate-reporter-invoked-by-others";
    return List.of(
        seen(gates, "by a session", invoke(ADMINISTRATOR, "PolicyChecker")),
        seen(gates, "by a user", invoke(A_USER, "PolicyChecker")),
        seen(gates, "by the root", invoke(THE_ROOT, "PolicyChecker")),
        seen(gates, "by a service", invoke(LAMBDA, "PolicyChecker")),
        seen(gates, "from outside", invoke(ANOTHER_ACCOUNT, "PolicyChecker")),
        seen(gates, "by the deployer", invoke(THE_DEPLOYER, "PolicyChecker")),
        seen(
            gates,
            "by a like role",
            invoke(session(role(SECURITY, "x/policy-gate-action-role-1")), "PolicyChecker")),
        unseen(gates, "by a pipeline", invoke(THE_PIPELINE, "PolicyChecker")),
        unseen(gates, "of another function", invoke(ADMINISTRATOR, "PolicyChecker2")),
        unseen(gates, "of the reporter", invoke(ADMINISTRATOR, "PolicyCheckerFailureReporter")),
        seen(reporters, "by a session", invoke(ADMINISTRATOR, "PolicyCheckerFailureReporter")),
        seen(reporters, "by a user", invoke(A_USER, "PolicyCheckerFailureReporter")),
        seen(reporters, "by a pipeline", invoke(THE_PIPELINE, "PolicyCheckerFailureReporter")),
        unseen(reporters, "by the function", invoke(THE_FUNCTION, "PolicyCheckerFailureReporter")),
        unseen(reporters, "of the function", invoke(ADMINISTRATOR, "PolicyChecker")));
  }

  private static List<Sighting> changes() {
    String rule = "policy-gate-changed-by-others";
    String code = "UpdateFunctionCode20150331v2";
    String invocation = "PutFunctionEventInvokeConfig";
    return List.of(
        seen(rule, "by its name", change(ADMINISTRATOR, code, "PolicyChecker")),
        seen(rule, "by its ARN", change(A_USER, code, FUNCTION + "PolicyChecker")),
        seen(rule, "a version", change(THE_ROOT, code, FUNCTION + "PolicyChecker:$LATEST")),
        seen(rule, "a version by name", change(A_USER, code, "PolicyChecker:1")),
        seen(rule, "a part of its ARN", change(A_USER, code, SECURITY + ":function:PolicyChecker")),
        seen(rule, "the reporter", change(ADMINISTRATOR, code, "PolicyCheckerFailureReporter")),
        seen(rule, "who invokes", change(A_USER, "AddPermission20150331v2", "PolicyChecker")),
        seen(rule, "where failures go", change(A_USER, invocation, "PolicyChecker")),
        seen(rule, "itself", change(THE_FUNCTION, code, "PolicyChecker")),
        seen(
            rule,
            "in vain",
            refused(
                "lambda", A_USER, code, "lambda:UpdateFunctionCode", FUNCTION + "PolicyChecker")),
        unseen(rule, "by the deployer", change(THE_DEPLOYER, code, "PolicyChecker")),
        unseen(rule, "another function", change(ADMINISTRATOR, code, "Worker")),
        unseen(rule, "one of a like name", change(ADMINISTRATOR, code, "MyPolicyChecker2")),
        unseen(rule, "a look", change(A_USER, "GetFunction20150331v2", "PolicyChecker")),
        unseen(
            rule,
            "another in vain",
            refused("lambda", A_USER, code, "lambda:UpdateFunctionCode", FUNCTION + "Worker")));
  }

  private static List<Sighting> rolesTaken() {
    String rule = "policy-gate-roles-taken-by-others";
    String functions = role(SECURITY, "policy-checker-lambda-role");
    String reporters = role(SECURITY, "policy-checker-failure-reporter-role");
    return List.of(
        seen(rule, "the function's", assume(ADMINISTRATOR, functions)),
        seen(rule, "the reporter's", assume(A_USER, reporters)),
        seen(rule, "from outside", assume(ANOTHER_ACCOUNT, functions)),
        seen(rule, "the function's in vain", refusedRole(A_USER, functions)),
        seen(rule, "the reporter's in vain", refusedRole(THE_FUNCTION, reporters)),
        unseen(rule, "by Lambda", assume(LAMBDA, functions)),
        unseen(rule, "another", assume(ADMINISTRATOR, role(SECURITY, "worker"))),
        unseen(rule, "another in vain", refusedRole(A_USER, role(SECURITY, "worker"))),
        unseen(
            rule, "another account's", assume(A_USER, role(OTHER, "policy-checker-lambda-role"))));
  }

  private static List<Sighting> accountsEntered() {
    String rule = "policy-gate-accounts-entered-by-others";
    String gates = role(SANDBOX, "central-account-role");
    String reporters = role(SANDBOX, "central-account-report-role");
    return List.of(
        seen(rule, "by a session", assume(ADMINISTRATOR, gates)),
        seen(rule, "by a user", assume(A_USER, reporters)),
        seen(rule, "another account", assume(A_USER, role(OTHER, "central-account-role"))),
        seen(rule, "in vain", refusedRole(A_USER, gates)),
        unseen(rule, "by the function", assume(THE_FUNCTION, gates)),
        unseen(rule, "by the reporter", assume(THE_REPORTER, reporters)),
        unseen(rule, "by the function in vain", refusedRole(THE_FUNCTION, gates)),
        unseen(rule, "another role", assume(ADMINISTRATOR, role(SANDBOX, "worker"))),
        unseen(rule, "another role in vain", refusedRole(A_USER, role(SANDBOX, "worker"))));
  }

  private static Sighting seen(String rule, String what, String event) {
    return new Sighting(rule, true, what, event);
  }

  private static Sighting unseen(String rule, String what, String event) {
    return new Sighting(rule, false, what, event);
  }

  // ---- What is told ----

  private static String event(String account, String source, String type, String detail) {
    return """
    {"version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "account": "%s",
     "time": "2026-01-01T00:00:00Z", "region": "us-east-1", "resources": [],
     "source": "aws.%s", "detail-type": "%s", "detail": %s}"""
        .formatted(account, source, type, detail);
  }

  private static String s3(String type, String bucket, String key) {
    return event(
        SANDBOX,
        "s3",
        type,
        """
        {"version": "0", "bucket": {"name": "%s"},
         "object": {"key": "%s", "size": 5, "etag": "b1946ac92492d2347c6235b4d2611184",
           "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", "sequencer": "617f08299329d189"},
         "request-id": "N4N7GDK58NMKJ12R", "requester": "222222222222", "reason": "PutObject"}"""
            .formatted(bucket, key));
  }

  private static String invoke(String who, String function) {
    return called(
        "lambda",
        who,
        "Invoke",
        """
        "requestParameters": null, "managementEvent": false, "eventCategory": "Data",
        "resources": [{"accountId": "111111111111", "type": "AWS::Lambda::Function", "ARN": "%s"}]"""
            .formatted(FUNCTION + function));
  }

  private static String change(String who, String name, String function) {
    return called(
        "lambda",
        who,
        name,
        """
        "requestParameters": {"functionName": "%s", "dryRun": false}"""
            .formatted(function));
  }

  private static String assume(String who, String role) {
    return called(
        "sts",
        who,
        "AssumeRole",
        """
        "requestParameters": {"roleArn": "%s", "roleSessionName": "session"}"""
            .formatted(role));
  }

  private static String refusedRole(String who, String role) {
    return refused("sts", who, "AssumeRole", "sts:AssumeRole", role);
  }

  private static String refused(
      String service, String who, String name, String action, String resource) {
    return called(
        service,
        who,
        name,
        """
        "requestParameters": null, "errorCode": "AccessDenied",
        "errorMessage": "User: arn:aws:iam::111111111111:user/mallory is not authorized to perform: \
        %s on resource: %s because no identity-based policy allows the action\""""
            .formatted(action, resource));
  }

  private static String called(String service, String who, String name, String more) {
    return event(
        SECURITY,
        service,
        "AWS API Call via CloudTrail",
        """
        {"eventVersion": "1.08", "eventSource": "%s.amazonaws.com", "eventName": "%s",
         "eventTime": "2026-01-01T00:00:00Z", "eventType": "AwsApiCall", "userIdentity": %s, %s}"""
            .formatted(service, name, who, more));
  }

  /** Such as {@code policy-gate-upload sees not the artifact}. */
  @Override
  public String toString() {
    return "%s sees%s %s".formatted(rule, isSeen ? "" : " not", what);
  }
}
