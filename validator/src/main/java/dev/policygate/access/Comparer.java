package dev.policygate.access;

import dev.policygate.access.Binding.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a request that the candidate allows and the envelope does not.
 *
 * <p>For each statement that allows the actions are cut into cells by all other statements, then
 * the resources of each cell, and what is left is a question about conditions. So joint coverage by
 * several statements, and denies on either side, need no special case.
 */
final class Comparer {

  /** More values of variables are not tried one by one. */
  private static final int MOST_BINDINGS = 64;

  private static final int MOST_VALUES = 16;

  private static final int MOST_GUESSES = 96;

  private final Permissions candidate;
  private final Permissions envelope;
  private final List<Clause> asked;
  private final Budget budget;
  private final Budget more = Budget.forWitnesses();
  private final Budget guessing = Budget.forWitnesses();
  private final Cover cover;
  private boolean forReal;

  /** Whether a test of either side can be read in two ways. */
  private boolean open;

  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();

  /** The keys that variables name, and those of them that matter when they are absent, too. */
  private final Set<String> variableKeys = new TreeSet<>();

  private final Set<String> delicateKeys = new TreeSet<>();

  /** The keys that conditions test. */
  private final Set<String> testedKeys = new HashSet<>();

  private final Map<Binding, Sides> sides = new HashMap<>();

