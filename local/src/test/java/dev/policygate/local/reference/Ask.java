package dev.policygate.local.reference;

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

/** Asks the reference one question; starts with a user of account 1 and no policy at all. */
record Ask(
    Principal principal,
    String action,
    String resource,
    String resourceAccount,
    Map<String, List<String>> context,
    PoliciesInForce policies) {
  static final String OWN = "111111111111";
  static final String OTHER = "222222222222";
  static final Principal.User ALICE =
      new Principal.User(OWN, "arn:aws:iam::111111111111:user/alice", "AIDAALICE", "alice");
  static final Principal.RoleSession SESSION =
      new Principal.RoleSession(
          OWN,
          "arn:aws:iam::111111111111:role/team/deployer",
          "AROADEPLOYER",
          "tuesday",
          Optional.empty());

  /** A question about {@code action} on {@code resource} of the caller's own account. */
  static Ask about(String action, String resource) {
    return new Ask(
        ALICE,
        action,
        resource,
        OWN,
        Map.of(),
        new PoliciesInForce(List.of(), List.of(), Optional.empty(), List.of(), Optional.empty()));
  }

  Ask by(Principal newPrincipal) {
    return new Ask(newPrincipal, action, resource, resourceAccount, context, policies);
  }

  Ask ownedBy(String account) {
    return new Ask(principal, action, resource, account, context, policies);
  }

  Ask with(String key, String... values) {
    Map<String, List<String>> more = new TreeMap<>(context);
    more.put(key, List.of(values));
    return new Ask(principal, action, resource, resourceAccount, more, policies);
  }

  Ask identity(String... statements) {
    return under(
        new PoliciesInForce(
            policies.serviceControl(),
            documents(statements),
            policies.boundary(),
            policies.session(),
            policies.resource()));
  }

  Ask boundary(String statement) {
    return under(
        new PoliciesInForce(
            policies.serviceControl(),
            policies.identity(),
            Optional.of(document(statement)),
            policies.session(),
            policies.resource()));
  }

  Ask session(String... statements) {
    return under(
        new PoliciesInForce(
            policies.serviceControl(),
            policies.identity(),
            policies.boundary(),
            documents(statements),
            policies.resource()));
  }

  /** Adds a level of the organization. */
  Ask serviceControl(String... statements) {
    List<List<String>> levels = new ArrayList<>(policies.serviceControl());
    levels.add(documents(statements));
    return under(
        new PoliciesInForce(
            levels,
            policies.identity(),
            policies.boundary(),
            policies.session(),
            policies.resource()));
  }

  /** The policy of a bucket, say. */
  Ask resourcePolicy(String statement) {
    return resourcePolicy(statement, false);
  }

  /** The policy of a key or a role, without which nothing goes. */
  Ask decisivePolicy(String statement) {
    return resourcePolicy(statement, true);
  }

  Decision decision() {
    return new ReferenceEvaluator()
        .decide(new CallRequest(principal, action, resource, resourceAccount, context, policies));
  }

  boolean allowed() {
    return decision() instanceof Decision.Allowed;
  }

  static String document(String statement) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statement + "]}";
  }

  private Ask resourcePolicy(String statement, boolean mustAllow) {
    return under(
        new PoliciesInForce(
            policies.serviceControl(),
            policies.identity(),
            policies.boundary(),
            policies.session(),
            Optional.of(new ResourcePolicy(document(statement), mustAllow))));
  }

  private Ask under(PoliciesInForce newPolicies) {
    return new Ask(principal, action, resource, resourceAccount, context, newPolicies);
  }

  private static List<String> documents(String... statements) {
    return List.of(statements).stream().map(Ask::document).toList();
  }
}
