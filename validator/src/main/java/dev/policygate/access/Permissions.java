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
  private final int work;

  private Permissions(List<Tier> tiers) {
    this.tiers = List.copyOf(tiers);
    int steps = 0;
    for (Tier tier : tiers) {
      steps += work(tier.allows()) + work(tier.denies());
    }
    this.work = steps;
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

  /**
   * What is not known of them because a value is none that its operator compares with: other
   * readers may find a number in {@code 1e9}. Decisions and answers take it to compare with
   * nothing.
   */
  public List<Doubt> doubts() {
    return ConditionValues.doubtsIn(this);
  }

  Answers answers() {
    return answers;
  }

  private static int work(List<Clause> clauses) {
    int steps = 0;
    for (Clause clause : clauses) {
      steps += clause.resources().hasVariables() ? 48 : 8;
    }
    return steps;
  }

  /** The steps that one decision takes of a {@link Budget}. */
  int work() {
    return work;
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
