package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.Statement;
import dev.policygate.rules.AtLarge.Grant;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rejects policies that allow all actions on all resources, and those that except a few.
 *
 * <p>Asked is whether an action of a service that AWS has not invented yet is allowed on a resource
 * that nobody named: only what allows everything allows that.
 */
final class AdministratorAccess implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("AdministratorAccess", "All actions are allowed on all resources");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Subject subject) {
    AtLarge atLarge = AtLarge.of(subject);
    return grant(atLarge).map(found -> violation(found, subject, atLarge)).stream().toList();
  }

  /** What allows everything. */
  static Optional<Grant> grant(AtLarge atLarge) {
    return atLarge.find(List.of(AtLarge.FRESH + ":" + AtLarge.FRESH), resources(AtLarge.FRESH));
  }

  private static Violation violation(Grant grant, Subject subject, AtLarge atLarge) {
    Optional<String> excepted = excepted(subject, atLarge);
    return Violation.at(
        grant.action().location(),
        excepted
            .map("all permissions but those of `%s` are allowed on all resources"::formatted)
            .orElse("* permissions not allowed in both actions and resources"),
        "name the actions that are needed, and the resources that they are needed on");
  }

  /** An exception that takes away something that exists; the document's own, not a central deny. */
  private static Optional<String> excepted(Subject subject, AtLarge atLarge) {
    return subject.statements().stream()
        .filter(
            statement ->
                statement.denies() || statement.action() instanceof ActionElement.NotAction)
        .map(Statement::action)
        .flatMap(action -> action.patterns().stream())
        .map(pattern -> pattern.value().text())
        .filter(pattern -> takesSomething(pattern, atLarge))
        .findFirst();
  }

  private static boolean takesSomething(String pattern, AtLarge atLarge) {
    int colon = pattern.indexOf(':');
    NamePattern wanted = NamePattern.of(pattern);
    return (colon < 0
            ? Stream.<Action>of()
            : Catalog.bundled().service(pattern.substring(0, colon)).stream()
                .flatMap(service -> service.actions().stream()))
        .filter(action -> wanted.matches(action.id()))
        .anyMatch(
            action -> atLarge.find(List.of(action.id()), resources(action.service())).isEmpty());
  }

  private static List<String> resources(String service) {
    return List.of("arn:*:%s:*:*:%s".formatted(service, AtLarge.FRESH));
  }
}
