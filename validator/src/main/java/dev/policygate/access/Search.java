package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The search for a request that chosen statements, one of each layer, allow and the envelope not.
 */
final class Search {

  private final Permissions candidate;
  private final Permissions envelope;
  private final List<Clause> asked;
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

  /** Sets of resources of which it depended on variables whether they hold one. */
  private final List<PatternSet> doubtful = new ArrayList<>();

  private final Map<BitSet, Cut> cuts = new HashMap<>();

  /**
   * Resources, cut into cells.
   *
   * @param sets the sets by which they are cut
   * @param setsOf for each statement the indexes of its sets
   */
  private record Cut(List<Cell> cells, List<PatternSet> sets, Map<Integer, int[]> setsOf) {}

  /** A run of indexes, the last one not part of it. */
  private record Span(int from, int to) {}

  /**
   * One action and one resource.
   *
   * @param speaking the statements that may speak of them
   * @param doubts of those that do so for some values of variables only: that it is so, as a test
   */
  private record Situation(
      String action, String resource, BitSet speaking, Map<Integer, KeyTest> doubts) {}

  /**
   * Prepares a search.
   *
   * @param asked those of the chosen statements that the candidate does not make
   * @param unclear takes what was not understood
   */
  Search(
      Permissions candidate,
      Permissions envelope,
      List<Clause> asked,
      List<Clause> choice,
      Map<String, String> binding,
      Budget budget,
      Set<String> unclear) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.asked = asked;
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
          BitSet speaking = new BitSet(clauses.size());
          for (int i = 0; i < clauses.size(); i++) {
            speaking.set(i, clauses.get(i).notActions() != cell.must().get(i));
          }
          if (areAllChosen(speaking)) {
            inAction(cell.word(), speaking).ifPresent(found::add);
          }
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  /** The most particular patterns of the chosen statements; the others only narrow them. */
  private PatternSet base(Predicate<Clause> negated, Function<Clause, PatternSet> element) {
    return chosen().stream()
        .filter(clause -> !negated.test(clause))
        .map(element)
        .min(Comparator.comparingLong(Search::breadth))
        .orElse(PatternSet.everything());
  }

  /** Variables first, as they are exact in a base only; then the fewer wildcards, the better. */
  private static long breadth(PatternSet set) {
    return set.hasVariables()
        ? -1
        : set.globs().stream().filter(glob -> glob.onlyWord().isEmpty()).count();
  }

  private boolean areAllChosen(BitSet speaking) {
    return speaking.nextClearBit(chosen.from()) >= chosen.to();
  }

  private Optional<Witness> inAction(String action, BitSet speaking) {
    Cut cut = cuts.computeIfAbsent(speaking, this::cut);
    for (Cell cell : cut.cells()) {
      Situation situation = situation(action, cell, cut);
      if (areAllChosen(situation.speaking())) {
        Optional<Witness> witness = inCell(situation);
        if (witness.isPresent()) {
          return witness;
        }
      }
    }
    return Optional.empty();
  }

  /** Cuts the resources of the chosen statements by those of all that speak of the action. */
  private Cut cut(BitSet speaking) {
    boolean apart =
        speaking.stream().anyMatch(index -> clauses.get(index).resources().hasVariables());
    List<PatternSet> sets = new ArrayList<>();
    Map<Integer, int[]> setsOf = new TreeMap<>();
    for (int index : speaking.stream().toArray()) {
      PatternSet resources = clauses.get(index).resources();
      // With variables, each pattern for itself: the same one matches the same in all statements.
      List<PatternSet> parts =
          apart
              ? resources.globs().stream().map(glob -> new PatternSet(List.of(glob))).toList()
              : List.of(resources);
      setsOf.put(index, parts.stream().mapToInt(part -> indexOf(part, sets)).toArray());
    }
    return new Cut(
        Partition.cells(
            base(Clause::notResources, Clause::resources),
            sets,
            Universe.RESOURCES,
            letters,
            budget),
        sets,
        setsOf);
  }

  private static <T> int indexOf(T value, List<T> values) {
    int index = values.indexOf(value);
    if (index < 0) {
      values.add(value);
      return values.size() - 1;
    }
    return index;
  }

  private Situation situation(String action, Cell cell, Cut cut) {
    BitSet speaking = new BitSet(clauses.size());
    Map<Integer, KeyTest> doubts = new HashMap<>();
    cut.setsOf()
        .forEach(
            (index, sets) -> {
              Clause clause = clauses.get(index);
              boolean must = false;
              List<Glob> may = new ArrayList<>();
              for (int set : sets) {
                must |= cell.must().get(set);
                if (cell.may().get(set)) {
                  cut.sets().get(set).globs().stream()
                      .filter(glob -> letters.mayFit(glob, cell.word()))
                      .forEach(may::add);
                }
              }
              boolean isDoubtful = !must && !may.isEmpty();
              if (isDoubtful) {
                KeyTest matches =
                    KeyTest.present(Concretion.DOUBT + indexOf(new PatternSet(may), doubtful));
                doubts.put(index, clause.notResources() ? matches.not() : matches);
              }
              speaking.set(index, isDoubtful || clause.notResources() != must);
            });
    return new Situation(action, cell.word(), speaking, doubts);
  }

  /** Action and resource are settled; what is left is the context. */
  private Optional<Witness> inCell(Situation situation) {
    List<List<KeyTest>> broken = testsOf(candidateDenies, situation);
    for (Span tier : envelopeTiers) {
      List<List<KeyTest>> alsoBroken = new ArrayList<>(broken);
      alsoBroken.addAll(testsOf(tier, situation));
      Optional<Witness> witness = inContext(situation, List.of(), alsoBroken);
      if (witness.isPresent()) {
        return witness;
      }
    }
    for (List<KeyTest> denied : testsOf(envelopeDenies, situation)) {
      Optional<Witness> witness = inContext(situation, denied, broken);
      if (witness.isPresent()) {
        return witness;
      }
    }
    return Optional.empty();
  }

  private List<List<KeyTest>> testsOf(Span span, Situation situation) {
    List<List<KeyTest>> tests = new ArrayList<>();
    for (int i = situation.speaking().nextSetBit(span.from());
        i >= 0 && i < span.to();
        i = situation.speaking().nextSetBit(i + 1)) {
      List<KeyTest> all = new ArrayList<>(clauses.get(i).tests());
      KeyTest doubt = situation.doubts().get(i);
      if (doubt != null) {
        all.add(doubt);
      }
      tests.add(all);
    }
    return tests;
  }

  private Optional<Witness> inContext(
      Situation situation, List<KeyTest> more, List<List<KeyTest>> broken) {
    List<KeyTest> tests = new ArrayList<>(given);
    tests.addAll(more);
    testsOf(chosen, situation).forEach(tests::addAll);
    letters.in(situation.resource()).forEach(key -> tests.add(KeyTest.present(key)));
    return switch (new Context(letters, budget).find(tests, broken)) {
      case Context.None _ -> Optional.empty();
      case Context.Unclear _ -> {
        unclear.add("a condition key is compared in ways that do not go together");
        yield Optional.empty();
      }
      case Context.Found(var values) -> {
        budget.spend(16 * clauses.size());
        Optional<Witness> witness =
            new Concretion(candidate, envelope, asked, letters, doubtful, budget)
                .witness(situation.action(), situation.resource(), values);
        if (witness.isEmpty()) {
          unclear.add("the answer depends on the value of a policy variable");
        }
        yield witness;
      }
    };
  }
}
