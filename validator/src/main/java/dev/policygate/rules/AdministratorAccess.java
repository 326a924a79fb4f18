package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.access.Question;
import dev.policygate.catalog.Action;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Rejects policies that allow all actions on all resources, and those that except a few, or do so
 * under a condition.
 *
 * <p>Asked is whether an action of a service that AWS has not invented yet is allowed on a resource
 * that nobody named: only what allows everything allows that.
 */
final class AdministratorAccess implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("AdministratorAccess", "All actions are allowed on all resources");

  private static final String FIX =
      "name the actions that are needed, and the resources that they are needed on";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public boolean isOfAllStatements() {
    return true;
  }

  @Override
  public List<Violation> check(Subject subject) {
    return grant(subject.reach())
        .map(grant -> unconditional(grant, subject))
        .or(() -> conditional(subject.reach()))
        .stream()
        .toList();
  }

  /** What allows everything. */
  static Optional<Grant> grant(Reach reach) {
    return reach.everythingOf(Reach.FRESH);
  }

  private static Violation unconditional(Grant grant, Subject subject) {
    return Violation.at(
        grant.action().location(),
        excepted(subject)
            .map("all permissions but those of `%s` are allowed on all resources"::formatted)
            .orElse("* permissions not allowed in both actions and resources"),
        FIX);
  }

  private static Optional<Violation> conditional(Reach reach) {
    String anything = Reach.FRESH + ":" + Reach.FRESH;
    return reach
        .anywhere(
            anything,
            Question.ofForms(
                List.of(anything), List.of("arn:*:%s:*:*:%s".formatted(Reach.FRESH, Reach.FRESH))))
        .map(
            grant ->
                Violation.at(
                    grant.action().location(),
                    "all permissions are allowed on whatever fulfils the conditions, those of IAM"
                        + " included",
                    FIX));
  }

  /** An exception that takes away something that exists; the document's own, not a central deny. */
  private static Optional<String> excepted(Subject subject) {
    for (Statement statement : subject.statements()) {
      if (statement.denies() || statement.action() instanceof ActionElement.NotAction) {
        for (Located<ActionPattern> pattern : statement.action().patterns()) {
          if (takesSomething(pattern.value(), subject.reach())) {
            return Optional.of(pattern.value().text());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean takesSomething(ActionPattern pattern, Reach reach) {
    NamePattern wanted = NamePattern.of(pattern.text());
    return reach.catalog().service(pattern.service()).stream()
        .flatMap(service -> service.actions().stream())
        .map(Action::id)
        .filter(wanted::matches)
        .anyMatch(action -> reach.atLarge(action).isEmpty());
  }
}
