package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * May anyone who holds permissions do this? A set of requests: these actions, on these resources,
 * in these contexts.
 */
public final class Question {

  private static final List<String> EVERYTHING = List.of("*");

  /** A request counts that all of these hold. */
  private final List<Part> asked;

  private @Nullable List<Clause> compiled;

  private Question(List<Part> asked) {
    this.asked = List.copyOf(asked);
  }

  /**
   * Requests for some actions, on some resources, in some contexts.
   *
   * @param forms whether a star in a resource stands for text without colons
   */
  record Part(
      List<String> actions,
      boolean notActions,
      List<String> resources,
      boolean notResources,
      boolean forms,
      List<Condition> conditions,
      List<Assumption> assumptions) {

    Part {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      assumptions = List.copyOf(assumptions);
    }

    static Part of(List<String> actions, List<String> resources) {
      return new Part(actions, false, resources, false, false, List.of(), List.of());
    }

    /** The only action, or null if there may be others. */
    @Nullable String onlyAction() {
      if (notActions || actions.size() != 1) {
        return null;
      }
      String action = actions.getFirst();
      return action.indexOf('*') < 0 && action.indexOf('?') < 0 ? action : null;
    }

    /**
     * Whether the action is among them.
     *
     * @param action in lower case
     */
    boolean concerns(String action) {
      return actions.equals(EVERYTHING)
          ? !notActions
          : PatternSet.of(actions, Glob.Kind.ACTION).contains(action) != notActions;
    }

    /** All of it but the actions. */
    Part besidesActions() {
      return new Part(List.of(), false, resources, notResources, forms, conditions, assumptions);
    }

    /** The same on other resources. */
    Part on(List<String> others) {
      return new Part(actions, notActions, others, notResources, forms, conditions, assumptions);
    }

    Part assuming(List<Assumption> more) {
      List<Assumption> all = new ArrayList<>(assumptions);
      all.addAll(more);
      return new Part(actions, notActions, resources, notResources, forms, conditions, all);
    }

    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Part that
          && actions.equals(that.actions)
          && notActions == that.notActions
          && resources.equals(that.resources)
          && notResources == that.notResources
          && forms == that.forms
          && conditions.equals(that.conditions)
          && assumptions.equals(that.assumptions);
    }

    @Override
    public int hashCode() {
      return Objects.hash(actions, notActions, resources, notResources, forms, assumptions);
    }

    Glob.Kind kindOfResources() {
      return forms ? Glob.Kind.SEGMENTED : Glob.Kind.RESOURCE;
    }

