package dev.policygate.access;

import dev.policygate.access.Decision.Allowed;
import dev.policygate.access.Decision.ExplicitlyDenied;
import dev.policygate.access.Decision.ImplicitlyDenied;
import dev.policygate.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the documents of a principal grant together: identity policies, within a permissions
 * boundary and the service control policies above the account.
 *
 * <p>Resource policies, resource control policies and session policies are not part of it.
 */
public final class Permissions {

  private final List<Tier> tiers;
  private final Answers answers;

  private Permissions(List<Tier> tiers) {
    this.tiers = List.copyOf(tiers);
    this.answers = new Answers(this);
  }

  /** What identity policies grant together. */
  public static Permissions of(List<Policy> policies) {
    return new Permissions(List.of(Tier.of(Layer.IDENTITY, policies)));
  }

  public static Permissions of(Policy policy) {
    return of(List.of(policy));
  }

  /** Nothing at all. */
  public static Permissions none() {
    return of(List.of());
  }

  /** What is left of it within a permissions boundary. */
  public Permissions within(Policy boundary) {
    return with(Tier.of(Layer.BOUNDARY, List.of(boundary)));
  }

  /** What is left of it under the service control policies of one level of the organization. */
  public Permissions under(List<Policy> level) {
    return with(Tier.of(Layer.SCP, level));
  }

  private Permissions with(Tier tier) {
    List<Tier> more = new ArrayList<>(tiers);
    more.add(tier);
    return new Permissions(more);
  }

  List<Tier> tiers() {
    return tiers;
  }

  Answers answers() {
    return answers;
  }

  /** Decides on one request. */
  public Decision decide(Request request) {
    return request.unknown().isEmpty()
        ? decideOnKnown(request)
        : new PartialDecision(this, request).decide();
  }

  private Decision decideOnKnown(Request request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    List<Site> denying = new ArrayList<>();
    List<Site> allowing = new ArrayList<>();
    boolean everyTierAllows = true;
    for (Tier tier : tiers) {
      match(tier.denies(), action, request, denying);
      everyTierAllows &= match(tier.allows(), action, request, allowing);
    }
    if (!denying.isEmpty()) {
      return new ExplicitlyDenied(denying);
    }
    return everyTierAllows ? new Allowed(allowing) : new ImplicitlyDenied(allowing);
  }

  private static boolean match(
      List<Clause> clauses, String action, Request request, List<Site> sites) {
    boolean matched = false;
    for (Clause clause : clauses) {
      if (clause.concernsAction(action)
          && clause.concernsResource(request)
          && clause.holdsIn(request)) {
        sites.add(clause.site());
        matched = true;
      }
    }
    return matched;
  }
}
