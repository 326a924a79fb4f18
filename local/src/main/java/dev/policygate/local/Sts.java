package dev.policygate.local;

import static dev.policygate.local.QueryService.operation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** STS: who am I, and who may I become. */
final class Sts {
  private static final int CHAINED_SECONDS = 3600;

  private final Directory directory;
  private final Guard guard;
  private final KeyRing keys;
  private final PolicyChecker checker;
  private final InstantSource clock;

  Sts(Directory directory, Guard guard, KeyRing keys, PolicyChecker checker, InstantSource clock) {
    this.directory = directory;
    this.guard = guard;
    this.keys = keys;
    this.checker = checker;
    this.clock = clock;
  }

  QueryService service() {
    return new QueryService(
        "sts",
        "2011-06-15",
        Map.of(
            "GetCallerIdentity",
            operation(this::getCallerIdentity),
            "AssumeRole",
            operation(
                this::assumeRole,
                "RoleArn",
                "RoleSessionName",
                "Policy",
                "PolicyArns",
                "SourceIdentity",
                "DurationSeconds",
                "ExternalId")));
  }

  /** A session that an AWS service opens, such as Lambda for a function. */
  KeyRing.Key assumeForService(
      Principal.AwsService service,
      String roleArn,
      String sessionName,
      Map<String, String> trustKeys,
      Map<String, List<String>> ambient) {
    IamEntity.Role role = directory.role(roleArn).orElseThrow(() -> cannotAssume(service, roleArn));
    Wish wish = onRole("sts:AssumeRole", roleArn, role);
    for (var key : trustKeys.entrySet()) {
      wish = wish.with(key.getKey(), key.getValue());
    }
    if (!guard.allows(service, wish)) {
      throw cannotAssume(service, roleArn);
    }
    return issue(role, sessionName, Optional.empty(), List.of(), ambient, CHAINED_SECONDS);
  }