    Clause clause() {
      List<KeyTest> tests = new ArrayList<>(conditions.size() + assumptions.size());
      for (Condition condition : conditions) {
        tests.add(KeyTest.of(condition));
      }
      for (Assumption assumption : assumptions) {
        tests.add(test(assumption));
      }
      return Clause.asked(
          PatternSet.of(actions, Glob.Kind.ACTION),
          notActions,
          PatternSet.of(resources, kindOfResources()),
          notResources,
          tests);
    }
  }

  /**
   * These actions on these resources, in any context.
   *
   * @param actions patterns as in {@code Action}
   * @param resources patterns as in {@code Resource}
   */
  public static Question of(List<String> actions, List<String> resources) {
    return new Question(List.of(Part.of(actions, resources)));
  }

  /**
   * These actions on resources of these forms, in any context: a star in one stands for text
   * without colons, so that each segment is what it seems.
   *
   * @param actions patterns as in {@code Action}
   * @param resources ARNs with stars
   */
  public static Question ofForms(List<String> actions, List<String> resources) {
    return new Question(
        List.of(new Part(actions, false, resources, false, true, List.of(), List.of())));
  }

  /** The requests of which a statement speaks, whether it allows or denies them. */
  public static Question what(Statement statement) {
    List<String> actions = new ArrayList<>();
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      actions.add(pattern.value().text());
    }
    List<String> resources = new ArrayList<>();
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      resources.add(pattern.value().text());
    }
    return new Question(
        List.of(
            new Part(
                actions,
                statement.action() instanceof ActionElement.NotAction,
                resources,
                statement.resource() instanceof ResourceElement.NotResource,
                false,
                statement.conditions(),
                List.of())));
  }

  /** The requests of which both ask. */
  public Question and(Question other) {
    List<Part> both = new ArrayList<>(asked);
    both.addAll(other.asked);
    return new Question(both);
  }

  /**
   * The same, but for requests for these actions.
   *
   * @param actions patterns as in {@code NotAction}
   */
  public Question withoutActions(List<String> actions) {
    return and(
        new Question(
            List.of(new Part(actions, true, EVERYTHING, false, false, List.of(), List.of()))));
  }

  /**
   * The same, but for requests on these resources.
   *
   * @param resources patterns as in {@code NotResource}
   */
  public Question withoutResources(List<String> resources) {
    return and(
        new Question(
            List.of(new Part(EVERYTHING, false, resources, true, false, List.of(), List.of()))));
  }

  /**
   * What is assumed of a condition key: what each of its values is, or is not.
   *
   * @param key in any case of letters
   * @param mayBeAbsent whether requests without the key count
   * @param among whether the values of the key must be among {@code values}; else none of them may
   *     be
   * @param patterns whether {@code *} and {@code ?} in {@code values} are wildcards, as in {@code
   *     StringLike}; else they are plain texts
   */
  public record Assumption(
      String key, boolean mayBeAbsent, boolean among, boolean patterns, List<String> values) {
    public Assumption {
      values = List.copyOf(values);
    }

    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Assumption that
          && key.equals(that.key)
          && mayBeAbsent == that.mayBeAbsent
          && among == that.among
          && patterns == that.patterns
          && values.equals(that.values);
    }

    @Override
    public int hashCode() {
      return Objects.hash(key, mayBeAbsent, among, patterns, values);
    }

    /** The key is absent or has one of these values. */
    public static Assumption absentOr(String key, List<String> values) {
      return new Assumption(key, true, true, false, values);
    }

    /** The key is absent or matches one of these patterns. */
    public static Assumption absentOrLike(String key, List<String> patterns) {
      return new Assumption(key, true, true, true, patterns);
    }

    /** The key has none of these values. */
    public static Assumption noneOf(String key, List<String> values) {
      return new Assumption(key, true, false, false, values);
    }

    /** The key matches none of these patterns. */
    public static Assumption noneLike(String key, List<String> patterns) {
      return new Assumption(key, true, false, true, patterns);
    }

    /** The key is there, and matches one of these patterns. */
    public static Assumption like(String key, List<String> patterns) {
      return new Assumption(key, false, true, true, patterns);
    }
  }

  /** The same, but for requests for which conditions hold. */
  public Question where(List<Condition> conditions) {
    return and(
        new Question(
            List.of(new Part(EVERYTHING, false, EVERYTHING, false, false, conditions, List.of()))));
  }

  /** The question with more assumptions. */
  public Question assuming(List<Assumption> more) {
    List<Part> narrowed = new ArrayList<>(asked);
    narrowed.set(0, asked.getFirst().assuming(more));
    return new Question(narrowed);
  }

  /** The answer. */
  public sealed interface Answer {}

  /** Nobody may. */
  public record No() implements Answer {}

  /** Whoever holds the permissions may, as the witness shows. */
  public record Yes(Witness witness) implements Answer {}

  /** Not known; whoever must decide decides as for {@link Yes}. */
  public record Unclear(List<Doubt> doubts) implements Answer {
    public Unclear {
      doubts = List.copyOf(doubts);
    }
  }

  /**
   * Whether the answer may be anything but {@link No}, as is seen at a glance: where it is not,
   * nothing more needs to be said of the question, as that can only narrow it.
   */
  public boolean mayBeAllowedBy(Permissions permissions) {
    return permissions.answers().mayAllow(this);
  }

  /** Asks it of {@code permissions}; the first witness found answers. */
  public Answer askOf(Permissions permissions) {
    return permissions.answers().to(this);
  }

  /** The action, where the question is about a single one, on some resources; else null. */
  @Nullable String onlyAction() {
    if (asked.getFirst().notResources()) {
      return null;
    }
    for (Part part : asked) {
      String action = part.onlyAction();
      if (action != null) {
        return action;
      }
    }
    return null;
  }

  /** Whether it leaves open which of many resources a witness is for. */
  boolean isOpen() {
    return !asked.getFirst().forms();
  }

  /** As what {@link #resources} are read. */
  Glob.Kind kindOfResources() {
    return asked.getFirst().kindOfResources();
  }

  /** Resources, one of which a request must be on: those of the first part. */
  List<String> resources() {
    return asked.getFirst().resources();
  }

  /** The same, but of the resources only this one. */
  Question on(String resource) {
    List<Part> narrowed = new ArrayList<>(asked);
    narrowed.set(0, asked.getFirst().on(List.of(resource)));
    return new Question(narrowed);
  }

  /**
   * What is asked of an action, whatever the resources.
   *
   * @param action in lower case
   * @return null when nothing is
   */
  @Nullable List<Part> besides(String action) {
    List<Part> besides = new ArrayList<>(asked.size());
    for (Part part : asked) {
      if (!part.concerns(action)) {
        return null;
      }
      besides.add(part.besidesActions());
    }
    besides.set(0, besides.getFirst().on(List.of()));
    return besides;
  }

  /** What is asked, compiled. */
  List<Clause> clauses() {
    @Nullable List<Clause> known = compiled;
    if (known == null) {
      List<Clause> clauses = new ArrayList<>(asked.size());
      for (Part part : asked) {
        clauses.add(part.clause());
      }
      known = List.copyOf(clauses);
      compiled = known;
    }
    return known;
  }

  private static KeyTest test(Assumption assumption) {
    Glob.Kind kind = assumption.patterns() ? Glob.Kind.PLAIN_PATTERN : Glob.Kind.LITERAL;
    return new KeyTest(
        assumption.key().toLowerCase(Locale.ROOT),
        assumption.mayBeAbsent(),
        true,
        assumption.among(),
        false,
        new Values.Texts(PatternSet.of(assumption.values(), kind)));
  }
}
