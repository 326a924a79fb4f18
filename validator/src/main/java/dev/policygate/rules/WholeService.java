package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Powers;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rejects policies that allow every action of a service on every resource, when the service has
 * actions that matter: permissions, credentials, data at large, code of others.
 *
 * <p>Asked is whether an action that the service does not have yet is allowed on a resource that
 * nobody named.
 */
final class WholeService implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("WholeService", "Every action of a service is allowed on every resource");

  /** What does not matter, even on everything. */
  private static final Set<Power> LIGHT =
      Set.of(Power.HARMLESS, Power.WRITE, Power.CODE_READ, Power.LOG_READ);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Subject subject) {
    Reach reach = subject.reach();
    if (AdministratorAccess.grant(reach).isPresent()) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    for (String service : services(subject)) {
      Optional<Grant> grant = reach.everythingOf(service);
      Optional<String> action = grant.isPresent() ? heaviest(service, reach) : Optional.empty();
      if (grant.isPresent() && action.isPresent()) {
        violations.add(violation(grant.get(), service, action.get(), reach));
      }
    }
    return violations;
  }

  private static Violation violation(Grant grant, String service, String action, Reach reach) {
    String what = reach.effectOf(action).what();
    return Violation.at(
        grant.action().location(),
        "`"
            + grant.action().value().text()
            + "` allows every action of `"
            + service
            + "` on every resource, also `"
            + action
            + "`"
            + (what.isEmpty() ? "" : ", which " + what),
        "name the actions that are needed, and the resources that they are needed on");
  }

  /**
   * The action of the service that does most, of those that are granted; of an unknown service any
   * might.
   */
  private static Optional<String> heaviest(String service, Reach reach) {
    Optional<Service> known = reach.catalog().service(service);
    if (known.isEmpty()) {
      return Optional.of(service + ":*");
    }
    Optional<String> heaviest = Optional.empty();
    for (Action action : known.get().actions()) {
      Powers.Effect effect = reach.effectOf(action.id());
      if (!LIGHT.contains(effect.power())
          && (heaviest.isEmpty() || isHeavier(effect, reach.effectOf(heaviest.get())))
          && reach.atLarge(action.id()).isPresent()) {
        heaviest = Optional.of(action.id());
      }
    }
    return heaviest;
  }

  private static boolean isHeavier(Powers.Effect one, Powers.Effect other) {
    int order = Boolean.compare(isForOthersToUse(one), isForOthersToUse(other));
    order = order == 0 ? one.power().compareTo(other.power()) : order;
    return (order == 0 ? Integer.compare(one.place(), other.place()) : order) < 0;
  }

  /** Whether it only prepares what other permissions then depend on. */
  private static boolean isForOthersToUse(Powers.Effect effect) {
    return effect.power() == Power.IDENTITY_TAGS || effect.power() == Power.SERVICE_LINKED_ROLE;
  }

  /** The services of which a statement may allow all: those it names, by action or by resource. */
  private static Set<String> services(Subject subject) {
    Set<String> services = new TreeSet<>();
    for (Statement statement : subject.statements()) {
      if (!statement.allows()) {
        continue;
      }
      for (Located<ActionPattern> pattern : statement.action().patterns()) {
        addMatching(pattern.value().service(), subject.reach(), services);
      }
      for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
        String[] segments = pattern.value().text().split(":", 4);
        if (segments.length == 4) {
          addMatching(segments[2], subject.reach(), services);
        }
      }
    }
    return services;
  }

  private static void addMatching(String service, Reach reach, Set<String> services) {
    if (service.indexOf('*') < 0 && service.indexOf('?') < 0) {
      services.add(service.toLowerCase(Locale.ROOT));
    } else if (!service.equals("*")) {
      NamePattern pattern = NamePattern.of(service);
      for (String known : reach.catalog().services()) {
        if (pattern.matches(known)) {
          services.add(known);
        }
      }
    }
  }
}
