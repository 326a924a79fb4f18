package dev.policygate.infra;

import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.map;

import dev.policygate.local.BothAuthorizers;
import dev.policygate.local.CallRequest;
import dev.policygate.local.CallRequest.PoliciesInForce;
import dev.policygate.local.CallRequest.ResourcePolicy;
import dev.policygate.local.Decision;
import dev.policygate.local.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call in the accounts that the templates make, under the policies that they write. What belongs
 * to others is open to everybody, so that only the templates can refuse.
 */
record Call(
    Principal.RoleSession caller,
    List<String> identity,
    Optional<String> boundary,
    List<List<String>> serviceControl,
    String action,
    String resource,
    String resourceAccount,
    Map<String, List<String>> context) {

  static final String BUCKET = "arn:aws:s3:::policy-gate-artifacts-" + Stacks.SANDBOX;
  static final String KEY_ALIAS = "codepipeline-policy-crossaccounts";
  static final String KEY = Stack.keyArn(Stacks.SANDBOX, KEY_ALIAS);

  private static final String EVERYTHING =
      """
      {"Version": "2012-10-17",
       "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
      """;

  /** What others let these accounts do, whose own policies then decide. */
  private static final String OPEN =
      """
      {"Version": "2012-10-17",
       "Statement": {"Effect": "Allow",
                     "Principal": {"AWS": ["111111111111", "222222222222", "333333333333"]},
                     "Action": "*"%s}}
      """;

  private static final String OPEN_POLICY = OPEN.formatted(", \"Resource\": \"*\"");
  private static final String OPEN_TRUST = OPEN.formatted("");

  /** By a session of a role that the templates create. */
  static Call by(String account, String role) {
    Map<String, Object> policies = map(at(map(part("roles", account, role)), "policies"));
    return by(account, role, policies.values().stream().map(Call::document).toList());
  }

  /** By a session of another role, which may do everything. */
  static Call byAdministrator(String account, String role) {
    return by(account, role, List.of(EVERYTHING));
  }

  private static Call by(String account, String role, List<String> identity) {
    Principal.RoleSession caller =
        new Principal.RoleSession(
            account, role(account, role), "AROAEXAMPLEEXAMPLE00", "session", Optional.empty());
    return new Call(caller, identity, Optional.empty(), List.of(), "", "", account, Map.of())
        .with("aws:PrincipalArn", caller.roleArn())
        .with("aws:PrincipalAccount", account)
        .with("aws:SecureTransport", "true");
  }

  static String role(String account, String name) {
    return "arn:aws:iam::%s:role/%s".formatted(account, name);
  }

  static String policy(String account, String pathAndName) {
    return "arn:aws:iam::%s:policy/%s".formatted(account, pathAndName);
  }

  /** Does something to what belongs to an account. */
  Call does(String newAction, String newResource, String account) {
    return new Call(
            caller, identity, boundary, serviceControl, newAction, newResource, account, context)
        .with("aws:ResourceAccount", account);
  }

  /** Does something else to the same. */
  Call does(String newAction) {
    return does(newAction, resource, resourceAccount);
  }

  /** Does the same to something else of the same account. */
  Call on(String newResource) {
    return does(action, newResource, resourceAccount);
  }

  Call with(String key, String... values) {
    Map<String, List<String>> more = new TreeMap<>(context);
    more.put(key, List.of(values));
    return in(more);
  }

  Call without(String key) {
    Map<String, List<String>> less = new TreeMap<>(context);
    less.remove(key);
    return in(less);
  }

  private Call in(Map<String, List<String>> newContext) {
    return new Call(
        caller, identity, boundary, serviceControl, action, resource, resourceAccount, newContext);
  }

  /** By somebody whom this permissions boundary limits. */
  Call within(String newBoundary) {
    return new Call(
        caller,
        identity,
        Optional.of(newBoundary),
        serviceControl,
        action,
        resource,
        resourceAccount,
        context);
  }

  /** In an organization with this service control policy besides the one that allows everything. */
  Call under(String serviceControlPolicy) {
    return new Call(
        caller,
        identity,
        boundary,
        List.of(List.of(EVERYTHING, serviceControlPolicy)),
        action,
        resource,
        resourceAccount,
        context);
  }

  /** What the reference says, after making sure that the gate's own engine agrees. */
  boolean isAllowed() {
    PoliciesInForce policies =
        new PoliciesInForce(serviceControl, identity, boundary, List.of(), resourcePolicy());
    Decision decision =
        new BothAuthorizers()
            .decide(new CallRequest(caller, action, resource, resourceAccount, context, policies));
    return decision instanceof Decision.Allowed;
  }

  private Optional<ResourcePolicy> resourcePolicy() {
    return switch (action.substring(0, action.indexOf(':'))) {
      case "sts" -> {
        String name = resource.substring(resource.indexOf('/') + 1);
        String trust =
            find("roles", resourceAccount, name)
                .map(role -> document(at(map(role), "trust")))
                .orElse(OPEN_TRUST);
        yield Optional.of(new ResourcePolicy(trust, true));
      }
      case "s3" -> {
        String name = resource.substring("arn:aws:s3:::".length()).split("/", 2)[0];
        String policy =
            find("buckets", resourceAccount, name)
                .map(bucket -> document(at(map(bucket), "policy")))
                .orElse(OPEN_POLICY);
        yield Optional.of(new ResourcePolicy(policy, false));
      }
      case "kms" -> {
        String policy =
            resource.equals(KEY) ? document(part("keys", resourceAccount, KEY_ALIAS)) : OPEN_POLICY;
        yield Optional.of(new ResourcePolicy(policy, true));
      }
      default -> Optional.empty();
    };
  }

  private static String document(Object tree) {
    return JsonText.of(tree).replace("${" + KEY_ALIAS + "}", KEY);
  }

  private static Object part(String kind, String account, String name) {
    return find(kind, account, name)
        .orElseThrow(() -> new IllegalArgumentException("the templates create no " + name));
  }

  private static Optional<Object> find(String kind, String account, String name) {
    Map<String, Object> accounts = map(at(TwoAccounts.tree(), kind));
    return Optional.ofNullable(accounts.get(account))
        .flatMap(all -> Optional.ofNullable(map(all).get(name)));
  }

  /** Such as {@code role/policy-checker-lambda-role: iam:GetPolicy on arn:…} with what is said. */
  @Override
  public String toString() {
    List<String> said = new ArrayList<>();
    context.forEach(
        (key, values) -> {
          if (!key.startsWith("aws:Principal") && !key.equals("aws:ResourceAccount")) {
            said.add(key + "=" + String.join(",", values));
          }
        });
    return "%s: %s on %s, %s"
        .formatted(
            caller.roleArn().replaceFirst(".*::", ""), action, resource, String.join(" ", said));
  }
}
