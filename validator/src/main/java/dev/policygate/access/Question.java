package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Effect;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * May anyone who holds permissions do this? A set of requests: these actions, on these resources,
 * in these contexts.
 */
public final class Question {

  private static final Location NOWHERE = Location.of("question");
  private static final List<String> EVERYTHING = List.of("*");

  /** A request counts that all of these hold. */
  private final List<Clause> asked;

  private Question(List<Clause> asked) {
    this.asked = List.copyOf(asked);
  }

  /**
   * These actions on these resources, in any context.
   *
   * @param actions patterns as in {@code Action}
   * @param resources patterns as in {@code Resource}
   */
  public static Question of(List<String> actions, List<String> resources) {
    return what(
        new ActionElement.Action(actions(actions), NOWHERE),
        new ResourceElement.Resource(resources(resources), NOWHERE));
  }

  /**
   * These actions on resources of these forms, in any context: a star in one stands for text
   * without colons, so that each segment is what it seems.
   *
   * @param actions patterns as in {@code Action}
   * @param resources ARNs with stars
   */
  public static Question ofForms(List<String> actions, List<String> resources) {
    Clause clause = of(actions, resources).asked.getFirst();
    return new Question(List.of(clause.onResources(PatternSet.of(resources, Glob.Kind.SEGMENTED))));
  }

  /** The requests of which a statement speaks, whether it allows or denies them. */
  public static Question what(Statement statement) {
    return new Question(List.of(Clause.of(new Site(Layer.IDENTITY, 0, statement))));
  }

  /** The requests of which both ask. */
  public Question and(Question other) {
    List<Clause> both = new ArrayList<>(asked);
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
        what(
            new ActionElement.NotAction(actions(actions), NOWHERE),
            new ResourceElement.Resource(resources(EVERYTHING), NOWHERE)));
  }

  /**
   * The same, but for requests on these resources.
   *
   * @param resources patterns as in {@code NotResource}
   */
  public Question withoutResources(List<String> resources) {
    return and(
        what(
            new ActionElement.Action(actions(EVERYTHING), NOWHERE),
            new ResourceElement.NotResource(resources(resources), NOWHERE)));
  }

  private static Question what(ActionElement actions, ResourceElement resources) {
    return what(
        new Statement(
            Optional.empty(),
            new Located<>(Effect.ALLOW, NOWHERE),
            actions,
            resources,
            List.of(),
            NOWHERE));
  }

  private static List<Located<ActionPattern>> actions(List<String> patterns) {
    return patterns.stream().map(p -> new Located<>(new ActionPattern(p), NOWHERE)).toList();
  }

  private static List<Located<ResourcePattern>> resources(List<String> patterns) {
    return patterns.stream().map(p -> new Located<>(new ResourcePattern(p), NOWHERE)).toList();
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

  /** The question with more assumptions. */
  public Question assuming(List<Assumption> more) {
    List<Clause> narrowed = new ArrayList<>(asked);
    narrowed.set(0, asked.getFirst().with(more.stream().map(Question::test).toList()));
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

  /** Asks it of {@code permissions}; the first witness found answers. */
  public Answer askOf(Permissions permissions) {
    Containment containment =
        new Comparer(permissions, Permissions.none(), asked, new Budget()).compare(false);
    if (containment instanceof Containment.Exceeds exceeds) {
      return new Yes(exceeds.witnesses().getFirst());
    }
    return containment instanceof Containment.Undecided undecided
        ? new Unclear(undecided.doubts())
        : new No();
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
