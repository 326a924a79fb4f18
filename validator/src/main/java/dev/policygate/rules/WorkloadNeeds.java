package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.resource.BundledResources;
import dev.policygate.validation.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a kind of workload needs of AWS, by a reviewed table. */
final class WorkloadNeeds {

  private static final String RESOURCE = "workload/needs.tsv";
  private static final String EVERY = "*";
  private static final String OWN = "own";

  /** What reading gives, but for credentials. */
  private static final Set<Power> LOOKING =
      Set.of(Power.CODE_READ, Power.DATA_READ, Power.HARMLESS, Power.LOG_READ, Power.SECRET_READ);

  private final List<NamePattern> onOwn = new ArrayList<>();
  private final List<NamePattern> onAny = new ArrayList<>();

  private WorkloadNeeds() {}

  static WorkloadNeeds of(Workload workload) {
    Optional<byte[]> bytes = BundledResources.read(RESOURCE);
    if (bytes.isEmpty()) {
      throw new IllegalStateException("the class path lacks " + RESOURCE);
    }
    WorkloadNeeds needs = new WorkloadNeeds();
    for (String line : new String(bytes.get(), StandardCharsets.UTF_8).split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      if (cells[0].equals(EVERY) || cells[0].equals(workload.word())) {
        (cells[2].equals(OWN) ? needs.onOwn : needs.onAny).add(NamePattern.of(cells[1]));
      }
    }
    return needs;
  }

  /** Whether it needs an action at all. */
  boolean hold(String action, Reach reach) {
    return matches(onAny, action) || isOnOwn(action, reach);
  }

  /**
   * Whether it needs an action on resources of its own, which a policy can name: to use them, and
   * to look at them, however that is called.
   */
  boolean isOnOwn(String action, Reach reach) {
    return matches(onOwn, action)
        || (!matches(onAny, action) && looksAtWhatHasNames(action, reach));
  }

  /**
   * Whether an action changes nothing and hands out no credentials: by the table of powers, and by
   * the catalogue where it knows the action.
   */
  static boolean looks(String action, Reach reach) {
    Optional<Action> known = reach.catalog().action(action);
    return LOOKING.contains(reach.effectOf(action).power())
        && (known.isEmpty()
            || known.get().accessLevel() == AccessLevel.LIST
            || known.get().accessLevel() == AccessLevel.READ);
  }

  private static boolean looksAtWhatHasNames(String action, Reach reach) {
    Optional<Action> known = reach.catalog().action(action);
    if (known.isEmpty() || !looks(action, reach)) {
      return false;
    }
    for (ActionResource resource : known.get().resourceTypes()) {
      if (Fixes.hasNames(resource)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(List<NamePattern> patterns, String action) {
    for (NamePattern pattern : patterns) {
      if (pattern.matches(action)) {
        return true;
      }
    }
    return false;
  }
}
