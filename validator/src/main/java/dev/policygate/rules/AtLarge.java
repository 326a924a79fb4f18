package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.access.Permissions;
import dev.policygate.access.Question;
import dev.policygate.access.Question.Assumption;
import dev.policygate.access.Site;
import dev.policygate.finding.Located;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import dev.policygate.validation.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks what permissions allow on resources that nobody named, in contexts that narrow nothing.
 *
 * <p>Such a resource has a {@linkplain #FRESH fresh} name, so that only patterns hold it that hold
 * nearly everything. Conditions that the holder fulfils as he likes, or that are true of nearly
 * every request of the account, count as fulfilled; conditions that narrow count as fulfilled only
 * by values that nobody named. Denies are subtracted as they are.
 */
final class AtLarge {

  /** A name that no document means. */
  static final String FRESH = "zq7x9k2w";

  private final List<Statement> authored;
  private final Permissions permissions;
  private final List<Assumption> assumptions;

  private AtLarge(List<Statement> authored, Permissions permissions, List<Assumption> assumptions) {
    this.authored = List.copyOf(authored);
    this.permissions = permissions;
    this.assumptions = List.copyOf(assumptions);
  }

  static AtLarge of(Subject subject) {
    return of(subject, Set.of());
  }

  /**
   * Asks of what a subject grants.
   *
   * @param fulfilled keys, in lower case, that do not narrow what is asked about
   */
  static AtLarge of(Subject subject, Set<String> fulfilled) {
    List<Policy> widened =
        subject.documents().stream().map(document -> widened(document.document())).toList();
    Permissions identity = Permissions.of(widened);
    List<Statement> all =
        Stream.concat(
                widened.stream().flatMap(policy -> policy.statements().stream()),
                subject.boundary().stream().flatMap(policy -> policy.statements().stream()))
            .toList();
    return new AtLarge(
        subject.statements(),
        subject.boundary().map(identity::within).orElse(identity),
        assumptions(all, fulfilled));
  }

  /**
   * What grants a request, in the author's words.
   *
   * @param action the entry that holds the action; of a {@code NotAction} the first
   * @param resource the entry that holds the resource; of a {@code NotResource} the first
   */
  record Grant(
      Statement statement, Located<ActionPattern> action, Located<ResourcePattern> resource) {}

  /** A grant of one of these actions on one of these resources; empty when there is none. */
  Optional<Grant> find(List<String> actions, List<String> resources) {
    return switch (Question.of(actions, resources).assuming(assumptions).askOf(permissions)) {
      case Question.No _ -> Optional.empty();
      case Question.Yes(var witness) ->
          grant(witness.allowedBy(), witness.request().action(), witness.request().resource());
      // What is not understood may be granted.
      case Question.Unclear(var doubts) ->
          grant(
              doubts.stream().flatMap(doubt -> doubt.where().stream()).toList(),
              actions.getFirst(),
              resources.getFirst());
    };
  }

  private Optional<Grant> grant(List<Site> sites, String action, String resource) {
    return sites.stream()
        .map(Site::statement)
        .flatMap(statement -> authored.stream().filter(mine -> isSame(mine, statement)))
        .findFirst()
        .map(
            statement ->
                new Grant(
                    statement,
                    first(
                        statement.action().patterns(),
                        pattern -> NamePattern.of(pattern.text()).matches(action)),
                    first(
                        statement.resource().patterns(),
                        pattern ->
                            NamePattern.of(Breadth.widened(pattern.text())).matches(resource))));
  }

  private static <T> Located<T> first(List<Located<T>> entries, Predicate<T> wanted) {
    return entries.stream()
        .filter(entry -> wanted.test(entry.value()))
        .findFirst()
        .orElse(entries.getFirst());
  }

  private static boolean isSame(Statement mine, Statement other) {
    return mine.location().equals(other.location());
  }

  private static Policy widened(Policy policy) {
    return new Policy(
        policy.statements().stream()
            .map(statement -> statement.allows() ? widened(statement) : statement)
            .toList(),
        policy.location());
  }

  private static Statement widened(Statement statement) {
    return statement.resource() instanceof ResourceElement.Resource(var patterns, var location)
        ? new Statement(
            statement.sid(),
            statement.effect(),
            statement.action(),
            new ResourceElement.Resource(
                patterns.stream()
                    .map(
                        pattern ->
                            new Located<>(
                                new ResourcePattern(Breadth.widened(pattern.value().text())),
                                pattern.location()))
                    .toList(),
                location),
            statement.conditions(),
            statement.location())
        : statement;
  }

  private static List<Assumption> assumptions(List<Statement> statements, Set<String> fulfilled) {
    Set<String> tested = new TreeSet<>();
    Set<String> substituted = new TreeSet<>();
    for (Statement statement : statements) {
      for (Condition condition : statement.conditions()) {
        tested.add(condition.key().value().toLowerCase(Locale.ROOT));
        condition.values().forEach(value -> addVariables(value.value(), substituted));
      }
      statement
          .resource()
          .patterns()
          .forEach(pattern -> addVariables(pattern.value().text(), substituted));
    }
    List<Assumption> assumptions = new ArrayList<>();
    tested.removeAll(fulfilled);
    for (String key : tested) {
      NarrowingKeys.aliens(key)
          .ifPresent(values -> assumptions.add(Assumption.absentOr(key, values)));
    }
    // Nobody's name is the fresh one, nor does a part of it complete a pattern to it.
    for (String key : substituted) {
      assumptions.add(Assumption.noneOf(key, partsOfFresh()));
    }
    return assumptions;
  }

  private static void addVariables(String text, Set<String> keys) {
    for (Template.Part part : Template.of(text).parts()) {
      if (part instanceof Template.Variable(var key, _)) {
        keys.add(key.toLowerCase(Locale.ROOT));
      }
    }
  }

  private static List<String> partsOfFresh() {
    return IntStream.range(0, FRESH.length())
        .boxed()
        .flatMap(
            from ->
                IntStream.rangeClosed(from, FRESH.length())
                    .mapToObj(to -> FRESH.substring(from, to)))
        .distinct()
        .collect(Collectors.toList());
  }
}
