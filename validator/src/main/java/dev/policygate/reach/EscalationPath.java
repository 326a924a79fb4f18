package dev.policygate.reach;

import dev.policygate.catalog.Catalog;
import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A way to more permissions, mostly one that somebody has published.
 *
 * @param actions all of which the holder needs
 * @param id at pathfinding.cloud; empty where the path has none
 * @param category in the words of pathfinding.cloud; empty where the path has none
 * @param needsTarget whether it needs something that has a privileged role already
 */
public record EscalationPath(
    List<String> actions, String id, String category, boolean needsTarget) {

  /** What a path takes that passes a role. */
  public static final String PASS_ROLE = "iam:PassRole";

  private static final String RESOURCE = "reach/escalation-paths.tsv";

  public EscalationPath {
    actions = List.copyOf(actions);
  }

  /**
   * The published paths, in the order of the list; without those whose actions are patterns, which
   * no set of actions stands for.
   */
  public static List<EscalationPath> published() {
    byte[] bytes = BundledResources.required(RESOURCE);
    List<EscalationPath> paths = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        String[] columns = line.split("\t", -1);
        if (columns[0].indexOf('*') >= 0) {
          continue;
        }
        paths.add(
            new EscalationPath(
                List.of(columns[0].split("\\+", -1)),
                columns[1],
                columns[2],
                columns[3].equals("yes")));
      }
    }
    return paths;
  }

  /**
   * The actions of published paths that a catalogue does not know, by name: the two age apart.
   * Their paths are looked for all the same.
   */
  public static SortedSet<String> actionsUnknownTo(Catalog catalog) {
    SortedSet<String> unknown = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (EscalationPath path : published()) {
      for (String action : path.actions()) {
        if (action.indexOf('*') < 0 && catalog.action(action).isEmpty()) {
          unknown.add(action);
        }
      }
    }
    return unknown;
  }

  /** The path on which a role is passed by one action, published or not. */
  public static EscalationPath passing(PassedRoles.Passing passing) {
    return new EscalationPath(List.of(passing.action(), PASS_ROLE), "", "", false);
  }

  /** Whether a role is passed on it. */
  public boolean passesRole() {
    return actions.contains(PASS_ROLE);
  }

  /** By which of its actions a role is passed; empty where none is, or nobody knows. */
  public Optional<PassedRoles.Passing> passing() {
    return passesRole() ? PassedRoles.bundled().heaviest(actions) : Optional.empty();
  }

  /** What the holder gains where no role is passed. */
  public String gain() {
    return switch (category) {
      case "existing-passrole", "new-passrole" -> "acts with the role of something that exists";
      case "self-escalation" -> "raises his own permissions";
      case "principal-access" -> "acts as another identity";
      default -> "acts with permissions of others";
    };
  }
}
