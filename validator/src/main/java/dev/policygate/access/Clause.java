package dev.policygate.access;

import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement as a set of requests: those whose action, resource and context all match.
 *
 * @param actions the patterns of {@code Action}, or of {@code NotAction}
 * @param notActions whether the actions are those outside of the patterns
 * @param notResources whether the resources are those outside of the patterns
 */
record Clause(
    Site site,
    PatternSet actions,
    boolean notActions,
    PatternSet resources,
    boolean notResources,
    List<KeyTest> tests) {

  Clause {
    tests = List.copyOf(tests);
  }

  static Clause of(Site site) {
    Statement statement = site.statement();
    return new Clause(
        site,
        PatternSet.of(
            statement.action().patterns().stream().map(p -> p.value().text()).toList(),
            Glob.Kind.ACTION),
        statement.action() instanceof ActionElement.NotAction,
        PatternSet.of(
            statement.resource().patterns().stream().map(p -> p.value().text()).toList(),
            Glob.Kind.PATTERN),
        statement.resource() instanceof ResourceElement.NotResource,
        statement.conditions().stream().map(KeyTest::of).toList());
  }

  /** Whether it allows; else it denies. */
  boolean allows() {
    return site.statement().allows();
  }

  /**
   * Whether it speaks of the action.
   *
   * @param action in lower case
   */
  boolean concernsAction(String action) {
    return actions.contains(action) != notActions;
  }

  /** Whether it speaks of the resource. */
  boolean concernsResource(Request request) {
    return resources.bind(request::value).contains(request.resource()) != notResources;
  }

  /** Whether it speaks of the context. */
  boolean holdsIn(Request request) {
    for (KeyTest test : tests) {
      if (!test.bind(request::value).holdsFor(request.values(test.key()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it speaks of the request. */
  boolean concerns(Request request) {
    return concernsAction(request.action().toLowerCase(Locale.ROOT))
        && concernsResource(request)
        && holdsIn(request);
  }

  /** The same on other resources. */
  Clause onResources(PatternSet others) {
    return new Clause(site, actions, notActions, others, notResources, tests);
  }

  /** What of it is left when more tests must hold. */
  Clause with(List<KeyTest> more) {
    return new Clause(
        site,
        actions,
        notActions,
        resources,
        notResources,
        Stream.concat(tests.stream(), more.stream()).toList());
  }

  /** The variables on whose values it depends. */
  Set<Template.Variable> variables() {
    if (!resources.hasVariables() && tests.stream().noneMatch(KeyTest::hasVariables)) {
      return Set.of();
    }
    return Stream.concat(resources.variables(), tests.stream().flatMap(test -> test.variables()))
        .collect(Collectors.toSet());
  }

  Clause bind(Function<Template.Variable, Optional<String>> values) {
    return new Clause(
        site,
        actions,
        notActions,
        resources.bind(values),
        notResources,
        tests.stream().map(test -> test.bind(values)).toList());
  }
}
