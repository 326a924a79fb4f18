package dev.policygate.access;

import dev.policygate.access.Decision.Allowed;
import dev.policygate.access.Decision.Conditional;
import dev.policygate.access.Decision.ExplicitlyDenied;
import dev.policygate.access.Decision.ImplicitlyDenied;
import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Decides on a request of which some keys are not known: for all their values at once. */
final class PartialDecision {

  private final Permissions permissions;
  private final Request request;

  /** By tier, the clauses that speak of action and resource, with what is left of their tests. */
  private final List<List<Left>> allows = new ArrayList<>();

  private final List<Left> denies = new ArrayList<>();

  private final Budget budget = new Budget();
  private int freeTests;

  /**
   * A clause that speaks of the request.
   *
   * @param tests those on unknown keys; the others hold
   */
  private record Left(Clause clause, List<KeyTest> tests) {
    boolean isCertain() {
      return tests.isEmpty();
    }
  }

  PartialDecision(Permissions permissions, Request request) {
    this.permissions = permissions;
    this.request = request;
  }

  Decision decide() {
    String action = request.action().toLowerCase(Locale.ROOT);
    for (Tier tier : permissions.tiers()) {
      allows.add(left(tier.allows(), action));
      denies.addAll(left(tier.denies(), action));
    }
    List<Left> certain = certain(denies);
    if (!certain.isEmpty()) {
      return new ExplicitlyDenied(sites(certain));
    }
    List<Left> allowing = new ArrayList<>();
    for (List<Left> tier : allows) {
      allowing.addAll(tier);
    }
    try {
      if (!canBeAllowed(List.of(), 0)) {
        return new ImplicitlyDenied(sites(certain(allowing)));
      }
      if (!canBeRefused()) {
        return new Allowed(sites(allowing));
      }
    } catch (Budget.Exhausted e) {
      // Too intricate to say whether it really depends: the conditions are still what decides.
    }
    List<String> when = new ArrayList<>();
    for (Left left : allowing) {
      if (!left.isCertain()) {
        when.add(describe(left));
      }
    }
    for (Left left : denies) {
      when.add("not (" + describe(left) + ")");
    }
    List<Left> deciding = new ArrayList<>(allowing);
    deciding.addAll(denies);
    return new Conditional(when, sites(deciding));
  }

  private static List<Left> certain(List<Left> clauses) {
    List<Left> certain = new ArrayList<>();
    for (Left left : clauses) {
      if (left.isCertain()) {
        certain.add(left);
      }
    }
    return certain;
  }

  private List<Left> left(List<Clause> clauses, String action) {
    List<Left> found = new ArrayList<>();
    for (Clause clause : clauses) {
      if (!clause.concernsAction(action)) {
        continue;
      }
      List<KeyTest> unknown = new ArrayList<>();
      if (dependsOnUnknown(clause.resources())) {
        unknown.add(free());
      } else if (!clause.concernsResource(request)) {
        continue;
      }
      if (addUnknown(clause.tests(), unknown)) {
        found.add(new Left(clause, unknown));
      }
    }
    return found;
  }

  /** Adds the tests of which it is not known whether they hold; returns whether the others do. */
  private boolean addUnknown(List<KeyTest> tests, List<KeyTest> unknown) {
    for (KeyTest test : tests) {
      PatternSet patterns = test.patterns();
      if (patterns != null && dependsOnUnknown(patterns)) {
        unknown.add(free());
      } else if (request.unknown().contains(test.key())) {
        unknown.add(test.bind(request.variables()));
      } else if (!test.holdsFor(request.values(test.key()), request.variables())) {
        return false;
      }
    }
    return true;
  }

  private boolean dependsOnUnknown(PatternSet patterns) {
    Set<String> keys = new TreeSet<>();
    patterns.addKeysTo(keys);
    keys.retainAll(request.unknown());
    return !keys.isEmpty();
  }

  /** A test of which nothing is known: it holds or not, whatever else does. */
  private KeyTest free() {
    return KeyTest.present(Doubts.KEY + freeTests++);
  }

  /** Whether some values let one statement of each tier, from {@code tier} on, allow it. */
  private boolean canBeAllowed(List<KeyTest> given, int tier) {
    if (tier == allows.size()) {
      List<List<KeyTest>> broken = new ArrayList<>();
      for (Left left : denies) {
        broken.add(left.tests());
      }
      return isPossible(given, broken);
    }
    for (Left left : allows.get(tier)) {
      List<KeyTest> more = new ArrayList<>(given);
      more.addAll(left.tests());
      if (canBeAllowed(more, tier + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean canBeRefused() {
    for (Left deny : denies) {
      if (isPossible(deny.tests(), List.of())) {
        return true;
      }
    }
    for (List<Left> tier : allows) {
      List<List<KeyTest>> broken = new ArrayList<>();
      for (Left left : tier) {
        broken.add(left.tests());
      }
      if (isPossible(List.of(), broken)) {
        return true;
      }
    }
    return false;
  }

  /** A doubt counts as yes: then the answer is conditional. */
  private boolean isPossible(List<KeyTest> all, List<List<KeyTest>> broken) {
    budget.spend(16);
    return !(new Context(new Letters(), budget).find(all, broken) instanceof Context.None);
  }

  private static List<Site> sites(List<Left> clauses) {
    List<Site> sites = new ArrayList<>();
    for (Left left : clauses) {
      sites.add(left.clause().site());
    }
    return sites;
  }

  /** What a clause depends on, in the words of its statement. */
  private String describe(Left left) {
    Statement statement = left.clause().site().statement();
    List<String> parts = new ArrayList<>();
    if (dependsOnUnknown(left.clause().resources())) {
      List<String> resources = new ArrayList<>();
      for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
        resources.add(pattern.value().text());
      }
      parts.add(statement.resource().name() + " " + listed(resources));
    }
    for (Condition condition : statement.conditions()) {
      if (isUnknown(condition)) {
        parts.add(describe(condition));
      }
    }
    return String.join(" and ", parts);
  }

  private boolean isUnknown(Condition condition) {
    PatternSet patterns = KeyTest.of(condition).patterns();
    return request.unknown().contains(condition.key().value().toLowerCase(Locale.ROOT))
        || (patterns != null && dependsOnUnknown(patterns));
  }

  private static String describe(Condition condition) {
    List<String> values = new ArrayList<>();
    for (Located<String> value : condition.values()) {
      values.add(value.value());
    }
    return condition.key().value()
        + " "
        + condition.operator().value().text()
        + " "
        + listed(values);
  }

  private static String listed(List<String> values) {
    return values.size() == 1 ? values.getFirst() : values.toString();
  }
}
