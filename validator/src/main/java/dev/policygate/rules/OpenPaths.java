package dev.policygate.rules;

import dev.policygate.access.Question;
import dev.policygate.reach.EscalationPath;
import dev.policygate.reach.Grant;
import dev.policygate.reach.PassedRoles;
import dev.policygate.reach.PassedRoles.Passing;
import dev.policygate.reach.PassedRoles.Use;
import dev.policygate.reach.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds which paths to more permissions are open: those that somebody has published, and beyond
 * them every action that hands a role to a service which then does what the holder wants.
 *
 * <p>A path that passes a role is open when any role may be passed to the service that its actions
 * pass it to, whatever other services may have it.
 */
final class OpenPaths {

  /** Read once, when first asked about. */
  private static final class Published {
    private static final List<EscalationPath> PATHS = EscalationPath.published();
  }

  /** A path that is open, by the grants of its actions; that of passing a role comes last. */
  record Open(EscalationPath path, List<Grant> grants) {
    Open {
      grants = List.copyOf(grants);
    }

    /** Whether it is another one with steps that are not needed. */
    private boolean isLongerThan(Open other) {
      return path.actions().size() > other.path().actions().size()
          && path.actions().containsAll(other.path().actions());
    }
  }

  private final Reach reach;
  private final SideDoors doors;
  private final Map<List<String>, Optional<Grant>> passes = new HashMap<>();

  OpenPaths(Reach reach, SideDoors doors) {
    this.reach = reach;
    this.doors = doors;
  }

  /** Those that are open, the published ones first, without any that has needless steps. */
  List<Open> find() {
    List<Open> all = new ArrayList<>();
    for (EscalationPath path : Published.PATHS) {
      Optional<Open> open = open(path);
      if (open.isPresent()) {
        all.add(open.get());
      }
    }
    List<Open> shortest = new ArrayList<>();
    for (Open open : all) {
      if (!isLongerThanAny(open, all)) {
        shortest.add(open);
      }
    }
    shortest.addAll(unpublished(shortest));
    return shortest;
  }

  private static boolean isLongerThanAny(Open open, List<Open> others) {
    for (Open other : others) {
      if (open.isLongerThan(other)) {
        return true;
      }
    }
    return false;
  }

  /** Actions that pass a role and are a step of no published path that is open. */
  private List<Open> unpublished(List<Open> published) {
    if (passesAnyRoleTo(List.of()).isEmpty()) {
      return List.of();
    }
    Set<String> steps = new HashSet<>();
    for (Open open : published) {
      steps.addAll(open.path().actions());
    }
    List<Open> more = new ArrayList<>();
    for (String action : reach.actions()) {
      Optional<Passing> passing = PassedRoles.bundled().of(action);
      if (passing.isPresent() && passing.get().use() != Use.WORK && !steps.contains(action)) {
        Optional<Open> open = open(EscalationPath.passing(passing.get()));
        if (open.isPresent()) {
          more.add(open.get());
        }
      }
    }
    return more;
  }

  private Optional<Open> open(EscalationPath path) {
    for (String action : path.actions()) {
      if (!reach.isSpokenOf(action)) {
        return Optional.empty();
      }
    }
    List<Grant> grants = new ArrayList<>();
    for (String action : path.actions()) {
      Optional<Grant> grant = grant(action, path);
      if (grant.isEmpty()) {
        return Optional.empty();
      }
      if (action.equals(EscalationPath.PASS_ROLE)) {
        grants.addLast(grant.get());
      } else {
        grants.addFirst(grant.get());
      }
    }
    return Optional.of(new Open(path, grants));
  }

  private Optional<Grant> grant(String action, EscalationPath path) {
    if (action.equals(EscalationPath.PASS_ROLE)) {
      return passesAnyRole(path);
    }
    if (SideDoors.POWERS.contains(reach.effectOf(action).power())) {
      return doors.find(action);
    }
    return path.needsTarget()
        ? reach.atLarge(action)
        : reach.anywhere(action, Question.of(List.of(action), List.of("*")));
  }

  /** To which service is what the path says; where nobody knows, any will do. */
  private Optional<Grant> passesAnyRole(EscalationPath path) {
    Optional<Grant> any = passesAnyRoleTo(List.of());
    if (any.isEmpty()) {
      return any;
    }
    Optional<Passing> passing = path.passing();
    return passesAnyRoleTo(passing.isPresent() ? passing.get().services() : List.of());
  }

  /** Whether any role may be passed to one of these services, or where none is given to any. */
  private Optional<Grant> passesAnyRoleTo(List<String> services) {
    Optional<Grant> known = passes.get(services);
    if (known == null) {
      known = services.isEmpty() ? reach.passesAnyRole() : reach.passesAnyRoleTo(services);
      passes.put(services, known);
    }
    return known;
  }
}
