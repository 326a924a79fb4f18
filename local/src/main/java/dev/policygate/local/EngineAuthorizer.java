package dev.policygate.local;

import dev.policygate.access.Permissions;
import dev.policygate.access.Request;
import dev.policygate.local.CallRequest.PoliciesInForce;
import dev.policygate.local.CallRequest.ResourcePolicy;
import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.PolicyParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides calls with the access engine of the gate. A policy that it does not understand refuses
 * the call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM
 *     User Guide, policy evaluation logic</a>
 */
public final class EngineAuthorizer implements Authorizer {

  @Override
  public Decision decide(CallRequest call) {
    Request request = new Request(call.action(), call.resource(), call.context());
    PoliciesInForce policies = call.policies();
    Map<PolicyKind, List<Said>> said = new LinkedHashMap<>();
    said.put(PolicyKind.SERVICE_CONTROL, new ArrayList<>());
    List<Said> levels =
        policies.serviceControl().stream().map(level -> ask(level, request)).toList();
    said.get(PolicyKind.SERVICE_CONTROL).addAll(levels);
    Grant grant = Grant.NONE;
    if (policies.resource().isPresent()) {
      ResourceStatements statements =
          ResourceStatements.of(policies.resource().get(), call.principal());
      said.put(PolicyKind.RESOURCE, List.of(statements.ask(request)));
      grant = statements.grant(request);
    }
    Said identity = ask(policies.identity(), request);
    Said boundary = ask(policies.boundary().stream().toList(), request);
    Said session = ask(policies.session(), request);
    said.put(PolicyKind.IDENTITY, List.of(identity));
    said.put(PolicyKind.BOUNDARY, List.of(boundary));
    said.put(PolicyKind.SESSION, List.of(session));
    for (var entry : said.entrySet()) {
      if (entry.getValue().contains(Said.DENIES)) {
        return new Decision.ExplicitlyDenied(entry.getKey());
      }
    }
    return switch (call.principal()) {
      // A service has no policies of its own.
      case Principal.AwsService _ -> allowedIf(grant != Grant.NONE, PolicyKind.RESOURCE);
      case Principal.Identity caller -> {
        if (levels.contains(Said.NOTHING)) {
          yield new Decision.ImplicitlyDenied(PolicyKind.SERVICE_CONTROL);
        }
        boolean across = !caller.accountId().equals(call.resourceAccount());
        boolean mustAllow = policies.resource().filter(ResourcePolicy::mustAllow).isPresent();
        if (grant == Grant.NONE && (across || mustAllow)) {
          yield new Decision.ImplicitlyDenied(PolicyKind.RESOURCE);
        }
        if (grant == Grant.DIRECT && !across) {
          yield new Decision.Allowed();
        }
        if ((grant != Grant.ROLE || across) && identity != Said.ALLOWS) {
          yield new Decision.ImplicitlyDenied(PolicyKind.IDENTITY);
        }
        if (policies.boundary().isPresent() && boundary != Said.ALLOWS) {
          yield new Decision.ImplicitlyDenied(PolicyKind.BOUNDARY);
        }
        yield allowedIf(policies.session().isEmpty() || session == Said.ALLOWS, PolicyKind.SESSION);
      }
    };
  }

  private static Decision allowedIf(boolean allowed, PolicyKind otherwiseLacking) {
    return allowed ? new Decision.Allowed() : new Decision.ImplicitlyDenied(otherwiseLacking);
  }

  /** What policies of one kind say to a request. */
  private enum Said {
    NOTHING,
    ALLOWS,
    DENIES
  }

  private static Said ask(List<String> documents, Request request) {
    List<dev.policygate.policy.Policy> policies = new ArrayList<>();
    for (String document : documents) {
      policies.add(parsed(document));
    }
    return ask(Permissions.of(policies), request);
  }

  private static dev.policygate.policy.Policy parsed(String document) {
    if (PolicyParser.parse(document, "policy") instanceof Parsed(var policy)) {
      return policy;
    }
    throw new IllegalArgumentException("a policy in force is not understood");
  }

  private static Said ask(Permissions permissions, Request request) {
    return switch (permissions.decide(request)) {
      case dev.policygate.access.Decision.Allowed _ -> Said.ALLOWS;
      case dev.policygate.access.Decision.ExplicitlyDenied _ -> Said.DENIES;
      case dev.policygate.access.Decision.ImplicitlyDenied _ -> Said.NOTHING;
      case dev.policygate.access.Decision.Conditional _ ->
          throw new IllegalStateException("everything is known of a call");
    };
  }

  /** To whom a resource's policy allows a call, at best. */
  private enum Grant {
    NONE,
    /** To the account: its administrators have to pass it on. */
    ACCOUNT,
    /** To the role: its boundary and its session's policies still limit it. */
    ROLE,
    /** To the user or session itself, or to everybody. */
    DIRECT
  }

