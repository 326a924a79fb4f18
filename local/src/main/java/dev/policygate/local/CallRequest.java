package dev.policygate.local;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One permission that a call needs: may this principal do this action on this resource, now?
 *
 * @param action such as {@code iam:CreatePolicy}
 * @param resource an ARN, or {@code *} for actions that know no resources
 * @param resourceAccount the account that owns the resource
 * @param context the condition keys of the request and their values; a key that is not there is
 *     absent. Names compare without regard to case
 */
public record CallRequest(
    Principal principal,
    String action,
    String resource,
    String resourceAccount,
    Map<String, List<String>> context,
    PoliciesInForce policies) {

  public CallRequest {
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    context.forEach((key, values) -> sorted.put(key, List.copyOf(values)));
    context = Collections.unmodifiableMap(sorted);
  }

  /**
   * The policies that have a say, as JSON documents.
   *
   * @param serviceControl the levels of the organization above the principal's account; none when
   *     the account is in no organization
   * @param identity those of the user or role, inline and attached
   * @param boundary the user's or role's permissions boundary
   * @param session the session policies; none when the session is not limited by any
   * @param resource the resource's own policy
   */
  public record PoliciesInForce(
      List<List<String>> serviceControl,
      List<String> identity,
      Optional<String> boundary,
      List<String> session,
      Optional<ResourcePolicy> resource) {

    public PoliciesInForce {
      serviceControl = serviceControl.stream().map(List::copyOf).toList();
      identity = List.copyOf(identity);
      session = List.copyOf(session);
    }
  }

  /**
   * A policy that hangs on a resource: a bucket's, a key's, or the trust policy of a role.
   *
   * @param document the policy; {@code Resource} is left out in trust policies and means the role
   * @param mustAllow whether nothing is allowed that this policy does not allow, even within the
   *     account, as with keys and roles; a bucket's policy need not allow what identities allow
   */
  public record ResourcePolicy(String document, boolean mustAllow) {}
}
