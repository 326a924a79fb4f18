package dev.policygate.reach;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Resources with a name that nobody means, in the partitions, Regions and accounts that documents
 * mean.
 *
 * <p>All is plain up to the name, as a star in a pattern of ARNs takes colons too.
 */
final class Probes {

  /** The resource of a request that is for no resource in particular: a star, and no wildcard. */
  static final String NO_RESOURCE = "${*}";

  /** A Region and an account as good as any. */
  static final String REGION = "eu-central-1";

  static final String ACCOUNT = "111122223333";

  private static final int SEGMENTS = 6;

  private final Set<String> partitions = new TreeSet<>(Set.of("aws"));
  private final Set<String> regions = new TreeSet<>(Set.of(REGION));
  private final Set<String> accounts = new TreeSet<>(Set.of(ACCOUNT));
  private final Set<String> kinds = new TreeSet<>(Set.of(Reach.FRESH));

  /** Notes where the resources of a statement are, and of what kind. */
  void note(Statement statement) {
    for (var pattern : statement.resource().patterns()) {
      String[] segments = pattern.value().text().split(":", SEGMENTS);
      if (segments.length == SEGMENTS) {
        note(segments[1], partitions);
        note(segments[3], regions);
        note(segments[4], accounts);
        noteKinds(segments[SEGMENTS - 1]);
      }
    }
  }

  /** Any text before a slash may say of what kind the rest is. */
  private void noteKinds(String resource) {
    int start = 0;
    for (int slash; (slash = resource.indexOf('/', start)) >= 0; start = slash + 1) {
      String kind = resource.substring(start, slash);
      kinds.add(kind.indexOf('$') < 0 ? kind.replace('*', 'x').replace('?', 'x') : "*");
    }
  }

  private static void note(String segment, Set<String> known) {
    if (!isAllWildcards(segment) && segment.indexOf('$') < 0) {
      known.add(segment.replace('*', 'x').replace('?', 'x'));
    }
  }

  private static boolean isAllWildcards(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) != '*' && segment.charAt(i) != '?') {
        return false;
      }
    }
    return true;
  }

  /**
   * Patterns of resources of an action that nobody named; of an action without resources the star.
   * What has no name, as Glue's catalog of an account, counts where nothing else is there.
   *
   * @param known the action, if the catalogue knows it
   */
  List<String> of(String service, Optional<Action> known) {
    if (known.isEmpty()) {
      List<String> probes = new ArrayList<>(ofService(service));
      probes.add(NO_RESOURCE);
      return probes;
    }
    if (known.get().isWildcardOnly()) {
      return List.of(NO_RESOURCE);
    }
    List<String> named = new ArrayList<>();
    List<String> nameless = new ArrayList<>();
    for (ActionResource resource : known.get().resourceTypes()) {
      for (ArnTemplate arn : resource.type().arns()) {
        for (String fresh : freshNamesIn(arn.resource())) {
          add(arn, accounts, fresh, arn.hasNames() ? named : nameless);
        }
      }
    }
    return named.isEmpty() ? nameless : named;
  }

  /**
   * Patterns of resources of some types that nobody named.
   *
   * @param targets names of types; of a type with a slash and a name, that resource, which may also
   *     be AWS's own and have no account
   */
  List<String> ofTypes(Action action, List<String> targets) {
    List<String> probes = new ArrayList<>();
    for (ActionResource resource : action.resourceTypes()) {
      for (ArnTemplate arn : resource.type().arns()) {
        for (String target : targets) {
          if (target.equals(resource.type().name())) {
            for (String fresh : freshNamesIn(arn.resource())) {
              add(arn, accounts, fresh, probes);
            }
          } else if (isOneOf(resource.type().name(), target)) {
            add(arn, accounts, target, probes);
            add(arn, Set.of(""), target, probes);
          }
        }
      }
    }
    return probes;
  }

  /** Whether a target is a resource of a type: the type, a slash and a name. */
  private static boolean isOneOf(String type, String target) {
    return target.startsWith(type)
        && target.length() > type.length()
        && target.charAt(type.length()) == '/';
  }

  /** Any resource of a service, wherever its ARNs may say that it is. */
  List<String> ofService(String service) {
    Set<String> everywhere = new TreeSet<>(regions);
    everywhere.add("");
    Set<String> anybody = new TreeSet<>(accounts);
    anybody.add("");
    List<String> probes = new ArrayList<>();
    add(service, everywhere, anybody, Reach.FRESH, probes);
    return probes;
  }

  private void add(ArnTemplate arn, Set<String> owners, String resource, List<String> probes) {
    add(
        arn.service(),
        arn.hasRegion() ? regions : Set.of(arn.region()),
        arn.hasAccount() ? owners : Set.of(arn.account()),
        resource,
        probes);
  }

  private void add(
      String service,
      Set<String> inRegions,
      Set<String> inAccounts,
      String resource,
      List<String> probes) {
    for (String partition : partitions) {
      for (String region : inRegions) {
        for (String account : inAccounts) {
          probes.add(
              "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource);
        }
      }
    }
  }

  /**
   * The template with {@linkplain #freshNameIn a fresh name}. Where a variable says of what kind it
   * is, as in {@code ${StreamType}/${StreamName}}, it has the kinds that documents mean: any text
   * in its place would take the name as well.
   */
  private List<String> freshNamesIn(String template) {
    int start = template.indexOf("${");
    if (start < 0 && template.endsWith("*")) {
      return List.of(template.substring(0, template.length() - 1) + Reach.FRESH);
    }
    int end = template.indexOf('}', start);
    if (start < 0
        || !template.startsWith("/", end + 1)
        || !isKind(template.substring(start + 2, end))) {
      return List.of(freshNameIn(template));
    }
    List<String> fresh = new ArrayList<>();
    for (String kind : kinds) {
      fresh.add(template.substring(0, start) + kind + freshNameIn(template.substring(end + 1)));
    }
    return fresh;
  }

  /**
   * The template with a fresh name in the place of the name, and any text in the others. The name
   * is the first that somebody chose: not the kind before it, as of a stream or a web ACL, nor the
   * id that AWS gives to what has a name as well, as of an Auto Scaling group.
   */
  private static String freshNameIn(String template) {
    StringBuilder resource = new StringBuilder();
    boolean named = false;
    int at = 0;
    for (int start = template.indexOf("${"); start >= 0; start = template.indexOf("${", at)) {
      int end = template.indexOf('}', start);
      int next = template.indexOf("${", end);
      boolean isName =
          !named
              && (next < 0
                  || isName(
                      template.substring(start + 2, end),
                      template.substring(next + 2, template.indexOf('}', next))));
      resource.append(template, at, start).append(isName ? Reach.FRESH : "*");
      named |= isName;
      at = end + 1;
    }
    return resource.append(template, at, template.length()).toString();
  }

  /** Whether a variable names a resource, rather than its kind, or what the next one names. */
  private static boolean isName(String variable, String next) {
    if (isKind(variable)) {
      return false;
    }
    String stem = variable.endsWith("Id") ? variable.substring(0, variable.length() - 2) : "?";
    return !next.equals(stem + "Name")
        && !next.equals(stem + "FriendlyName")
        && !(stem.isEmpty() && next.equals("LaunchConfigurationName"));
  }

  private static boolean isKind(String variable) {
    return variable.equals("Scope") || variable.endsWith("Type");
  }
}
