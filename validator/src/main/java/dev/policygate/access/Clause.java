package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Effect;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statement as a set of requests: those whose action, resource and context all match.
 *
 * @param actions the patterns of {@code Action}, or of {@code NotAction}
 * @param notActions whether the actions are those outside of the patterns
 * @param notResources whether the resources are those outside of the patterns
 * @param variableKeys the keys, in lower case, on whose values it depends as variables
 * @param delicateKeys those of them that matter when they are absent, too: they have a default, or
 *     stand in a condition
 */
record Clause(
    Site site,
    PatternSet actions,
    boolean notActions,
    PatternSet resources,
    boolean notResources,
    List<KeyTest> tests,
    Set<String> variableKeys,
    Set<String> delicateKeys) {

  private static final Site NOWHERE = nowhere();

  private static Site nowhere() {
    Location location = Location.of("question");
    return new Site(
        Layer.IDENTITY,
        0,
        new Statement(
            Optional.empty(),
            new Located<>(Effect.ALLOW, location),
            new ActionElement.Action(List.of(), location),
            new ResourceElement.Resource(List.of(), location),
            List.of(),
            location));
  }

  static Clause of(Site site) {
    Statement statement = site.statement();
    List<KeyTest> tests = new ArrayList<>(statement.conditions().size());
    for (Condition condition : statement.conditions()) {
      tests.add(KeyTest.of(condition));
    }
    return of(
        site,
        actions(statement.action()),
        statement.action() instanceof ActionElement.NotAction,
        resources(statement.resource()),
        statement.resource() instanceof ResourceElement.NotResource,
        tests);
  }

  /** What a question asks; no document says it. */
  static Clause asked(
      PatternSet actions,
      boolean notActions,
      PatternSet resources,
      boolean notResources,
      List<KeyTest> tests) {
    return of(NOWHERE, actions, notActions, resources, notResources, tests);
  }

  private static Clause of(
      Site site,
      PatternSet actions,
      boolean notActions,
      PatternSet resources,
      boolean notResources,
      List<KeyTest> tests) {
    Set<String> keys = Set.of();
    Set<String> delicate = Set.of();
    if (resources.hasVariables() || anyHasVariables(tests)) {
      delicate = new TreeSet<>();
      for (KeyTest test : tests) {
        Values values = test.values();
        if (values != null) {
          values.addKeysTo(delicate);
        }
      }
      for (Glob glob : resources.globs()) {
        for (Template.Variable variable : glob.variables()) {
          if (variable.defaultValue().isPresent()) {
            delicate.add(variable.key());
          }
        }
      }
      keys = new TreeSet<>(delicate);
      resources.addKeysTo(keys);
    }
    return new Clause(
        site, actions, notActions, resources, notResources, List.copyOf(tests), keys, delicate);
  }

  /** Whether it is open what it says of requests without a key. */
  boolean isOpenWhenAbsent() {
    for (KeyTest test : tests) {
      if (test.isOpenWhenAbsent()) {
        return true;
      }
    }
    return false;
  }

  /** The same, read the other way where it is open. */
  Clause readOtherwise() {
    List<KeyTest> read = new ArrayList<>(tests.size());
    for (KeyTest test : tests) {
      read.add(test.readOtherwise());
    }
    return of(site, actions, notActions, resources, notResources, read);
  }

  private static boolean anyHasVariables(List<KeyTest> tests) {
    for (KeyTest test : tests) {
      if (test.hasVariables()) {
        return true;
      }
    }
    return false;
  }

  private static PatternSet actions(ActionElement element) {
    List<String> texts = new ArrayList<>(element.patterns().size());
    for (Located<ActionPattern> pattern : element.patterns()) {
      texts.add(pattern.value().text());
    }
    return PatternSet.of(texts, Glob.Kind.ACTION);
  }

  private static PatternSet resources(ResourceElement element) {
    List<String> texts = new ArrayList<>(element.patterns().size());
    for (Located<ResourcePattern> pattern : element.patterns()) {
      texts.add(pattern.value().text());
    }
    return PatternSet.of(texts, Glob.Kind.RESOURCE);
  }

  /** Whether it allows; else it denies. */
  boolean allows() {
    return site.statement().allows();
  }

  /** Whether it speaks of every request for the actions of which it speaks. */
  boolean isUnconditional() {
    return resources.isEverything() && !notResources && tests.isEmpty();
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
    return resources.contains(request.resource(), request.variables()) != notResources;
  }

  /** Whether it speaks of the context. */
  boolean holdsIn(Request request) {
    for (KeyTest test : tests) {
      if (!test.holdsFor(request.values(test.key()), request.variables())) {
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

  /** The same with values of variables in place. */
  Clause bind(Variables values) {
    List<KeyTest> bound = new ArrayList<>(tests.size());
    for (KeyTest test : tests) {
      bound.add(test.bind(values));
    }
    return of(site, actions, notActions, resources.bind(values), notResources, bound);
  }
}
