package dev.policygate.reach;

import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which services' resources the holder can tag as he likes: a tag of theirs narrows nothing. */
final class Tagging {

  private final Reach reach;
  private final Catalog catalog;
  private final Map<String, Boolean> known = new HashMap<>();

  Tagging(Reach reach, Catalog catalog) {
    this.reach = reach;
    this.catalog = catalog;
  }

  /** Whether he can tag what an action is done to. */
  boolean reaches(String service, Optional<Action> action) {
    Set<String> services = new TreeSet<>(Set.of(service));
    if (action.isPresent()) {
      for (ActionResource resource : action.get().resourceTypes()) {
        for (ArnTemplate arn : resource.type().arns()) {
          services.add(arn.service());
        }
      }
    }
    for (String each : services) {
      if (reaches(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(String service) {
    Boolean kept = known.get(service);
    if (kept != null) {
      return kept;
    }
    // While it is asked whether tags can be set, no tag is in doubt.
    known.put(service, false);
    Optional<Service> there = catalog.service(service);
    boolean can = there.isPresent() && reaches(there.get());
    known.put(service, can);
    return can;
  }

  private boolean reaches(Service service) {
    for (Action action : service.actions()) {
      if (setsTags(action) && reach.atLarge(action.id(), Map.of()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean setsTags(Action action) {
    return action.accessLevel() == AccessLevel.TAGGING
        && !action.name().startsWith("Un")
        && !action.name().startsWith("Delete");
  }
}
