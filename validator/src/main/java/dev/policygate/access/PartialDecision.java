package dev.policygate.access;

import dev.policygate.access.Decision.Allowed;
import dev.policygate.access.Decision.Conditional;
import dev.policygate.access.Decision.ExplicitlyDenied;
import dev.policygate.access.Decision.ImplicitlyDenied;
import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides on a request of which some keys are not known: for all their values at once. */
final class PartialDecision {

  private final Permissions permissions;
  private final Request request;

  /** By tier, the clauses that speak of action and resource, with what is left of their tests. */
  private final List<List<Left>> allows = new ArrayList<>();

  private final List<Left> denies = new ArrayList<>();

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
    List<Site> denying = sites(denies.stream().filter(Left::isCertain).toList());
    if (!denying.isEmpty()) {
      return new ExplicitlyDenied(denying);
    }
    List<Left> allowing = allows.stream().flatMap(List::stream).toList();
    try {
      if (!canBeAllowed(List.of(), 0)) {
        return new ImplicitlyDenied(sites(allowing.stream().filter(Left::isCertain).toList()));
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

  private List<Left> left(List<Clause> clauses, String action) {
    List<Left> found = new ArrayList<>();
    for (Clause clause : clauses) {
      List<KeyTest> unknown = new ArrayList<>();
      if (!clause.concernsAction(action)) {
        continue;
      }
      if (dependsOnUnknown(clause.resources().variables())) {
        unknown.add(free());
      } else if (!clause.concernsResource(request)) {
        continue;
      }
      boolean possible = true;
      for (KeyTest test : clause.tests()) {
        if (dependsOnUnknown(test.variables())) {
          unknown.add(free());
        } else if (request.unknown().contains(test.key())) {
          unknown.add(test.bind(request::value));
        } else {
          possible &= test.bind(request::value).holdsFor(request.values(test.key()));
        }
      }
      if (possible) {
        found.add(new Left(clause, unknown));
      }
    }
    return found;
  }

  private boolean dependsOnUnknown(Stream<Template.Variable> variables) {
    return variables.anyMatch(variable -> request.unknown().contains(variable.key()));
  }

  /** A test of which nothing is known: it holds or not, whatever else does. */
  private KeyTest free() {
    return KeyTest.present("unknown:" + freeTests++);
  }

  /** Whether some values let one statement of each tier, from {@code tier} on, allow it. */
  private boolean canBeAllowed(List<KeyTest> given, int tier) {
    if (tier == allows.size()) {
      return isPossible(given, denies.stream().map(Left::tests).toList());
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
      if (isPossible(List.of(), tier.stream().map(Left::tests).toList())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPossible(List<KeyTest> all, List<List<KeyTest>> broken) {
    return !(new Context(new Letters(), new Budget()).find(all, broken) instanceof Context.None);
  }

  private static List<Site> sites(List<Left> clauses) {
    return clauses.stream().map(left -> left.clause().site()).toList();
  }

  private String describe(Left left) {
    Statement statement = left.clause().site().statement();
    Stream<String> resource =
        dependsOnUnknown(left.clause().resources().variables())
            ? Stream.of(
                statement.resource().name()
                    + " "
                    + listed(
                        statement.resource().patterns().stream()
                            .map(pattern -> pattern.value().text())
                            .toList()))
            : Stream.of();
    Stream<String> conditions =
        statement.conditions().stream().filter(this::isUnknown).map(PartialDecision::describe);
    return Stream.concat(resource, conditions).collect(Collectors.joining(" and "));
  }

  private boolean isUnknown(Condition condition) {
    return request.unknown().contains(condition.key().value().toLowerCase(Locale.ROOT))
        || dependsOnUnknown(KeyTest.of(condition).variables());
  }

  private static String describe(Condition condition) {
    List<String> values = condition.values().stream().map(Located::value).toList();
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
