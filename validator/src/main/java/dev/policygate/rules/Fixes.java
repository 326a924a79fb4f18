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
import java.util.Set;

/** The smallest changes that mend, as text. */
final class Fixes {

  /** How the names of actions start that make something. */
  private static final Set<String> MAKING =
      Set.of("Allocate", "Copy", "Create", "Import", "Provision", "Request", "Restore", "Run");

  private static final String ONLY_ON_ALL =
      "leave it out where it is not needed: AWS has no resources to name for it; where it is, the"
          + " profile's owner can answer for it by a suppression";

  private static final String TAG = "aws:ResourceTag/team";
  private static final String TAGGED =
      "\"Condition\": {\"StringEquals\": {\"" + TAG + "\": \"team-a\"}}";

  private Fixes() {}

  /**
   * To name resources, as the action's own template writes them; to list actions in place of a
   * pattern; or to leave the action out.
   */
  static String nameTheResource(PowersAtLarge.Found found, Reach reach) {
    return ways(found, reach, false);
  }

  /** The same, or to require a tag where AWS makes the names of resources. */
  static String nameOrTagTheResource(PowersAtLarge.Found found, Reach reach) {
    return ways(found, reach, true);
  }

  private static String ways(PowersAtLarge.Found found, Reach reach, boolean byTag) {
    String action = found.first().granted();
    List<String> ways = new ArrayList<>();
    Optional<ActionResource> about =
        resourceOf(action, found.first().resource().value().text(), reach);
    if (about.isPresent()) {
      Action known = reach.catalog().action(action).orElseThrow();
      ways.add("name the resource, as in `" + example(about.get(), known) + "`");
      if (byTag && mayRequireTag(known, about.get(), reach)) {
        ways.add("require a tag of it, as in `" + TAGGED + "`");
      }
    }
    if (found.isPattern()) {
      String entry = found.first().action().value().text();
      ways.add("list the actions that are needed in place of `" + entry + "`");
    }
    if (!ways.isEmpty()) {
      return String.join(", or ", ways);
    }
    Optional<Action> known = reach.catalog().action(action);
    return known.isPresent() && known.get().isWildcardOnly() ? ONLY_ON_ALL : "leave it out";
  }

  /**
   * An ARN that the action takes: of a type by which it has its power, then of one that it needs,
   * then of one that its name speaks of, then of the one that most actions of the service take.
   */
  static Optional<String> example(String action, Reach reach) {
    Optional<ActionResource> about = resourceOf(action, "*", reach);
    return about.isPresent()
        ? Optional.of(example(about.get(), reach.catalog().action(action).orElseThrow()))
        : Optional.empty();
  }

  /** Of the types that the written resource may mean, if it may mean one. */
  private static Optional<ActionResource> resourceOf(String action, String written, Reach reach) {
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
        int order =
            best.isEmpty()
                ? -1
                : Boolean.compare(means(written, best.getFirst()), means(written, each));
        order = order == 0 ? order(each, best.getFirst(), wanted, about) : order;
        if (order < 0) {
          best.clear();
        }
        if (order <= 0) {
          best.add(each);
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(mostUsed(best, about, reach));
  }

  /**
   * Whether a tag may say which resources are meant: AWS makes their names, so that nobody knows
   * them before they are there; they are there before the action; no other resource has to be
   * allowed beside them, which may have no tag; and the holder sets no tags.
   */
  private static boolean mayRequireTag(Action action, ActionResource resource, Reach reach) {
    String arn = resource.type().arns().getFirst().text();
    return arn.endsWith("Id}")
        && !arn.endsWith("VersionId}")
        && !makesSomething(action)
        && reach.effectOf(action.id()).targets().size() < 2
        && action.conditionKey(TAG).isPresent()
        && !reach.mayTag(action.id(), TAG.toLowerCase(Locale.ROOT));
  }

  /** Whether an action makes something, by its name. */
  static boolean makesSomething(Action action) {
    for (String start : MAKING) {
      if (action.name().startsWith(start)) {
        return true;
      }
    }
    return false;
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

  private static boolean means(String written, ActionResource resource) {
    for (ArnTemplate arn : resource.type().arns()) {
      if (arn.mayMatch(written)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is more than one of its kind in an account. */
  static boolean hasNames(ActionResource resource) {
    for (ArnTemplate arn : resource.type().arns()) {
      if (arn.hasNames()) {
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
