package dev.policygate.access;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ResourceType;
import dev.policygate.catalog.Service;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Actions that AWS has today, for witnesses that make sense. */
final class RealActions {

  /** Where statements name no service, these are tried. */
  private static final List<String> WELL_KNOWN = List.of("s3", "ec2", "iam", "lambda", "sqs");

  private static final int MOST_ACTIONS = 4;

  private final Sides sides;
  private final Budget budget;

  /** Of types of resources, by index of a statement: whether it is known, and whether they meet. */
  private final IdentityHashMap<ResourceType, BitSet> reached = new IdentityHashMap<>();

  /** The resources of statements, by their index. */
  private final Map<Integer, List<String>> texts = new HashMap<>();

  RealActions(Sides sides, Budget budget) {
    this.sides = sides;
    this.budget = budget;
  }

  /**
   * Tries actions of which these statements speak, and no others.
   *
   * @return the first witness; null when there is none for the first few actions
   */
  @Nullable Witness find(BitSet speaking) {
    int tried = 0;
    for (Map.Entry<Service, BitSet> candidates : candidates().entrySet()) {
      List<Action> actions = candidates.getKey().actions();
      BitSet indexes = candidates.getValue();
      for (int i = indexes.nextSetBit(0); i >= 0; i = indexes.nextSetBit(i + 1)) {
        if (isSpokenOf(actions.get(i), speaking) && mayReach(actions.get(i))) {
          Witness found = sides.places().find(actions.get(i), new At(actions.get(i), speaking));
          if (found != null || ++tried == MOST_ACTIONS) {
            return found;
          }
        }
      }
    }
    return null;
  }

  /** Looks for a witness for one action. */
  private final class At implements Places.Look {
    private final Action action;
    private final BitSet speaking;

    At(Action action, BitSet speaking) {
      this.action = action;
      this.speaking = speaking;
    }

    @Override
    public @Nullable Witness at(Places.Place place) {
      String lower = action.id().toLowerCase(Locale.ROOT);
      Witness found = new Search(sides, budget, new TreeSet<>(), place).forAction(lower, speaking);
      return found == null ? null : found.of(action.id());
    }
  }

  private boolean isSpokenOf(Action action, BitSet speaking) {
    String lower = action.id().toLowerCase(Locale.ROOT);
    for (int i = 0; i < sides.size(); i++) {
      budget.spend(sides.get(i).actions().size());
      if (sides.get(i).concernsAction(lower) != speaking.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether resources that the action takes may be among those that must be spoken of. */
  private boolean mayReach(Action action) {
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      Clause clause = sides.get(i);
      if (!clause.notResources() && !clause.resources().isEverything()) {
        boolean reached = false;
        for (ActionResource resource : action.resourceTypes()) {
          reached |= reaches(clause, i, resource.type());
        }
        if (!reached) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean reaches(Clause clause, int index, ResourceType type) {
    @Nullable BitSet known = reached.get(type);
    if (known == null) {
      known = new BitSet();
      reached.put(type, known);
    }
    if (!known.get(2 * index)) {
      known.set(2 * index);
      known.set(2 * index + 1, meets(loosened(clause.resources(), index), type));
    }
    return known.get(2 * index + 1);
  }

  private boolean meets(List<String> resources, ResourceType type) {
    for (ArnTemplate arn : type.arns()) {
      String form = arn.pattern();
      for (String resource : resources) {
        budget.spend(16 + form.length() * (resource.length() / 16));
        if (Patterns.meetForm(form, resource)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> loosened(PatternSet resources, int index) {
    @Nullable List<String> known = texts.get(index);
    if (known == null) {
      known = new ArrayList<>(resources.size());
      for (int i = 0; i < resources.size(); i++) {
        known.add(resources.get(i).loosened().toString());
      }
      texts.put(index, known);
    }
    return known;
  }

  /**
   * Among which actions to look, as indexes: those that may match what must hold; where that leaves
   * the service open, those of the resources' services, those that any statement names, and all of
   * well known services.
   */
  private Map<Service, BitSet> candidates() {
    Map<Service, BitSet> named = new LinkedHashMap<>();
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      Clause clause = sides.get(i);
      if (!clause.notActions() && addCandidates(clause.actions(), true, named)) {
        return named;
      }
    }
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      addServicesOf(sides.get(i).resources(), named);
    }
    for (int i = 0; i < sides.size(); i++) {
      addCandidates(sides.get(i).actions(), false, named);
    }
    for (String service : WELL_KNOWN) {
      addCandidates(service, "", named);
    }
    return named;
  }

  /** Adds the services that ARNs name, most of which are those of the actions. */
  private static void addServicesOf(PatternSet resources, Map<Service, BitSet> to) {
    for (int i = 0; i < resources.size(); i++) {
      String[] parts = resources.get(i).prefixText().split(":", 4);
      if (parts.length == 4) {
        addCandidates(parts[2], "", to);
      }
    }
  }

  /**
   * Adds what the patterns may match.
   *
   * @param narrowly whether only that, else all of the same services
   * @return whether each pattern names its service
   */
  private static boolean addCandidates(
      PatternSet patterns, boolean narrowly, Map<Service, BitSet> to) {
    boolean all = true;
    for (int i = 0; i < patterns.size(); i++) {
      String prefix = patterns.get(i).prefixText();
      int colon = prefix.indexOf(':');
      if (colon >= 0) {
        addCandidates(prefix.substring(0, colon), narrowly ? prefix.substring(colon + 1) : "", to);
      } else {
        all = false;
      }
    }
    return all;
  }

  private static void addCandidates(String service, String start, Map<Service, BitSet> to) {
    Optional<Service> known = Catalog.bundled().service(service);
    if (known.isEmpty()) {
      return;
    }
    BitSet candidates = to.get(known.get());
    if (candidates == null) {
      candidates = new BitSet();
      to.put(known.get(), candidates);
    }
    Service.Run run = known.get().actionsFrom(start);
    candidates.set(run.from(), run.to());
  }
}
