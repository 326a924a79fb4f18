package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Effect;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * May anyone who holds permissions do this? A set of requests: these actions, on these resources,
 * in these contexts.
 */
public final class Question {

  private final Clause asked;

  private Question(Clause asked) {
    this.asked = asked;
  }

  /**
   * These actions on these resources, in any context.
   *
   * @param actions patterns as in {@code Action}
   * @param resources patterns as in {@code Resource}
   */
  public static Question of(List<String> actions, List<String> resources) {
    Location nowhere = Location.of("question");
    return what(
        new Statement(
            Optional.empty(),
            new Located<>(Effect.ALLOW, nowhere),
            new ActionElement.Action(
                actions.stream().map(a -> new Located<>(new ActionPattern(a), nowhere)).toList(),
                nowhere),
            new ResourceElement.Resource(
                resources.stream()
                    .map(r -> new Located<>(new ResourcePattern(r), nowhere))
                    .toList(),
                nowhere),
            List.of(),
            nowhere));
  }

  /** The requests of which a statement speaks, whether it allows or denies them. */
  public static Question what(Statement statement) {
    return new Question(Clause.of(new Site(Layer.IDENTITY, 0, statement)));
  }

  /**
   * What is assumed of a condition key.
   *
   * @param key in any case of letters
   * @param mayBeAbsent whether requests without the key count
   * @param among whether the values of the key must be among {@code values}; else none of them may
   *     be
   * @param values plain texts
   */
  public record Assumption(String key, boolean mayBeAbsent, boolean among, List<String> values) {
    public Assumption {
      values = List.copyOf(values);
    }

    /** The key is absent or has one of these values. */
    public static Assumption absentOr(String key, List<String> values) {
      return new Assumption(key, true, true, values);
    }

    /** The key has none of these values. */
    public static Assumption noneOf(String key, List<String> values) {
      return new Assumption(key, true, false, values);
    }
  }

  /** The question with more assumptions. */
  public Question assuming(List<Assumption> more) {
    return new Question(asked.with(more.stream().map(Question::test).toList()));
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
    return switch (new Comparer(permissions, Permissions.none(), List.of(asked)).compare()) {
      case Containment.Within _ -> new No();
      case Containment.Exceeds(var witnesses, _) -> new Yes(witnesses.getFirst());
      case Containment.Undecided(var doubts) -> new Unclear(doubts);
    };
  }

  private static KeyTest test(Assumption assumption) {
    return new KeyTest(
        assumption.key().toLowerCase(Locale.ROOT),
        assumption.mayBeAbsent(),
        new KeyTest.Quantified(
            true, true, new Values.Texts(PatternSet.of(assumption.values(), Glob.Kind.LITERAL))));
  }
}
