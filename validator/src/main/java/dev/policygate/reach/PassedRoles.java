package dev.policygate.reach;

import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of passed roles: which actions hand a role to which service, and to what end. */
public final class PassedRoles {

  private static final String RESOURCE = "reach/passed-roles.tsv";

  private final Map<String, Passing> byAction = new HashMap<>();

  /** What the holder gets by having a service act with a role, the most dangerous first. */
  public enum Use {
    /** Code that he chose runs under the role. */
    CODE("has code of his own run under"),
    /** He gets credentials of the role. */
    CREDENTIALS("gets credentials of"),
    /** The service calls what he tells it to. */
    CALLS("has a service call what he likes under"),
    /** The service reads or writes what he tells it to. */
    DATA("has a service read or write what he likes under"),
    /** The service does work of its own. */
    WORK("has a service do its work under");

    private final String words;

    Use(String words) {
      this.words = words;
    }

    /** As in: the holder <em>does this</em> a role. */
    public String words() {
      return words;
    }
  }

  /**
   * An action that passes a role.
   *
   * @param action {@code service:Name}
   * @param services values that {@code iam:PassedToService} may have then
   */
  public record Passing(String action, Use use, List<String> services) {
    public Passing {
      services = List.copyOf(services);
    }
  }

  private PassedRoles(String table) {
    for (String line : table.split("\n", -1)) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        String[] columns = line.split("\t", -1);
        Use use = Use.valueOf(columns[1]);
        List<String> services = List.of(columns[2].split("\\|", -1));
        for (String name : columns[3].split(" ", -1)) {
          String action = columns[0] + ":" + name;
          byAction.put(action.toLowerCase(Locale.ROOT), new Passing(action, use, services));
        }
      }
    }
  }

  /** The table that comes with the gate; read when first asked for. */
  public static PassedRoles bundled() {
    return Bundled.TABLE;
  }

  private static final class Bundled {
    private static final PassedRoles TABLE = new PassedRoles(table());

    private static String table() {
      return new String(BundledResources.required(RESOURCE), StandardCharsets.UTF_8);
    }
  }

  /**
   * What an action passes a role for; empty where it passes none, as far as anybody knows.
   *
   * @param action {@code service:Name}, in any case of letters
   */
  public Optional<Passing> of(String action) {
    return Optional.ofNullable(byAction.get(action.toLowerCase(Locale.ROOT)));
  }

  /** All of them, in no order. */
  public List<Passing> all() {
    return List.copyOf(byAction.values());
  }

  /**
   * By which of some actions a role does the holder most: of several that are alike the first.
   * Empty where none of them is known to pass one.
   */
  public Optional<Passing> heaviest(List<String> actions) {
    Optional<Passing> heaviest = Optional.empty();
    for (String action : actions) {
      Optional<Passing> passing = of(action);
      if (passing.isPresent()
          && (heaviest.isEmpty() || passing.get().use().compareTo(heaviest.get().use()) < 0)) {
        heaviest = passing;
      }
    }
    return heaviest;
  }
}
