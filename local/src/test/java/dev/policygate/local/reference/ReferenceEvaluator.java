package dev.policygate.local.reference;

import dev.policygate.local.Authorizer;
import dev.policygate.local.CallRequest;
import dev.policygate.local.CallRequest.PoliciesInForce;
import dev.policygate.local.Decision;
import dev.policygate.local.PolicyKind;
import dev.policygate.local.Principal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides calls as the IAM User Guide says that AWS decides them ("Policy evaluation logic" and
 * "Cross-account policy evaluation logic").
 */
public final class ReferenceEvaluator implements Authorizer {

  @Override
  public Decision decide(CallRequest request) {
    Policies policies = Policies.of(request.policies());
    Optional<PolicyKind> denier = policies.firstThatDenies(request);
    if (denier.isPresent()) {
      return new Decision.ExplicitlyDenied(denier.get());
    }
    Grant grant = policies.grant(request);
    return switch (request.principal()) {
      // A service has no policies of its own.
      case Principal.AwsService _ -> allowedIf(grant != Grant.NONE, PolicyKind.RESOURCE);
      case Principal.Identity identity -> decide(request, identity, policies, grant);
    };
  }

  private static Decision decide(
      CallRequest request, Principal.Identity caller, Policies policies, Grant grant) {
    for (List<Document> level : policies.serviceControl) {
      if (!anyAllows(level, request)) {
        return new Decision.ImplicitlyDenied(PolicyKind.SERVICE_CONTROL);
      }
    }
    boolean crossAccount = !caller.accountId().equals(request.resourceAccount());
    if (grant == Grant.NONE && (crossAccount || policies.resourceMustAllow)) {
      return new Decision.ImplicitlyDenied(PolicyKind.RESOURCE);
    }
    // Across accounts, both sides have to agree, whoever is named.
    boolean directly = grant == Grant.DIRECT && !crossAccount;
    boolean toRole = grant == Grant.ROLE && !crossAccount;
    if (directly) {
      return new Decision.Allowed();
    }
    if (!toRole && !anyAllows(policies.identity, request)) {
      return new Decision.ImplicitlyDenied(PolicyKind.IDENTITY);
    }
    if (!policies.boundary.isEmpty() && !anyAllows(policies.boundary, request)) {
      return new Decision.ImplicitlyDenied(PolicyKind.BOUNDARY);
    }
    return allowedIf(
        policies.session.isEmpty() || anyAllows(policies.session, request), PolicyKind.SESSION);
  }

  private static Decision allowedIf(boolean allowed, PolicyKind otherwiseLacking) {
    return allowed ? new Decision.Allowed() : new Decision.ImplicitlyDenied(otherwiseLacking);
  }

  private static boolean anyAllows(List<Document> documents, CallRequest request) {
    return documents.stream().anyMatch(document -> document.allows(request));
  }

  /** To whom a resource's policy allows a call. */
  enum Grant {
    /** To nobody who makes it. */
    NONE,
    /** To the account: its administrators have to pass it on. */
    ACCOUNT,
    /** To the role: its boundary and its session's policies still limit it. */
    ROLE,
    /** To the user or session itself, or to everybody: nothing but a denial limits it. */
    DIRECT
  }

  /** The policies in force, read. */
  private record Policies(
      List<List<Document>> serviceControl,
      List<Document> identity,
      List<Document> boundary,
      List<Document> session,
      List<Document> resource,
      boolean resourceMustAllow) {

    static Policies of(PoliciesInForce texts) {
      return new Policies(
          texts.serviceControl().stream().map(Policies::read).toList(),
          read(texts.identity()),
          read(texts.boundary().stream().toList()),
          read(texts.session()),
          read(texts.resource().stream().map(CallRequest.ResourcePolicy::document).toList()),
          texts.resource().stream().anyMatch(CallRequest.ResourcePolicy::mustAllow));
    }

    Optional<PolicyKind> firstThatDenies(CallRequest request) {
      Map<PolicyKind, List<Document>> byKind = new EnumMap<>(PolicyKind.class);
      byKind.put(
          PolicyKind.SERVICE_CONTROL, serviceControl.stream().flatMap(List::stream).toList());
      byKind.put(PolicyKind.RESOURCE, resource);
      byKind.put(PolicyKind.IDENTITY, identity);
      byKind.put(PolicyKind.BOUNDARY, boundary);
      byKind.put(PolicyKind.SESSION, session);
      return byKind.entrySet().stream()
          .filter(entry -> entry.getValue().stream().anyMatch(policy -> policy.denies(request)))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    Grant grant(CallRequest request) {
      return resource.stream()
          .map(policy -> policy.grant(request))
          .max(Grant::compareTo)
          .orElse(Grant.NONE);
    }

    private static List<Document> read(List<String> texts) {
      return texts.stream().map(Document::parse).toList();
    }
  }
}
