package dev.policygate.reach;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The actions that statements may grant, each in the case in which AWS writes it: those that they
 * name, and of patterns those that AWS has or the table of powers names.
 */
final class GrantedActions {

  private final List<Statement> statements;
  private final Catalog catalog;
  private final Powers powers;
  private final Set<String> all = new TreeSet<>();
  private final Map<Power, List<String>> byPower = new TreeMap<>();

  GrantedActions(List<Statement> statements, Catalog catalog, Powers powers) {
    this.statements = List.copyOf(statements);
    this.catalog = catalog;
    this.powers = powers;
  }

  /** All of them; of statements that allow everything on everything nothing is listed. */
  Set<String> all() {
    if (all.isEmpty()) {
      all.addAll(find());
    }
    return Collections.unmodifiableSet(all);
  }

  /** Those of them that give one of some powers. */
  List<String> with(Set<Power> wanted) {
    if (byPower.isEmpty()) {
      for (String action : all()) {
        add(powers.of(action).power(), action);
      }
    }
    List<String> found = new ArrayList<>();
    for (Map.Entry<Power, List<String>> each : byPower.entrySet()) {
      if (wanted.contains(each.getKey())) {
        found.addAll(each.getValue());
      }
    }
    return found;
  }

  private void add(Power power, String action) {
    List<String> same = byPower.get(power);
    if (same == null) {
      same = new ArrayList<>();
      byPower.put(power, same);
    }
    same.add(action);
  }

  private Set<String> find() {
    Set<String> found = new TreeSet<>();
    for (Statement statement : statements) {
      if (!statement.allows() || !(statement.action() instanceof ActionElement.Action)) {
        continue;
      }
      for (var pattern : statement.action().patterns()) {
        addMatching(pattern.value().text(), statement.resource(), found);
      }
    }
    return found;
  }

  private void addMatching(String pattern, ResourceElement resources, Set<String> found) {
    int colon = pattern.indexOf(':');
    String service = colon < 0 ? pattern : pattern.substring(0, colon);
    if (!isWild(pattern)) {
      if (colon > 0) {
        found.add(asAwsWrites(pattern));
      }
      return;
    }
    NamePattern wanted = NamePattern.of(pattern);
    for (String each : isWild(service) ? servicesOf(service, resources) : Set.of(service)) {
      Optional<Service> known = catalog.service(each);
      if (known.isPresent()) {
        for (Action action : wanted.among(known.get())) {
          found.add(action.id());
        }
      }
      for (String named : powers.namedActionsOf(each.toLowerCase(Locale.ROOT))) {
        if (wanted.matches(named)) {
          found.add(asAwsWrites(named));
        }
      }
    }
  }

  private String asAwsWrites(String action) {
    Optional<Action> known = catalog.action(action);
    return known.isPresent() ? known.get().id() : action;
  }

  /** The services that a pattern of services means, as far as the resources are theirs. */
  private Set<String> servicesOf(String pattern, ResourceElement resources) {
    Set<String> services = new TreeSet<>();
    if (!(resources instanceof ResourceElement.Resource)) {
      return services;
    }
    NamePattern wanted = NamePattern.of(pattern);
    for (Located<ResourcePattern> resource : resources.patterns()) {
      String[] segments = resource.value().text().split(":", 4);
      if (segments.length == 4 && !isWild(segments[2]) && wanted.matches(segments[2])) {
        services.add(segments[2]);
      }
    }
    return services;
  }

  private static boolean isWild(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }
}
