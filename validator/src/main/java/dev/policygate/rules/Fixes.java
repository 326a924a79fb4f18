package dev.policygate.rules;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.reach.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The smallest changes that mend, as text. */
final class Fixes {

  private Fixes() {}

  /** To name resources, as the action's own template writes them; or to leave the action out. */
  static String nameTheResource(PowersAtLarge.Found found, Reach reach) {
    Optional<String> arn = example(found.first().granted(), reach);
    return arn.isPresent() ? "name the resource, as in `" + arn.get() + "`" : "leave it out";
  }

  /**
   * An ARN that the action takes: of a type by which it has its power, then of one that it needs,
   * then of one that its name speaks of, then of the one that most actions of the service take.
   */
  static Optional<String> example(String action, Reach reach) {
    Optional<Action> known = reach.catalog().action(action);
    if (known.isEmpty() || known.get().isWildcardOnly()) {
      return Optional.empty();
    }
    List<List<String>> targets = reach.effectOf(action).targets();
    List<String> wanted = targets.isEmpty() ? List.of() : targets.getFirst();
    Action about = known.get();
    List<ActionResource> best = new ArrayList<>();
    for (ActionResource each : about.resourceTypes()) {
      if (hasNames(each)) {
        int order = best.isEmpty() ? -1 : order(each, best.getFirst(), wanted, about);
        if (order < 0) {
          best.clear();
        }
        if (order <= 0) {
          best.add(each);
        }
      }
    }
    return best.isEmpty()
        ? Optional.empty()
        : Optional.of(example(mostUsed(best, about, reach), about));
  }

  private static int order(
      ActionResource one, ActionResource other, List<String> wanted, Action action) {
    int order = Integer.compare(rank(name(one), wanted), rank(name(other), wanted));
    if (order == 0) {
      order = Boolean.compare(other.required(), one.required());
    }
    return order == 0 ? Boolean.compare(isSpokenOf(other, action), isSpokenOf(one, action)) : order;
  }

  /** The one that most actions of the service take, counted once; of as many the first. */
  private static ActionResource mostUsed(
      List<ActionResource> candidates, Action action, Reach reach) {
    ActionResource most = candidates.getFirst();
    if (candidates.size() == 1) {
      return most;
    }
    Map<String, Integer> uses = new HashMap<>();
    for (Action other : reach.catalog().service(action.service()).orElseThrow().actions()) {
      for (ActionResource resource : other.resourceTypes()) {
        uses.put(name(resource), uses.getOrDefault(name(resource), 0) + 1);
      }
    }
    for (ActionResource each : candidates) {
      if (uses.getOrDefault(name(each), 0) > uses.getOrDefault(name(most), 0)) {
        most = each;
      }
    }
    return most;
  }

  /** Whether there is more than one of its kind in an account. */
  static boolean hasNames(ActionResource resource) {
    for (ArnTemplate arn : resource.type().arns()) {
      if (arn.resourceVariables() > 0) {
        return true;
      }
    }
    return false;
  }

  private static int rank(String type, List<String> wanted) {
    int index = wanted.indexOf(type);
    return index < 0 ? wanted.size() : index;
  }

  private static String example(ActionResource resource, Action action) {
    List<ArnTemplate> arns = resource.type().arns();
    for (ArnTemplate arn : arns) {
      if (arn.service().equals(action.service())) {
        return arn.example(name(resource));
      }
    }
    return arns.getFirst().example(name(resource));
  }

  /** Whether {@code GetObject} is about an {@code object}. */
  static boolean isSpokenOf(ActionResource resource, Action action) {
    return action.name().toLowerCase(Locale.ROOT).contains(letters(name(resource)));
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (Character.isLetter(name.charAt(i))) {
        letters.append(name.charAt(i));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  private static String name(ActionResource resource) {
    return resource.type().name();
  }
}
