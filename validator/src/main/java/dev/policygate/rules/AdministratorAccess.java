package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.access.Question;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Service;
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
    Optional<Grant> everything = grant(subject.reach());
    if (everything.isPresent()) {
      return List.of(unconditional(everything.get(), subject));
    }
    Optional<Grant> conditional = conditional(subject.reach());
    return conditional.isEmpty()
        ? List.of()
        : List.of(
            Violation.at(
                conditional.get().action().location(),
                "all permissions are allowed on whatever fulfils the conditions, those of IAM"
                    + " included",
                FIX));
  }

  /** What allows everything. */
  static Optional<Grant> grant(Reach reach) {
    return reach.everythingOf(Reach.FRESH);
  }

  private static Violation unconditional(Grant grant, Subject subject) {
    Optional<String> excepted = excepted(subject);
    return Violation.at(
        grant.action().location(),
        excepted.isPresent()
            ? "all permissions but those of `" + excepted.get() + "` are allowed on all resources"
            : "* permissions not allowed in both actions and resources",
        FIX);
  }

  /** What allows everything where its conditions hold. */
  private static Optional<Grant> conditional(Reach reach) {
    String anything = Reach.FRESH + ":" + Reach.FRESH;
    String anywhere = "arn:*:" + Reach.FRESH + ":*:*:" + Reach.FRESH;
    return reach.anywhere(anything, Question.ofForms(List.of(anything), List.of(anywhere)));
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
    Optional<Service> service = reach.catalog().service(pattern.service());
    if (service.isEmpty()) {
      return false;
    }
    for (Action action : NamePattern.of(pattern.text()).among(service.get())) {
      if (reach.atLarge(action.id()).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
