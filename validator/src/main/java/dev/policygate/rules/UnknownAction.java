package dev.policygate.rules;

import dev.policygate.access.ActionNames;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Spelling;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Power;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects actions that AWS is not known to have, where they could matter: of services that nobody
 * knows, of those that govern identities, and of any on everything.
 *
 * <p>What is unknown may be new, and then nobody has judged it; or it is misspelled, and then it
 * does not do what its author means.
 */
final class UnknownAction implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("UnknownAction", "AWS is not known to have the action");

  /** As many letters may be wrong in what is still taken for a slip. */
  private static final int MOST_LETTERS = 2;

  private static final Set<String> OF_IDENTITIES =
      Set.of("iam", "sts", "sso", "sso-directory", "identitystore", "organizations");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "InvalidAction", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (Statement statement : subject.statements()) {
      if (statement.allows()) {
        for (Located<ActionPattern> pattern : statement.action().patterns()) {
          Optional<Violation> violation = check(pattern, subject);
          if (violation.isPresent()) {
            violations.add(violation.get());
          }
        }
      }
    }
    return violations;
  }

  private static Optional<Violation> check(Located<ActionPattern> pattern, Subject subject) {
    Catalog catalog = subject.reach().catalog();
    String text = pattern.value().text();
    int colon = text.indexOf(':');
    if (colon <= 0 || ActionNames.isKnown(text, catalog)) {
      return Optional.empty();
    }
    String service = pattern.value().service();
    if (catalog.service(service).isEmpty()) {
      return Optional.of(
          Violation.at(
              pattern.location(),
              "no service of AWS has the prefix `"
                  + service
                  + "` (catalogue of "
                  + catalog.date()
                  + ")",
              "correct the service, or leave the action out"));
    }
    boolean matters =
        OF_IDENTITIES.contains(service)
            || (subject.reach().effectOf(text).power() == Power.UNKNOWN
                && subject.reach().atLarge(text.replace("*", "").replace("?", "")).isPresent());
    return matters
        ? Optional.of(
            Violation.at(
                pattern.location(),
                "`"
                    + service
                    + "` has no action `"
                    + text.substring(colon + 1)
                    + "` (catalogue of "
                    + catalog.date()
                    + "), so nobody has judged what it does",
                fix(text, catalog, "leave it out")))
        : Optional.empty();
  }

  private static List<Action> actionsOf(String service, Catalog catalog) {
    Optional<Service> known = catalog.service(service);
    return known.isPresent() ? known.get().actions() : List.of();
  }

  /**
   * What to write in place of an action that is not known.
   *
   * @param otherwise what to do where no action is spelled nearly so
   */
  static String fix(String pattern, Catalog catalog, String otherwise) {
    Optional<String> closest = closest(pattern, catalog);
    return closest.isPresent() ? "did you mean `" + closest.get() + "`?" : otherwise;
  }

  /** The action of the service whose name differs least, if it differs little. */
  private static Optional<String> closest(String pattern, Catalog catalog) {
    String service = pattern.substring(0, pattern.indexOf(':'));
    Optional<String> closest = Optional.empty();
    int least = MOST_LETTERS + 1;
    for (Action action : actionsOf(service, catalog)) {
      int distance = Spelling.distance(action.id(), pattern);
      if (distance < least) {
        least = distance;
        closest = Optional.of(action.id());
      }
    }
    return closest;
  }
}