  /** A session of another role, for a caller who may take it on. */
  KeyRing.Key assume(Caller caller, String roleArn, String sessionName) {
    return assume(
        caller,
        new Request(
            roleArn, sessionName, List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private record Request(
      String roleArn,
      String sessionName,
      List<String> policies,
      Optional<String> sourceIdentity,
      Optional<String> externalId,
      Optional<Integer> seconds) {}

  private void getCallerIdentity(QueryCall call, Xml result) {
    Principal.Identity identity = call.caller().identity();
    result
        .text("Arn", identity.arn())
        .text("UserId", identity.userId())
        .text("Account", identity.accountId());
  }

  private void assumeRole(QueryCall call, Xml result) {
    Optional<Integer> seconds =
        call.optional("DurationSeconds", Constraint.ANYTHING)
            .map(_ -> call.number("DurationSeconds", 900, 43_200, CHAINED_SECONDS));
    String roleArn = call.required("RoleArn", Constraint.ARN);
    List<String> policies = new ArrayList<>();
    call.optional("Policy", Constraint.SESSION_POLICY).ifPresent(policies::add);
    policies.forEach(policy -> IamSupport.refuseIfMalformed(checker.malformed(policy)));
    policies.addAll(managedPolicies(call, roleArn));
    Request request =
        new Request(
            roleArn,
            call.required("RoleSessionName", Constraint.SESSION_NAME),
            policies,
            call.optional("SourceIdentity", Constraint.SESSION_NAME),
            call.optional("ExternalId", Constraint.EXTERNAL_ID),
            seconds);
    KeyRing.Key key = assume(call.caller(), request);
    write(result, key);
  }

  private KeyRing.Key assume(Caller caller, Request request) {
    String arn = request.roleArn();
    // Nobody is told whether a role is missing or only out of reach.
    IamEntity.Role role =
        directory.role(arn).orElseThrow(() -> cannotAssume(caller.identity(), arn));
    Optional<String> inherited =
        caller.identity() instanceof Principal.RoleSession session
            ? session.sourceIdentity()
            : Optional.empty();
    if (inherited.isPresent()
        && request.sourceIdentity().isPresent()
        && !inherited.equals(request.sourceIdentity())) {
      throw cannotAssume(caller.identity(), arn);
    }
    Optional<String> sourceIdentity = request.sourceIdentity().or(() -> inherited);
    List<String> actions =
        sourceIdentity.isPresent()
            ? List.of("sts:AssumeRole", "sts:SetSourceIdentity")
            : List.of("sts:AssumeRole");
    for (String action : actions) {
      guard.require(
          caller,
          onRole(action, arn, role)
              .with("sts:RoleSessionName", request.sessionName())
              .with("sts:ExternalId", request.externalId())
              .with("sts:SourceIdentity", sourceIdentity));
    }
    boolean chained = caller.identity() instanceof Principal.RoleSession;
    int seconds = request.seconds().orElse(CHAINED_SECONDS);
    if (chained && seconds > CHAINED_SECONDS) {
      throw CommonError.INVALID_INPUT.because(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    if (seconds > role.maxSessionSeconds()) {
      throw CommonError.INVALID_INPUT.because(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return issue(
        role, request.sessionName(), sourceIdentity, request.policies(), Map.of(), seconds);
  }

  private KeyRing.Key issue(
      IamEntity.Role role,
      String sessionName,
      Optional<String> sourceIdentity,
      List<String> policies,
      Map<String, List<String>> ambient,
      int seconds) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String account = Directory.accountOf(role.arn()).orElseThrow();
    var session =
        new Principal.RoleSession(account, role.arn(), role.id(), sessionName, sourceIdentity);
    Map<String, List<String>> keysOfSession = new TreeMap<>(ambient);
    keysOfSession.put("aws:TokenIssueTime", List.of(now.toString()));
    return keys.issueSession(
        new Caller(session, policies, keysOfSession), now.plusSeconds(seconds));
  }

  private List<String> managedPolicies(QueryCall call, String roleArn) {
    List<String> documents = new ArrayList<>();
    for (int i = 1; ; i++) {
      Optional<String> arn = call.optional("PolicyArns.member." + i + ".arn", Constraint.ARN);
      if (arn.isEmpty()) {
        return documents;
      }
      documents.add(
          Directory.accountOf(roleArn)
              .flatMap(directory::find)
              .flatMap(account -> account.policy(arn.get()))
              .orElseThrow(
                  () ->
                      new AwsError(
                          400,
                          "MalformedPolicyDocument",
                          "Policy %s does not exist or is not attachable.".formatted(arn.get())))
              .defaultVersion()
              .document());
    }
  }

  private static Wish onRole(String action, String arn, IamEntity.Role role) {
    return Wish.to(action, arn, Directory.accountOf(arn).orElseThrow())
        .onTagged(role.tags())
        .under(new CallRequest.ResourcePolicy(role.trustPolicy(), true));
  }

  private static AwsError cannotAssume(Principal principal, String arn) {
    return CommonError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
            .formatted(principal.arn(), arn));
  }

  private static void write(Xml result, KeyRing.Key key) {
    Credentials credentials = key.credentials();
    var session = (Principal.RoleSession) key.caller().identity();
    result
        .text("SourceIdentity", session.sourceIdentity())
        .element(
            "Credentials",
            xml ->
                xml.text("AccessKeyId", credentials.accessKeyId())
                    .text("SecretAccessKey", credentials.secretAccessKey())
                    .text("SessionToken", credentials.sessionToken())
                    .text("Expiration", key.expiry().map(Instant::toString)))
        .element(
            "AssumedRoleUser",
            xml -> xml.text("AssumedRoleId", session.userId()).text("Arn", session.arn()));
    if (!key.caller().sessionPolicies().isEmpty()) {
      int size = key.caller().sessionPolicies().stream().mapToInt(String::length).sum();
      result.text("PackedPolicySize", Math.min(100, size * 100 / 2048));
    }
  }
}
