package dev.policygate.access;

import dev.policygate.access.KeyTest.Quantified;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Searches for a request that the candidate allows and the envelope does not.
 *
 * <p>For each statement that allows (one of each layer) the actions are cut into cells by all other
 * statements, then the resources of each cell, and what is left is a question about conditions. So
 * joint coverage by several statements, and denies on either side, need no special case.
 */
final class Comparer {

  /** More values of variables are not tried one by one. */
  private static final int MOST_BINDINGS = 64;

  private final Permissions candidate;
  private final Permissions envelope;
  private final List<Clause> asked;
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();

  /**
   * Prepares a comparison.
   *
   * @param asked of what the candidate allows, only what these clauses hold as well counts
   */
  Comparer(Permissions candidate, Permissions envelope, List<Clause> asked) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.asked = asked;
  }

  Containment compare() {
    Budget budget = new Budget();
    for (Clause first : candidate.tiers().getFirst().allows()) {
      try {
        search(first, budget);
      } catch (Budget.Exhausted e) {
        doubts.add(
            new Doubt(
                "the statement is too intricate to be compared with the work that is allowed",
                List.of(first.site())));
      }
    }
    if (!witnesses.isEmpty()) {
      return new Containment.Exceeds(witnesses, doubts);
    }
    return doubts.isEmpty() ? new Containment.Within() : new Containment.Undecided(doubts);
  }

  private void search(Clause first, Budget budget) {
    List<List<Clause>> choices = List.of(Stream.concat(Stream.of(first), asked.stream()).toList());
    for (Tier tier : candidate.tiers().subList(1, candidate.tiers().size())) {
      List<List<Clause>> longer = new ArrayList<>();
      for (List<Clause> choice : choices) {
        for (Clause clause : tier.allows()) {
          List<Clause> more = new ArrayList<>(choice);
          more.add(clause);
          longer.add(more);
        }
      }
      choices = longer;
    }
    Set<String> unclear = new TreeSet<>();
    for (List<Clause> choice : choices) {
      for (Map<String, String> binding : bindings(choice)) {
        Optional<Witness> witness =
            new Search(candidate, envelope, asked, choice, binding, budget, unclear).run();
        if (witness.isPresent()) {
          witnesses.add(witness.get());
          return;
        }
      }
    }
    unclear.forEach(what -> doubts.add(new Doubt(what, List.of(first.site()))));
  }

  private Stream<Clause> clauses() {
    return Stream.of(candidate, envelope)
        .flatMap(permissions -> permissions.tiers().stream())
        .flatMap(tier -> Stream.concat(tier.allows().stream(), tier.denies().stream()));
  }

  /**
   * The values of variables that the conditions of the chosen statements leave: where they leave
   * only so many, each is tried for itself; else the variable stays a variable.
   */
  private List<Map<String, String>> bindings(List<Clause> choice) {
    Set<String> keys =
        clauses()
            .flatMap(clause -> clause.variables().stream())
            .map(Template.Variable::key)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Map<String, String>> bindings = List.of(Map.of());
    for (String key : keys) {
      List<String> values = valuesLeft(key, choice);
      if (values.isEmpty() || values.size() * bindings.size() > MOST_BINDINGS) {
        continue;
      }
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> binding : bindings) {
        for (String value : values) {
          Map<String, String> more = new LinkedHashMap<>(binding);
          more.put(key, value);
          longer.add(more);
        }
      }
      bindings = longer;
    }
    return bindings;
  }

  private static List<String> valuesLeft(String key, List<Clause> choice) {
    return choice.stream()
        .flatMap(clause -> clause.tests().stream())
        .filter(test -> test.key().equals(key) && !test.whenAbsent())
        .flatMap(test -> onlyValues(test).stream())
        .findFirst()
        .orElse(List.of());
  }

  private static Optional<List<String>> onlyValues(KeyTest test) {
    if (!(test.present() instanceof Quantified(var each, var in, Values.Texts(var patterns)))
        || each
        || !in) {
      return Optional.empty();
    }
    List<String> words =
        patterns.globs().stream().flatMap(glob -> glob.onlyWord().stream()).toList();
    return words.size() == patterns.globs().size() ? Optional.of(words) : Optional.empty();
  }
}