  /** A statement of a resource's policy that speaks of the caller, without its principals. */
  private record Spoken(Grant to, Permissions permissions) {}

  /** The statements of a resource's policy that speak of the caller. */
  private record ResourceStatements(List<Spoken> statements) {

    private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");

    static ResourceStatements of(ResourcePolicy policy, Principal caller) {
      List<Spoken> spoken = new ArrayList<>();
      for (Json.Struct statement : statementsOf(policy.document())) {
        Grant grant = new Principals(statement).grantTo(caller);
        if (grant != Grant.NONE) {
          spoken.add(new Spoken(grant, Permissions.of(parsed(withoutPrincipals(statement)))));
        }
      }
      return new ResourceStatements(spoken);
    }

    private static List<Json.Struct> statementsOf(String document) {
      try {
        if (Json.parse(document) instanceof Json.Struct policy) {
          return policy.at("Statement").stream()
              .flatMap(
                  s -> s instanceof Json.Array(var items) ? items.stream() : List.of(s).stream())
              .map(s -> (Json.Struct) s)
              .toList();
        }
      } catch (Json.SyntaxError | ClassCastException e) {
        throw new IllegalArgumentException("a resource's policy is not understood", e);
      }
      throw new IllegalArgumentException("a resource's policy is not understood");
    }

    /** The statement as one of an identity; a trust policy names no resource and means its role. */
    private static String withoutPrincipals(Json.Struct statement) {
      Map<String, Json> members = new LinkedHashMap<>(statement.members());
      members.keySet().removeAll(PRINCIPALS);
      if (!members.containsKey("NotResource")) {
        members.putIfAbsent("Resource", new Json.Text("*"));
      }
      Map<String, Json> policy = new LinkedHashMap<>();
      policy.put("Version", new Json.Text("2012-10-17"));
      policy.put("Statement", new Json.Struct(members));
      return new Json.Struct(policy).write();
    }

    Said ask(Request request) {
      Said said = Said.NOTHING;
      for (Spoken statement : statements) {
        Said one = EngineAuthorizer.ask(statement.permissions(), request);
        said = one.compareTo(said) > 0 ? one : said;
      }
      return said;
    }

    Grant grant(Request request) {
      Grant grant = Grant.NONE;
      for (Spoken statement : statements) {
        if (EngineAuthorizer.ask(statement.permissions(), request) == Said.ALLOWS
            && statement.to().compareTo(grant) > 0) {
          grant = statement.to();
        }
      }
      return grant;
    }
  }

  /** The principals of a statement. */
  private record Principals(boolean negated, Set<String> aws, Set<String> services) {

    Principals(Json.Struct statement) {
      this(
          statement.members().containsKey("NotPrincipal"),
          names(statement, "AWS"),
          names(statement, "Service"));
    }

    private static Set<String> names(Json.Struct statement, String kind) {
      Json element =
          statement
              .at("Principal")
              .or(() -> statement.at("NotPrincipal"))
              .orElseThrow(() -> new IllegalArgumentException("a statement names no principal"));
      Json names =
          switch (element) {
            case Json.Struct struct -> struct.at(kind).orElse(new Json.Array(List.of()));
            case Json.Text star -> star;
            default -> throw new IllegalArgumentException("a principal is not understood");
          };
      List<Json> items = names instanceof Json.Array(var list) ? list : List.of(names);
      Set<String> found = new java.util.HashSet<>();
      for (Json item : items) {
        if (!(item instanceof Json.Text(var name))) {
          throw new IllegalArgumentException("a principal is not understood");
        }
        found.add(name);
      }
      return found;
    }

    Grant grantTo(Principal caller) {
      return switch (caller) {
        case Principal.AwsService(var name) ->
            (services.contains(name) || services.contains("*") || aws.contains("*")) != negated
                ? Grant.DIRECT
                : Grant.NONE;
        case Principal.User user ->
            grantTo(user.accountId(), Set.of(user.arn(), user.id()), Set.of());
        case Principal.RoleSession session ->
            grantTo(
                session.accountId(),
                Set.of(session.arn()),
                Set.of(session.roleArn(), session.roleId()));
      };
    }

    private Grant grantTo(String account, Set<String> own, Set<String> role) {
      boolean direct = aws.contains("*") || own.stream().anyMatch(aws::contains);
      boolean byRole = role.stream().anyMatch(aws::contains);
      boolean byAccount =
          aws.contains(account) || aws.contains("arn:aws:iam::" + account + ":root");
      if (negated) {
        // It spares those of whom every name is there: account, role and session; or everybody.
        boolean spared = aws.contains("*") || (byAccount && direct && (role.isEmpty() || byRole));
        return spared ? Grant.NONE : Grant.DIRECT;
      }
      return direct ? Grant.DIRECT : byRole ? Grant.ROLE : byAccount ? Grant.ACCOUNT : Grant.NONE;
    }
  }
}
