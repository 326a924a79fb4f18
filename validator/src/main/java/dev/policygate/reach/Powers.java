package dev.policygate.reach;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of powers: which actions do what, reviewed by people.
 *
 * <p>Where the table is silent, the catalogue's access level decides: what manages permissions of
 * resources shares them, what lists or reads matters to nobody, everything else is a write.
 */
public final class Powers {

  private static final String RESOURCE = "reach/powers.tsv";
  private static final Set<Power> CHANGING =
      Set.of(
          Power.ACCOUNT,
          Power.AUDIT,
          Power.CODE_WRITE,
          Power.DATA_WRITE,
          Power.IDENTITIES,
          Power.PERMISSIONS,
          Power.SHARING,
          Power.TRUST,
          Power.WRITE);

  private static final String ANY_SERVICE = "*";

  private final String table;

  /**
   * Where the table speaks of each service. Its lines are taken apart when it is asked about: a
   * policy names a few of hundreds, and the first verdict of a fresh JVM waits for this table.
   */
  private final Map<String, List<Stretch>> stretches = new HashMap<>();

  private final Map<String, List<Entry>> entries = new ConcurrentHashMap<>();
  private final Map<String, Effect> known = new ConcurrentHashMap<>();
  private final Catalog catalog;

  /** Lines of the table about one service, one after the other. */
  private record Stretch(int from, int to) {}

  /**
   * A line of the table, taken apart.
   *
   * @param index its place: of several that hold an action the first one counts
   */
  private record Entry(
      int index, NamePattern pattern, Power power, String what, List<List<String>> targets) {

    /**
     * Whether it means changes and says so by a pattern, which then does not mean what only reads.
     */
    boolean changesByPattern() {
      return pattern.toString().indexOf('*') >= 0 && CHANGING.contains(power);
    }
  }

  /**
   * What an action does.
   *
   * @param what the rest of "this action ...", empty where the table has no words for it
   * @param targets what it has to be granted on to give the power: a resource of each list. A type
   *     of resource is any that nobody named, a type with a name that one. Empty: any that it takes
   * @param place where the table says so: of a power, it names first what does most; after all
   *     others where the table is silent
   */
  public record Effect(Power power, String what, List<List<String>> targets, int place) {
    public Effect {
      targets = List.copyOf(targets);
    }
  }

  private Powers(Catalog catalog, String table) {
    this.catalog = catalog;
    this.table = table;
    int start = 0;
    while (start < table.length()) {
      int end = nextLine(start);
      if (table.charAt(start) != '#') {
        String service = table.substring(start, table.indexOf(':', start) + 1);
        while (table.startsWith(service, end)) {
          end = nextLine(end);
        }
        add(service.substring(0, service.length() - 1), new Stretch(start, end));
      }
      start = end;
    }
  }

  private int nextLine(int from) {
    int end = table.indexOf('\n', from);
    if (end < 0) {
      throw new IllegalStateException(RESOURCE + " is cut short");
    }
    return end + 1;
  }

  private void add(String service, Stretch stretch) {
    @Nullable List<Stretch> others = stretches.get(service);
    if (others == null) {
      others = new ArrayList<>(1);
      stretches.put(service, others);
    }
    others.add(stretch);
  }

  /** What the table says of a service, in its order. */
  private List<Entry> entriesOf(String service) {
    @Nullable List<Entry> kept = entries.get(service);
    if (kept == null) {
      kept = read(service);
      entries.put(service, kept);
    }
    return kept;
  }

  private List<Entry> read(String service) {
    List<Entry> read = new ArrayList<>();
    for (Stretch stretch : stretches.getOrDefault(service, List.of())) {
      int start = stretch.from();
      while (start < stretch.to()) {
        int next = nextLine(start);
        read.add(entry(start, table.substring(start, next - 1)));
        start = next;
      }
    }
    return read;
  }

  private static Entry entry(int index, String line) {
    int first = line.indexOf('\t');
    int second = line.indexOf('\t', first + 1);
    int third = line.indexOf('\t', second + 1);
    return new Entry(
        index,
        NamePattern.of(line.substring(0, first)),
        Power.named(line.substring(first + 1, second)),
        third < 0 ? line.substring(second + 1) : line.substring(second + 1, third),
        third < 0 ? List.of() : targets(line.substring(third + 1)));
  }

  private static List<List<String>> targets(String column) {
    List<List<String>> targets = new ArrayList<>();
    for (String all : column.split("\\+", -1)) {
      targets.add(List.of(all.strip().split("\\|", -1)));
    }
    return targets;
  }

  /** The table that comes with the gate, beside the catalogue that does; read once. */
  public static Powers bundled() {
    return Bundled.POWERS;
  }

  private static final class Bundled {
    private static final Powers POWERS = new Powers(Catalog.bundled(), table());

    private static String table() {
      return new String(BundledResources.required(RESOURCE), StandardCharsets.UTF_8);
    }
  }

  /**
   * What an action does.
   *
   * @param action {@code service:Name}, in any case of letters
   */
  public Effect of(String action) {
    @Nullable Effect kept = known.get(action);
    if (kept == null) {
      kept = lookUp(action);
      known.put(action, kept);
    }
    return kept;
  }

  private Effect lookUp(String action) {
    Optional<Action> documented = catalog.action(action);
    Power byLevel =
        documented.isPresent() ? powerOf(documented.get().accessLevel()) : Power.UNKNOWN;
    boolean reads = byLevel == Power.HARMLESS;
    Entry own = first(entriesOf(service(action)), action, reads);
    Entry common = first(entriesOf(ANY_SERVICE), action, reads);
    Entry entry =
        own == null ? common : common == null || own.index() < common.index() ? own : common;
    if (entry != null) {
      return new Effect(entry.power(), entry.what(), entry.targets(), entry.index());
    }
    return new Effect(byLevel, "", List.of(), Integer.MAX_VALUE);
  }

  private static Power powerOf(AccessLevel level) {
    return switch (level) {
      case LIST, READ -> Power.HARMLESS;
      case PERMISSIONS_MANAGEMENT -> Power.SHARING;
      case WRITE, TAGGING -> Power.WRITE;
    };
  }

  private static @Nullable Entry first(List<Entry> entries, String action, boolean reads) {
    for (Entry entry : entries) {
      if (entry.pattern().matches(action) && !(reads && entry.changesByPattern())) {
        return entry;
      }
    }
    return null;
  }

  /**
   * The actions of a service that the table names outright: they count although the catalogue may
   * not know them yet.
   *
   * @param service in lower case
   */
  List<String> namedActionsOf(String service) {
    List<String> actions = new ArrayList<>();
    for (Entry entry : entriesOf(service)) {
      String pattern = entry.pattern().toString();
      if (pattern.indexOf('*') < 0) {
        actions.add(pattern);
      }
    }
    return actions;
  }

  private static String service(String action) {
    int colon = action.indexOf(':');
    return colon < 0 ? action : action.substring(0, colon).toLowerCase(Locale.ROOT);
  }
}
