package dev.policygate.local;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what has a say in a call, and asks the authorizer. */
final class Guard {
  private final Authorizer authorizer;
  private final Directory directory;
  private final InstantSource clock;
  private final Surroundings surroundings;

  /**
   * What all calls have in common.
   *
   * @param secureTransport whether calls count as made over TLS
   * @param organization the id of the organization that all accounts are in, if they are
   */
  record Surroundings(String region, boolean secureTransport, Optional<String> organization) {}

  Guard(
      Authorizer authorizer, Directory directory, InstantSource clock, Surroundings surroundings) {
    this.authorizer = authorizer;
    this.directory = directory;
    this.clock = clock;
    this.surroundings = surroundings;
  }

  /** Ends the call unless {@code caller} may do what {@code wish} says. */
  void require(Caller caller, Wish wish) {
    Decision decision = decide(caller, wish);
    if (!(decision instanceof Decision.Allowed)) {
      throw CommonError.ACCESS_DENIED.because(message(caller.identity(), wish, decision));
    }
  }

  /** Whether a service may do what {@code wish} says, which only a resource's policy can tell. */
  boolean allows(Principal.AwsService service, Wish wish) {
    Map<String, List<String>> context = new TreeMap<>(wish.context());
    context.put("aws:PrincipalIsAWSService", List.of("true"));
    context.put("aws:PrincipalServiceName", List.of(service.name()));
    putSurroundings(context, wish);
    var policies =
        new CallRequest.PoliciesInForce(
            List.of(), List.of(), Optional.empty(), List.of(), wish.policy());
    return ask(service, wish, context, policies) instanceof Decision.Allowed;
  }

  private Decision decide(Caller caller, Wish wish) {
    IamEntity entity =
        directory
            .entityOf(caller.identity())
            .orElseThrow(
                () ->
                    CommonError.UNKNOWN_KEY.because(
                        "The security token included in the request is invalid."));
    IamAccount account = directory.of(caller);
    var policies =
        new CallRequest.PoliciesInForce(
            account.serviceControl(),
            entity.documents(),
            entity.boundary().map(boundary -> boundary.defaultVersion().document()),
            caller.sessionPolicies(),
            wish.policy());
    return ask(caller.identity(), wish, context(caller, entity, wish), policies);
  }

  private Decision ask(
      Principal principal,
      Wish wish,
      Map<String, List<String>> context,
      CallRequest.PoliciesInForce policies) {
    return authorizer.decide(
        new CallRequest(
            principal, wish.action(), wish.resource(), wish.account(), context, policies));
  }

  private Map<String, List<String>> context(Caller caller, IamEntity entity, Wish wish) {
    Map<String, List<String>> context = new TreeMap<>(caller.ambient());
    entity.tags().forEach((key, value) -> context.put("aws:PrincipalTag/" + key, List.of(value)));
    context.put("aws:PrincipalArn", List.of(entity.arn()));
    context.put("aws:PrincipalAccount", List.of(caller.accountId()));
    context.put("aws:PrincipalIsAWSService", List.of("false"));
    context.put("aws:userid", List.of(caller.identity().userId()));
    switch (caller.identity()) {
      case Principal.User user -> {
        context.put("aws:PrincipalType", List.of("User"));
        context.put("aws:username", List.of(user.name()));
      }
      case Principal.RoleSession session -> {
        context.put("aws:PrincipalType", List.of("AssumedRole"));
        session
            .sourceIdentity()
            .ifPresent(identity -> context.put("aws:SourceIdentity", List.of(identity)));
      }
    }
    surroundings.organization().ifPresent(id -> context.put("aws:PrincipalOrgID", List.of(id)));
    putSurroundings(context, wish);
    context.put("aws:ViaAWSService", List.of("false"));
    context.putAll(wish.context());
    return context;
  }

  private void putSurroundings(Map<String, List<String>> context, Wish wish) {
    Instant now = clock.instant();
    // IAM is one for the whole world, and lives in us-east-1.
    String region = wish.action().startsWith("iam:") ? "us-east-1" : surroundings.region();
    context.put("aws:RequestedRegion", List.of(region));
    context.put("aws:SecureTransport", List.of(Boolean.toString(surroundings.secureTransport())));
    context.put("aws:SourceIp", List.of("127.0.0.1"));
    context.put("aws:CurrentTime", List.of(now.truncatedTo(ChronoUnit.SECONDS).toString()));
    context.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
    context.put("aws:ResourceAccount", List.of(wish.account()));
    surroundings.organization().ifPresent(id -> context.put("aws:ResourceOrgID", List.of(id)));
  }

  private static String message(Principal principal, Wish wish, Decision decision) {
    String what =
        "User: %s is not authorized to perform: %s%s"
            .formatted(
                principal.arn(),
                wish.action(),
                wish.shown().isEmpty() ? "" : " on resource: " + wish.shown());
    // STS gives no reasons.
    if (wish.action().startsWith("sts:")) {
      return what;
    }
    return what
        + switch (decision) {
          case Decision.Allowed _ -> "";
          case Decision.ExplicitlyDenied(var by) -> " with an explicit deny in " + by.one();
          case Decision.ImplicitlyDenied(var lacking) ->
              " because %s allows the %s action".formatted(lacking.none(), wish.action());
        };
  }
}