  /**
   * Prepares a comparison.
   *
   * @param asked of what the candidate allows, only what these clauses hold as well counts
   */
  Comparer(Permissions candidate, Permissions envelope, List<Clause> asked, Budget budget) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.asked = asked;
    this.budget = budget;
    this.cover = new Cover(candidate, envelope, budget);
    for (Permissions side : List.of(candidate, envelope)) {
      for (Tier tier : side.tiers()) {
        addKeys(tier.allows());
        addKeys(tier.denies());
      }
    }
    addKeys(asked);
  }

  private void addKeys(List<Clause> clauses) {
    for (Clause clause : clauses) {
      open |= clause.isOpenWhenAbsent();
      if (!clause.variableKeys().isEmpty()) {
        variableKeys.addAll(clause.variableKeys());
        delicateKeys.addAll(clause.delicateKeys());
      }
      for (KeyTest test : clause.tests()) {
        testedKeys.add(test.key());
      }
    }
  }

  /**
   * Compares.
   *
   * @param all whether every statement is looked at; else the first witness ends it
   * @param real whether witnesses are to be requests that make sense today
   */
  Containment compare(boolean all, boolean real) {
    forReal = real;
    if (cover.isDenied(asked)) {
      return new Containment.Within();
    }
    for (Clause first : candidate.tiers().getFirst().allows()) {
      try {
        if (concernsWhatIsAsked(first) && !cover.staysWithin(first)) {
          search(first);
        }
      } catch (Budget.Exhausted e) {
        doubts.add(
            new Doubt(
                "the statement is too intricate to be compared with the work that is allowed",
                List.of(first.site())));
      }
      if (!all && !witnesses.isEmpty()) {
        break;
      }
    }
    if (!witnesses.isEmpty()) {
      return new Containment.Exceeds(witnesses, doubts);
    }
    return doubts.isEmpty() ? new Containment.Within() : new Containment.Undecided(doubts);
  }

  /** Sees most statements at a glance that do not. */
  private boolean concernsWhatIsAsked(Clause first) {
    for (Clause clause : asked) {
      if (!first.notActions()
          && !clause.notActions()
          && cover.areDisjoint(first.actions(), clause.actions())) {
        return false;
      }
      if (!first.notResources()
          && !clause.notResources()
          && cover.areDisjoint(first.resources(), clause.resources())) {
        return false;
      }
    }
    return true;
  }

  private void search(Clause first) {
    Set<String> unclear = new TreeSet<>();
    for (Binding binding : bindings(first)) {
      Sides both = sides(binding);
      budget.spend(both.size());
      both.setFirst(first);
      Set<String> what = new TreeSet<>();
      @Nullable Witness witness = run(new Search(both, budget, what));
      if (witness == null && !what.isEmpty()) {
        witness = guess(binding, first);
      }
      if (witness != null) {
        witnesses.add(witness);
        return;
      }
      unclear.addAll(what);
    }
    for (String what : unclear) {
      doubts.add(new Doubt(what, List.of(first.site())));
    }
  }

  /**
   * Searches with values of variables in place, where it was not clear without. What is found is a
   * witness; that nothing is found says nothing.
   */
  private @Nullable Witness guess(Binding binding, Clause first) {
    try {
      for (Binding guessed : guesses(binding, first)) {
        Sides both = new Sides(candidate, envelope, asked, guessed);
        guessing.spend(8 * both.size());
        both.setFirst(first);
        @Nullable Witness witness = new Search(both, guessing, new TreeSet<>()).run();
        if (witness != null) {
          @Nullable Witness real =
              forReal ? new Search(both, guessing, new TreeSet<>()).runForReal(more) : null;
          return real == null ? witness : real;
        }
      }
    } catch (Budget.Exhausted e) {
      // It stays unclear.
    }
    return null;
  }

  /**
   * The binding with values for one of the keys that are open in it, for two of them, and so on.
   */
  private List<Binding> guesses(Binding binding, Clause first) {
    List<Clause> clauses = new ArrayList<>();
    clauses.add(first);
    clauses.addAll(asked);
    for (Permissions side : List.of(envelope, candidate)) {
      for (Tier tier : side.tiers()) {
        clauses.addAll(tier.denies());
        clauses.addAll(tier.allows());
      }
    }
    Guesses values = new Guesses(clauses, guessing);
    List<Binding> guesses = new ArrayList<>();
    guesses.add(binding);
    for (String key : values.keys()) {
      if (!binding.isOpen(key)) {
        continue;
      }
      int before = guesses.size();
      for (String value : values.valuesOf(key)) {
        for (int i = 0; i < before && guesses.size() < MOST_GUESSES; i++) {
          guesses.add(guesses.get(i).with(key, Case.of(value)));
        }
      }
    }
    guesses.removeFirst();
    return guesses;
  }

  private @Nullable Witness run(Search search) {
    return forReal ? search.runForReal(more) : search.run();
  }

  private Sides sides(Binding binding) {
    @Nullable Sides known = sides.get(binding);
    if (known == null) {
      known = new Sides(candidate, envelope, asked, binding);
      budget.spend(8 * known.size());
      sides.put(binding, known);
    }
    return known;
  }

  /**
   * The cases of keys that variables name. Where conditions that must hold leave so many values
   * only, each is a case; else a variable stays a variable.
   */
  private List<Binding> bindings(Clause first) {
    List<Binding> bindings = List.of(Binding.NOTHING);
    for (String key : variableKeys) {
      budget.spend(8 + first.tests().size());
      List<Case> cases = cases(key, first);
      if (cases.isEmpty()) {
        continue;
      }
      if (cases.size() * bindings.size() > MOST_BINDINGS) {
        if (delicateKeys.contains(key)) {
          throw new Budget.Exhausted();
        }
        continue;
      }
      List<Binding> longer = new ArrayList<>();
      budget.spend(bindings.size() * cases.size() * (8 + 4 * bindings.getFirst().cases().size()));
      for (Binding binding : bindings) {
        for (Case one : cases) {
          longer.add(binding.with(key, one));
        }
      }
      bindings = longer;
    }
    return open ? withBothReadings(bindings) : bindings;
  }

  private static List<Binding> withBothReadings(List<Binding> bindings) {
    List<Binding> both = new ArrayList<>(bindings);
    for (Binding binding : bindings) {
      both.add(binding.readOtherwise());
    }
    return both;
  }

  /** The cases of one key; none where they need not be told apart. */
  private List<Case> cases(String key, Clause first) {
    @Nullable KeyTest test = finite(key, first);
    PatternSet patterns = test == null ? null : test.patterns();
    boolean finite = patterns != null && patterns.size() < MOST_VALUES;
    boolean both = delicateKeys.contains(key) || testedKeys.contains(key);
    if (!finite && !both) {
      return List.of();
    }
    boolean several = KeyFacts.of(key).several();
    if (test == null || patterns == null || !finite || several) {
      if (!both) {
        return List.of();
      }
      return several
          ? List.of(Case.SINGLE, Case.ABSENT, Case.SEVERAL)
          : List.of(Case.SINGLE, Case.ABSENT);
    }
    List<Case> cases = new ArrayList<>();
    for (String value : patterns.onlyWords()) {
      cases.add(Case.of(value));
    }
    if (test.whenAbsent()) {
      cases.add(Case.ABSENT);
      if (test.nonEmpty()) {
        // An empty value is overlooked there as well.
        cases.add(Case.of(""));
      }
    }
    return cases;
  }

  /** A test, of those that must hold, that leaves only so many values of the key. */
  private @Nullable KeyTest finite(String key, Clause first) {
    @Nullable KeyTest found = finiteOf(key, first);
    for (int i = 0; i < asked.size() && found == null; i++) {
      found = finiteOf(key, asked.get(i));
    }
    return found;
  }

  private static @Nullable KeyTest finiteOf(String key, Clause clause) {
    for (KeyTest test : clause.tests()) {
      PatternSet patterns = test.patterns();
      if (test.key().equals(key)
          && test.in()
          && patterns != null
          && !patterns.onlyWords().isEmpty()) {
        return test;
      }
    }
    return null;
  }
}
