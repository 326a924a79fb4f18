package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Statement;
import dev.policygate.rules.AtLarge.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rejects policies that allow every action of a service on every resource.
 *
 * <p>Asked is whether an action that the service does not have yet is allowed on a resource that
 * nobody named.
 */
final class WholeService implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("WholeService", "Every action of a service is allowed on every resource");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Subject subject) {
    AtLarge atLarge = AtLarge.of(subject);
    if (AdministratorAccess.grant(atLarge).isPresent()) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    for (String service : services(subject)) {
      atLarge
          .find(
              List.of(service + ":" + AtLarge.FRESH),
              List.of("arn:*:%s:*:*:%s".formatted(service, AtLarge.FRESH)))
          .ifPresent(grant -> violations.add(violation(grant, service)));
    }
    return violations;
  }

  private static Violation violation(Grant grant, String service) {
    return Violation.at(
        grant.action().location(),
        "`%s` allows every action of `%s` on every resource"
            .formatted(grant.action().value().text(), service),
        "name the actions that are needed, and the resources that they are needed on");
  }

  /** The services of which a statement may allow all: those it names, by action or by resource. */
  private static Set<String> services(Subject subject) {
    Set<String> services = new TreeSet<>();
    for (Statement statement : subject.statements()) {
      if (!statement.allows()) {
        continue;
      }
      statement
          .action()
          .patterns()
          .forEach(pattern -> addMatching(pattern.value().service(), services));
      statement.resource().patterns().stream()
          .map(pattern -> pattern.value().text().split(":", 4))
          .filter(segments -> segments.length == 4)
          .forEach(segments -> addMatching(segments[2], services));
    }
    return services;
  }

  private static void addMatching(String service, Set<String> services) {
    if (service.indexOf('*') < 0 && service.indexOf('?') < 0) {
      services.add(service.toLowerCase(Locale.ROOT));
      return;
    }
    NamePattern pattern = NamePattern.of(service);
    Catalog.bundled().services().stream().filter(pattern::matches).forEach(services::add);
  }
}
