package dev.policygate.reach;

import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tags of which services' resources the holder can set as he likes: a condition on such a tag
 * narrows nothing.
 *
 * <p>That he may set one tag can depend on another one that he may set. So it is asked again and
 * again, from none, until nothing more is found.
 */
final class Tagging {

  private static final String TAG_KEYS = "aws:tagkeys";
  private static final String REQUEST_TAG = "aws:requesttag/";
  private static final Location NOWHERE = Location.of("gate");

  private final Reach reach;
  private final Catalog catalog;
  private final Set<String> spellings = new TreeSet<>();
  private final Map<Tag, Boolean> known = new HashMap<>();

  /** What is asked about now, and what of it has been found so far; empty while nothing is. */
  private final Map<Tag, Boolean> found = new TreeMap<>();

  private boolean asking;

  /** A tag of a service's resources: its key in lower case. */
  private record Tag(String service, String key) implements Comparable<Tag> {
    @Override
    public int compareTo(Tag other) {
      int order = service.compareTo(other.service);
      return order == 0 ? key.compareTo(other.key) : order;
    }

    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Tag that && service.equals(that.service) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return 31 * service.hashCode() + key.hashCode();
    }
  }

  Tagging(Reach reach, Catalog catalog) {
    this.reach = reach;
    this.catalog = catalog;
  }

  /** Notes a value that documents compare a key with. */
  void note(String key, String value) {
    if (key.equals(TAG_KEYS)) {
      spellings.add(value);
    }
  }

  /**
   * Whether he can set a tag of what an action is done to.
   *
   * @param tag a condition key of a tag, in lower case, such as {@code aws:resourcetag/team}
   */
  boolean reaches(String service, Optional<Action> action, String tag) {
    Set<String> services = new TreeSet<>(Set.of(service));
    if (action.isPresent()) {
      for (ActionResource resource : action.get().resourceTypes()) {
        for (ArnTemplate arn : resource.type().arns()) {
          services.add(arn.service());
        }
      }
    }
    String key = tag.substring(tag.indexOf('/') + 1);
    for (String each : services) {
      if (reaches(new Tag(each, key))) {
        return true;
      }
    }
    return false;
  }

  private boolean reaches(Tag tag) {
    Boolean kept = known.get(tag);
    if (kept != null) {
      return kept;
    }
    Boolean sofar = found.putIfAbsent(tag, false);
    if (asking) {
      return sofar != null && sofar;
    }
    asking = true;
    while (findsMore()) {
      // Until no tag is new.
    }
    asking = false;
    known.putAll(found);
    found.clear();
    return known.getOrDefault(tag, false);
  }

  /** Whether one more tag can be set, or is asked about. */
  private boolean findsMore() {
    int before = found.size();
    boolean more = false;
    for (Tag tag : new ArrayList<>(found.keySet())) {
      if (!found.getOrDefault(tag, false) && isSettable(tag)) {
        found.put(tag, true);
        more = true;
      }
    }
    return more || found.size() > before;
  }

  private boolean isSettable(Tag tag) {
    Optional<Service> there = catalog.service(tag.service());
    if (there.isEmpty()) {
      return false;
    }
    for (Action action : there.get().actions()) {
      if (setsTags(action) && reach.isAtLarge(action.id(), setting(action, tag.key()))) {
        return true;
      }
    }
    return false;
  }

  /** Requests that set this tag, and perhaps others, where AWS tells which ones they set. */
  private List<Condition> setting(Action action, String key) {
    List<Condition> conditions = new ArrayList<>();
    if (action.conditionKey(TAG_KEYS).isPresent()) {
      conditions.add(condition("ForAnyValue:StringEquals", TAG_KEYS, spelled(key)));
    }
    if (action.conditionKey(REQUEST_TAG + key).isPresent()) {
      conditions.add(condition("Null", REQUEST_TAG + key, List.of("false")));
    }
    return conditions;
  }

  private static Condition condition(String operator, String key, List<String> values) {
    List<Located<String>> located = new ArrayList<>();
    for (String value : values) {
      located.add(new Located<>(value, NOWHERE));
    }
    return new Condition(
        new Located<>(ConditionOperator.of(operator).orElseThrow(), NOWHERE),
        new Located<>(key, NOWHERE),
        located);
  }

  /** A condition on a tag means its key in any case of letters: some that differ, for all. */
  private List<String> spelled(String key) {
    Set<String> spelled = new TreeSet<>();
    spelled.add(key);
    if (!key.isEmpty()) {
      String rest = key.substring(1).toUpperCase(Locale.ROOT);
      spelled.add(key.charAt(0) + rest);
      spelled.add(key.substring(0, 1).toUpperCase(Locale.ROOT) + rest);
      spelled.add(key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
    }
    for (String spelling : spellings) {
      if (spelling.equalsIgnoreCase(key)) {
        spelled.add(spelling);
      }
    }
    return List.copyOf(spelled);
  }

  private static boolean setsTags(Action action) {
    return action.accessLevel() == AccessLevel.TAGGING
        && !action.name().startsWith("Un")
        && !action.name().startsWith("Delete");
  }
}
