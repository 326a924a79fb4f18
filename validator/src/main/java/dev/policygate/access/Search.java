package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The search for a request that chosen statements, one of each layer, allow and the envelope not.
 */
final class Search {

  private final Permissions candidate;
  private final Permissions envelope;
  private final Budget budget;
  private final Set<String> unclear;
  private final Letters letters = new Letters();

  /** All statements, the chosen ones first; sets of them are sets of their indexes. */
  private final List<Clause> clauses = new ArrayList<>();

  private final Span chosen;
  private final Span candidateDenies;
  private final Span envelopeDenies;
  private final List<Span> envelopeTiers = new ArrayList<>();

  /** What the context must fulfil in any case. */
  private final List<KeyTest> given = new ArrayList<>();

  private final Map<BitSet, List<Cell>> resourceCells = new HashMap<>();

  /** A run of indexes, the last one not part of it. */
  private record Span(int from, int to) {}

  /** One action and one resource, with the statements that may, and that must, speak of them. */
  private record Situation(String action, String resource, BitSet may, BitSet must) {}

  /**
   * Prepares a search.
   *
   * @param unclear takes what was not understood
   */
  Search(
      Permissions candidate,
      Permissions envelope,
      List<Clause> choice,
      Map<String, String> binding,
      Budget budget,
      Set<String> unclear) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.budget = budget;
    this.unclear = unclear;
    Function<Template.Variable, Optional<String>> values =
        variable -> Optional.ofNullable(binding.get(variable.key()));
    chosen = add(choice, values);
    candidateDenies =
        add(candidate.tiers().stream().flatMap(t -> t.denies().stream()).toList(), values);
    envelopeDenies =
        add(envelope.tiers().stream().flatMap(t -> t.denies().stream()).toList(), values);
    envelope.tiers().forEach(tier -> envelopeTiers.add(add(tier.allows(), values)));
    binding.forEach((key, value) -> given.add(KeyTest.equalTo(key, value)));
    chosen().forEach(clause -> given.addAll(clause.tests()));
    budget.spend(clauses.size());
  }

  private Span add(List<Clause> more, Function<Template.Variable, Optional<String>> values) {
    int from = clauses.size();
    for (Clause clause : more) {
      clauses.add(clause.variables().isEmpty() ? clause : clause.bind(values));
    }
    return new Span(from, clauses.size());
  }

  private List<Clause> chosen() {
    return clauses.subList(chosen.from(), chosen.to());
  }

  Optional<Witness> run() {
    List<Witness> found = new ArrayList<>();
    Partition.visit(
        base(Clause::notActions, Clause::actions),
        clauses.stream().map(Clause::actions).toList(),
        Universe.ACTIONS,
        letters,
        budget,
        cell -> {
          BitSet speaking = speaking(cell.may(), cell.must(), Clause::notActions, null);
          if (areAllChosen(speaking)) {
            inAction(cell.word(), speaking).ifPresent(found::add);
          }
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  /** The patterns of the first chosen statement that has them, as all others only narrow them. */
  private PatternSet base(Predicate<Clause> negated, Function<Clause, PatternSet> element) {
    return chosen().stream()
        .filter(clause -> !negated.test(clause))
        .map(element)
        .findFirst()
        .orElse(PatternSet.everything());
  }

  private boolean areAllChosen(BitSet speaking) {
    return speaking.nextClearBit(chosen.from()) >= chosen.to();
  }

  /**
   * The statements that speak of a string.
   *
   * @param in the sets that hold it
   * @param opposite the sets that hold it by the opposite measure, for {@code Not} elements
   * @param among the statements in question, by the index of their set; all when null
   */
  private BitSet speaking(
      BitSet in, BitSet opposite, Predicate<Clause> negated, int @Nullable [] among) {
    BitSet speaking = new BitSet(clauses.size());
    int sets = among == null ? clauses.size() : among.length;
    for (int set = 0; set < sets; set++) {
      int index = among == null ? set : among[set];
      if (negated.test(clauses.get(index)) ? !opposite.get(set) : in.get(set)) {
        speaking.set(index);
      }
    }
    return speaking;
  }

  private Optional<Witness> inAction(String action, BitSet speaking) {
    int[] concerned = speaking.stream().toArray();
    List<Cell> cells =
        resourceCells.computeIfAbsent(
            speaking,
            _ ->
                Partition.cells(
                    base(Clause::notResources, Clause::resources),
                    speaking.stream().mapToObj(i -> clauses.get(i).resources()).toList(),
                    Universe.RESOURCES,
                    letters,
                    budget));
    for (Cell cell : cells) {
      BitSet may = speaking(cell.may(), cell.must(), Clause::notResources, concerned);
      BitSet must = speaking(cell.must(), cell.may(), Clause::notResources, concerned);
      if (areAllChosen(may)) {
        Optional<Witness> witness = inCell(new Situation(action, cell.word(), may, must));
        if (witness.isPresent()) {
          return witness;
        }
      }
    }
    return Optional.empty();
  }

  /** Action and resource are settled; what is left is the context. */
  private Optional<Witness> inCell(Situation situation) {
    List<List<KeyTest>> broken = testsOf(candidateDenies, situation.must());
    for (Span tier : envelopeTiers) {
      List<List<KeyTest>> alsoBroken = new ArrayList<>(broken);
      alsoBroken.addAll(testsOf(tier, situation.must()));
      Optional<Witness> witness = inContext(situation, List.of(), alsoBroken);
      if (witness.isPresent()) {
        return witness;
      }
    }
    for (List<KeyTest> denied : testsOf(envelopeDenies, situation.may())) {
      Optional<Witness> witness = inContext(situation, denied, broken);
      if (witness.isPresent()) {
        return witness;
      }
    }
    return Optional.empty();
  }

  private List<List<KeyTest>> testsOf(Span span, BitSet speaking) {
    List<List<KeyTest>> tests = new ArrayList<>();
    for (int i = speaking.nextSetBit(span.from());
        i >= 0 && i < span.to();
        i = speaking.nextSetBit(i + 1)) {
      tests.add(clauses.get(i).tests());
    }
    return tests;
  }

  private Optional<Witness> inContext(
      Situation situation, List<KeyTest> more, List<List<KeyTest>> broken) {
    List<KeyTest> tests = new ArrayList<>(given);
    tests.addAll(more);
    for (Template.Variable variable : letters.in(situation.resource())) {
      if (variable.defaultValue().isEmpty()) {
        tests.add(KeyTest.present(variable.key()));
      }
    }
    return switch (new Context(letters, budget).find(tests, broken)) {
      case Context.None _ -> Optional.empty();
      case Context.Unclear _ -> {
        unclear.add("a condition key is compared in ways that do not go together");
        yield Optional.empty();
      }
      case Context.Found(var values) -> {
        budget.spend(16 * clauses.size());
        Optional<Witness> witness =
            new Concretion(candidate, envelope, letters)
                .witness(situation.action(), situation.resource(), values);
        if (witness.isEmpty()) {
          unclear.add("the answer depends on the value of a policy variable");
        }
        yield witness;
      }
    };
  }
}
