package dev.policygate.reach;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      EnumSet.of(
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

  private final Map<String, List<Entry>> byService = new HashMap<>();
  private final Map<String, Effect> known = new ConcurrentHashMap<>();
  private final Catalog catalog;

  /**
   * A line of the table. It is taken apart when its service is asked about: a policy names a few of
   * hundreds, and the first verdict of a fresh JVM waits for this table.
   */
  private static final class Entry {
    private final int index;
    private final String line;
    private @Nullable NamePattern pattern;

    Entry(int index, String line) {
      this.index = index;
      this.line = line;
    }

    /** Its place: of several that hold an action the first one counts. */
    int index() {
      return index;
    }

    /** What is in the table before the first tab. */
    String text() {
      return line.substring(0, line.indexOf('\t'));
    }

    /** Whether it speaks of {@code action}. */
    boolean matches(String action) {
      @Nullable NamePattern known = pattern;
      if (known == null) {
        known = NamePattern.of(text());
        pattern = known;
      }
      return known.matches(action);
    }

    Power power() {
      int first = line.indexOf('\t');
      return Power.valueOf(line.substring(first + 1, line.indexOf('\t', first + 1)));
    }

    String what() {
      return line.substring(line.indexOf('\t', line.indexOf('\t') + 1) + 1);
    }

    /**
     * Whether it means changes and says so by a pattern, which then does not mean what only reads.
     */
    boolean changesByPattern() {
      return text().indexOf('*') >= 0 && CHANGING.contains(power());
    }
  }

  /**
   * What an action does.
   *
   * @param what the rest of "this action ...", empty where the table has no words for it
   */
  public record Effect(Power power, String what) {}

  private Powers(Catalog catalog, String table) {
    this.catalog = catalog;
    int index = 0;
    int start = 0;
    while (start < table.length()) {
      int end = table.indexOf('\n', start);
      if (table.charAt(start) != '#') {
        add(index++, table.substring(start, end));
      }
      start = end + 1;
    }
  }

  private void add(int index, String line) {
    String service = line.substring(0, line.indexOf(':'));
    @Nullable List<Entry> entries = byService.get(service);
    if (entries == null) {
      entries = new ArrayList<>();
      byService.put(service, entries);
    }
    entries.add(new Entry(index, line));
  }

  /** The table that comes with the gate. */
  public static Powers bundled(Catalog catalog) {
    byte[] bytes =
        BundledResources.read(RESOURCE)
            .orElseThrow(() -> new IllegalStateException("the class path lacks " + RESOURCE));
    return new Powers(catalog, new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * What an action does.
   *
   * @param action {@code service:Name}, in any case of letters
   */
  public Effect of(String action) {
    return known.computeIfAbsent(action, this::lookUp);
  }

  private Effect lookUp(String action) {
    boolean reads =
        catalog
            .action(action)
            .map(Action::accessLevel)
            .filter(level -> level == AccessLevel.LIST || level == AccessLevel.READ)
            .isPresent();
    Entry own = first(byService.getOrDefault(service(action), List.of()), action, reads);
    Entry common = first(byService.getOrDefault(ANY_SERVICE, List.of()), action, reads);
    Entry entry =
        own == null ? common : common == null || own.index() < common.index() ? own : common;
    if (entry != null) {
      return new Effect(entry.power(), entry.what());
    }
    return new Effect(
        catalog.action(action).map(a -> powerOf(a.accessLevel())).orElse(Power.UNKNOWN), "");
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
      if (entry.matches(action) && !(reads && entry.changesByPattern())) {
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
    for (Entry entry : byService.getOrDefault(service, List.of())) {
      String pattern = entry.text();
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
