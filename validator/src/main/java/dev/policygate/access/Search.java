package dev.policygate.access;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for a request that one statement of the candidate, and one of each of its other
 * layers, allow and the envelope does not.
 */
final class Search {

  private final Sides sides;
  private final Budget budget;
  private final Set<String> unclear;
  private final Letters letters = new Letters();
  private final Doubts doubts;

  /** Where alone to look; everywhere when it is null. */
  private final Places.@Nullable Place place;

  private @Nullable Witness witness;

  /**
   * Prepares a search.
   *
   * @param unclear takes what was not understood
   */
  Search(Sides sides, Budget budget, Set<String> unclear) {
    this(sides, budget, unclear, null);
  }

  /**
   * Prepares a search.
   *
   * @param place where alone to look; everywhere when it is null
   */
  Search(Sides sides, Budget budget, Set<String> unclear, Places.@Nullable Place place) {
    this.sides = sides;
    this.budget = budget;
    this.unclear = unclear;
    this.doubts = new Doubts(letters, budget);
    this.place = place;
  }

  /** The witness, or null when there is none or it is not clear. */
  @Nullable Witness run() {
    visitActions(new FirstWitness());
    return witness;
  }

  private final class FirstWitness implements Partition.Visitor {
    @Override
    public boolean visit(Cell cell) {
      return forAction(cell.word(), speaking(cell)) == null;
    }
  }

  /**
   * Like {@link #run}, and prefers requests that may be made today: for actions that AWS has, on
   * resources that they take.
   *
   * @param more what looking for a better witness may cost
   */
  @Nullable Witness runForReal(Budget more) {
    RealWitness wanted = new RealWitness(more);
    try {
      visitActions(wanted);
    } catch (Budget.Exhausted e) {
      if (wanted.any == null) {
        throw e;
      }
    }
    @Nullable Witness other = wanted.any;
    return wanted.real == null && other != null ? named(other) : wanted.real;
  }

  private final class RealWitness implements Partition.Visitor {
    private final Budget more;
    private @Nullable Witness any;
    private @Nullable Witness real;

    RealWitness(Budget more) {
      this.more = more;
    }

    @Override
    public boolean visit(Cell cell) {
      BitSet speaking = speaking(cell);
      @Nullable Witness found = forAction(cell.word(), speaking);
      if (found != null) {
        any = any == null ? found : any;
        real = real(speaking, found, more);
      }
      return real == null;
    }
  }

  /** The same, if AWS has the action, in AWS's spelling. */
  private static Witness named(Witness witness) {
    Optional<Action> action = Catalog.bundled().action(witness.request().action());
    return action.isPresent() ? witness.of(action.get().id()) : witness;
  }

  /** A witness for a real action of which the same statements speak; null where none is found. */
  private @Nullable Witness real(BitSet speaking, Witness found, Budget more) {
    try {
      return new RealActions(sides, more).find(speaking);
    } catch (Budget.Exhausted e) {
      // What was found does as well.
      return found;
    }
  }

  /** Visits cells of actions, for all of each of which the same statements speak. */
  private void visitActions(Partition.Visitor visitor) {
    new Partition(sides.actions(), Universe.ACTIONS, letters, budget).visit(actionBase(), visitor);
  }

  /** The witness for an action of which these statements speak, or null. */
  @Nullable Witness forAction(String action, BitSet speaking) {
    witness = null;
    inAction(action, speaking);
    return witness;
  }

  private BitSet speaking(Cell cell) {
    BitSet speaking = new BitSet(sides.size());
    for (int i = 0; i < sides.size(); i++) {
      speaking.set(i, sides.get(i).notActions() != cell.must().get(i));
    }
    return speaking;
  }

