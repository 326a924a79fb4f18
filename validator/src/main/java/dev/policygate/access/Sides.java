package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;

/**
 * All statements that have a part in a comparison, in one list: sets of them are sets of indexes.
 * First comes the one whose requests are looked for, and stands in turn for each that the candidate
 * allows by.
 */
final class Sides {

  private static final Clause[] NO_CLAUSES = {};

  private final Permissions candidate;
  private final Permissions envelope;
  private final List<Clause> asked;
  private final Binding binding;
  private final Clause[] clauses;
  private final List<PatternSet> actions;
  private final Span askedSpan;
  private final List<Span> otherTiers = new ArrayList<>();
  private final Span candidateDenies;
  private final Span envelopeDenies;
  private final List<Span> envelopeTiers = new ArrayList<>();

  private final Places places = new Places(this);

  /** A run of indexes, the last one not part of it. */
  record Span(int from, int to) {

    boolean holds(Span other) {
      return from <= other.from && other.to <= to;
    }
  }

  /**
   * Lines them up.
   *
   * @param asked what a request must hold besides
   * @param binding the values of variables that are assumed
   */
  Sides(Permissions candidate, Permissions envelope, List<Clause> asked, Binding binding) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.asked = asked;
    this.binding = binding;
    List<Clause> all = new ArrayList<>();
    Clause place = candidate.tiers().getFirst().allows().getFirst();
    all.add(place);
    askedSpan = add(asked, all);
    List<Clause> denies = new ArrayList<>();
    for (int i = 0; i < candidate.tiers().size(); i++) {
      Tier tier = candidate.tiers().get(i);
      if (i > 0) {
        otherTiers.add(add(tier.allows(), all));
      }
      denies.addAll(tier.denies());
    }
    candidateDenies = add(denies, all);
    denies.clear();
    for (Tier tier : envelope.tiers()) {
      denies.addAll(tier.denies());
      envelopeTiers.add(add(tier.allows(), all));
    }
    envelopeDenies = add(denies, all);
    clauses = all.toArray(NO_CLAUSES);
    actions = new ArrayList<>(clauses.length);
    for (Clause clause : clauses) {
      actions.add(clause.actions());
    }
  }

  private Span add(List<Clause> more, List<Clause> all) {
    int from = all.size();
    for (Clause clause : more) {
      all.add(binding.applyTo(clause));
    }
    return new Span(from, all.size());
  }

  /** Looks for requests that this statement allows from now on. */
  void setFirst(Clause clause) {
    clauses[0] = binding.applyTo(clause);
    actions.set(0, clauses[0].actions());
  }

  Permissions candidate() {
    return candidate;
  }

  Permissions envelope() {
    return envelope;
  }

  /** What a request must hold besides, as it was asked. */
  List<Clause> asked() {
    return asked;
  }

  Binding binding() {
    return binding;
  }

  /** Where the resources of real actions are. */
  Places places() {
    return places;
  }

  int size() {
    return clauses.length;
  }

  Clause get(int index) {
    return clauses[index];
  }

  /** The actions of each. */
  List<PatternSet> actions() {
    return actions;
  }

  /** What is asked; like the first statement, each of them must hold. */
  Span askedSpan() {
    return askedSpan;
  }

  /** Of the candidate's other layers the statements that allow: one of each must. */
  List<Span> otherTiers() {
    return otherTiers;
  }

  Span candidateDenies() {
    return candidateDenies;
  }

  Span envelopeDenies() {
    return envelopeDenies;
  }

  /** Of the envelope's layers the statements that allow. */
  List<Span> envelopeTiers() {
    return envelopeTiers;
  }
}
