package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement plainly says of another: that it speaks of every request of which the other
 * one speaks. What is not seen here, the search finds out; most statements of two versions of a
 * document are the same.
 */
final class Cover {

  private final Permissions candidate;
  private final Permissions envelope;
  private final Budget budget;

  /** The denies of the envelope that none of the candidate covers; null until they are asked. */
  private @Nullable List<Clause> stricter;

  Cover(Permissions candidate, Permissions envelope, Budget budget) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.budget = budget;
  }

  /** Whether plainly no request that this statement allows to the candidate is too much. */
  boolean staysWithin(Clause first) {
    for (Tier tier : envelope.tiers()) {
      if (!isCovered(first, tier.allows())) {
        return false;
      }
    }
    for (Clause deny : stricter()) {
      if (mayMeet(first, deny)) {
        return false;
      }
    }
    return true;
  }

  private List<Clause> stricter() {
    @Nullable List<Clause> known = stricter;
    if (known == null) {
      known = new ArrayList<>();
      for (Tier tier : envelope.tiers()) {
        for (Clause deny : tier.denies()) {
          if (!isDenied(deny)) {
            known.add(deny);
          }
        }
      }
      stricter = known;
    }
    return known;
  }

  /** Whether the candidate plainly denies all requests of which each of some clauses speaks. */
  boolean isDenied(List<Clause> asked) {
    for (Clause clause : asked) {
      if (isDenied(clause)) {
        return true;
      }
    }
    return false;
  }

  private boolean isDenied(Clause deny) {
    for (Tier tier : candidate.tiers()) {
      if (isCovered(deny, tier.denies())) {
        return true;
      }
    }
    return false;
  }

  private boolean mayMeet(Clause first, Clause other) {
    boolean otherActions =
        !first.notActions() && !other.notActions() && areDisjoint(first.actions(), other.actions());
    return !otherActions
        && (first.notResources()
            || other.notResources()
            || !areDisjoint(first.resources(), other.resources()));
  }

  /** Whether plainly no text matches patterns of both. */
  boolean areDisjoint(PatternSet some, PatternSet others) {
    for (int i = 0; i < others.size(); i++) {
      @Nullable String word = others.get(i).onlyWord();
      for (int j = 0; j < some.size(); j++) {
        budget.spend(1);
        if ((word == null || some.get(j).hasVariables())
            ? !GlobRelation.areDisjoint(some.get(j), others.get(i))
            : some.get(j).matches(word)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isCovered(Clause narrow, List<Clause> wide) {
    for (Clause clause : wide) {
      if (covers(clause, narrow)) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(Clause wide, Clause narrow) {
    return wide.notActions() == narrow.notActions()
        && wide.notResources() == narrow.notResources()
        && (wide.notActions()
            ? covers(narrow.actions(), wide.actions())
            : covers(wide.actions(), narrow.actions()))
        && (wide.notResources()
            ? covers(narrow.resources(), wide.resources())
            : covers(wide.resources(), narrow.resources()))
        && narrow.tests().containsAll(wide.tests());
  }

  private boolean covers(PatternSet wide, PatternSet narrow) {
    for (int i = 0; i < narrow.size(); i++) {
      if (!holds(wide, narrow.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(PatternSet set, Glob pattern) {
    for (int i = 0; i < set.size(); i++) {
      Glob wide = set.get(i);
      budget.spend(4);
      // A variable with a default and one without are not the same.
      if ((wide.hasVariables() || pattern.hasVariables())
          ? wide.equals(pattern)
          : GlobRelation.covers(wide, pattern)) {
        return true;
      }
    }
    return false;
  }
}