  /** The most particular patterns of what must hold; the others only narrow them. */
  private PatternSet actionBase() {
    PatternSet best = PatternSet.everything();
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      Clause clause = sides.get(i);
      if (!clause.notActions() && breadth(clause.actions()) < breadth(best)) {
        best = clause.actions();
      }
    }
    return best;
  }

  /** Variables first, as they are exact in a base only; then the fewer wildcards, the better. */
  private static int breadth(PatternSet set) {
    if (set.isEverything()) {
      return Integer.MAX_VALUE;
    }
    if (set.hasVariables()) {
      return -1;
    }
    int wild = 0;
    for (int i = 0; i < set.size(); i++) {
      wild += set.get(i).prefix() < set.get(i).length() ? 1 : 0;
    }
    return 1024 * wild + set.size();
  }

  private void inAction(String action, BitSet speaking) {
    if (speaking.nextClearBit(0) < sides.askedSpan().to()
        || isSilent(sides.otherTiers(), speaking)
        || isAlwaysRefused(speaking)
        || isAlwaysAllowed(speaking)) {
      return;
    }
    Resources resources = new Resources(sides, speaking, doubts);
    Sides.@Nullable Span pivot = pivot(speaking);
    if (pivot == null) {
      inResources(action, resources, null);
      return;
    }
    for (int i = speaking.nextSetBit(pivot.from());
        i >= 0 && i < pivot.to() && witness == null;
        i = speaking.nextSetBit(i + 1)) {
      inResources(action, resources, new Sides.Span(i, i + 1));
    }
  }

  /** Another layer in which resources hold variables: its statements are looked at one by one. */
  private Sides.@Nullable Span pivot(BitSet speaking) {
    for (Sides.Span tier : sides.otherTiers()) {
      for (int i = speaking.nextSetBit(tier.from());
          i >= 0 && i < tier.to();
          i = speaking.nextSetBit(i + 1)) {
        if (sides.get(i).resources().hasVariables()) {
          return tier;
        }
      }
    }
    return null;
  }

  private void inResources(String action, Resources resources, Sides.@Nullable Span chosen) {
    new Partition(resources.sets(), Universe.RESOURCES, letters, budget)
        .visit(
            place == null ? resourceBase(chosen) : place.resources(),
            new InResources(action, resources, chosen));
  }

  private final class InResources implements Partition.Visitor {
    private final String action;
    private final Resources resources;
    private final Sides.@Nullable Span chosen;

    InResources(String action, Resources resources, Sides.@Nullable Span chosen) {
      this.action = action;
      this.resources = resources;
      this.chosen = chosen;
    }

    @Override
    public boolean visit(Cell cell) {
      witness = inCell(action, cell, resources, chosen);
      return witness == null;
    }
  }

  private static boolean isSilent(List<Sides.Span> tiers, BitSet speaking) {
    for (Sides.Span tier : tiers) {
      int first = speaking.nextSetBit(tier.from());
      if (first < 0 || first >= tier.to()) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlwaysRefused(BitSet speaking) {
    return speaksAlways(sides.candidateDenies(), speaking);
  }

  private boolean isAlwaysAllowed(BitSet speaking) {
    int deny = speaking.nextSetBit(sides.envelopeDenies().from());
    if (deny >= 0 && deny < sides.envelopeDenies().to()) {
      return false;
    }
    for (Sides.Span tier : sides.envelopeTiers()) {
      if (!speaksAlways(tier, speaking)) {
        return false;
      }
    }
    return true;
  }

  private boolean speaksAlways(Sides.Span span, BitSet speaking) {
    for (int i = speaking.nextSetBit(span.from());
        i >= 0 && i < span.to();
        i = speaking.nextSetBit(i + 1)) {
      if (sides.get(i).isUnconditional()) {
        return true;
      }
    }
    return false;
  }

  private PatternSet resourceBase(Sides.@Nullable Span chosen) {
    PatternSet best = PatternSet.everything();
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      best = better(best, sides.get(i));
    }
    return chosen == null ? best : better(best, sides.get(chosen.from()));
  }

  private static PatternSet better(PatternSet best, Clause clause) {
    return !clause.notResources() && breadth(clause.resources()) < breadth(best)
        ? clause.resources()
        : best;
  }

  /** Action and resource are settled; what is left is the context. */
  private @Nullable Witness inCell(
      String action, Cell cell, Resources resources, Sides.@Nullable Span chosen) {
    List<List<List<KeyTest>>> needed = new ArrayList<>();
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      needed.add(resources.ways(i, cell));
    }
    for (Sides.Span tier : sides.otherTiers()) {
      needed.add(resources.ways(chosen != null && tier.holds(chosen) ? chosen : tier, cell));
    }
    for (List<List<KeyTest>> ways : needed) {
      if (ways.isEmpty()) {
        return null;
      }
    }
    List<List<KeyTest>> refusing = resources.ways(sides.candidateDenies(), cell);
    if (holdsAnyway(refusing)) {
      return null;
    }
    List<KeyTest> given = new ArrayList<>(sides.binding().tests());
    for (String key : letters.in(cell.word())) {
      given.add(KeyTest.present(key));
    }
    if (place != null) {
      given.addAll(place.assumed());
    }
    for (Sides.Span tier : sides.envelopeTiers()) {
      List<List<KeyTest>> broken = resources.ways(tier, cell);
      if (!holdsAnyway(broken)) {
        broken.addAll(refusing);
        Witness found = inContexts(action, cell, needed, 0, given, broken);
        if (found != null) {
          return found;
        }
      }
    }
    List<List<KeyTest>> denying = resources.ways(sides.envelopeDenies(), cell);
    if (!denying.isEmpty()) {
      needed.add(denying);
      return inContexts(action, cell, needed, 0, given, refusing);
    }
    return null;
  }

  private static boolean holdsAnyway(List<List<KeyTest>> ways) {
    for (List<KeyTest> way : ways) {
      if (way.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Tries each way in which what is needed can hold. */
  private @Nullable Witness inContexts(
      String action,
      Cell cell,
      List<List<List<KeyTest>>> needed,
      int from,
      List<KeyTest> given,
      List<List<KeyTest>> broken) {
    if (from == needed.size()) {
      return inContext(action, cell, given, broken);
    }
    List<List<KeyTest>> ways = needed.get(from);
    if (holdsAnyway(ways)) {
      return inContexts(action, cell, needed, from + 1, given, broken);
    }
    for (List<KeyTest> way : ways) {
      List<KeyTest> more = new ArrayList<>(given);
      more.addAll(way);
      Witness found = inContexts(action, cell, needed, from + 1, more, broken);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Witness inContext(
      String action, Cell cell, List<KeyTest> tests, List<List<KeyTest>> broken) {
    budget.spend(8);
    Context.Answer answer = new Context(letters, budget).find(tests, broken);
    if (answer instanceof Context.Found found) {
      Witness shown =
          new Concretion(sides, letters, doubts, budget)
              .witness(action, cell.word(), found.values());
      if (shown == null) {
        unclear.add(
            sides.binding().otherwise()
                ? "the answer depends on what `ForAnyValue` with `IfExists` says without the key"
                : doubts.explanation());
      }
      return shown;
    }
    if (answer instanceof Context.Unclear) {
      unclear.add("a condition key is compared in ways that do not go together");
    }
    return null;
  }
}
