package dev.policygate.rules;

import dev.policygate.access.Containment;
import dev.policygate.access.Doubt;
import dev.policygate.access.Layer;
import dev.policygate.access.NamePattern;
import dev.policygate.access.Permissions;
import dev.policygate.access.Request;
import dev.policygate.access.Site;
import dev.policygate.access.Witness;
import dev.policygate.catalog.Action;
import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.validation.Subject;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says where a subject grants more than a policy would. */
final class Excess {

  private Excess() {}

  /**
   * A request that a statement allows and the limit does not.
   *
   * @param action as AWS writes it
   * @param known whether AWS has the action today; a later one counts as well
   * @param entry of the statement that holds the action; of a {@code NotAction} the first one
   */
  record Beyond(
      String action,
      boolean known,
      String resource,
      Statement statement,
      Located<ActionPattern> entry) {

    /** What is allowed, for a reader: {@code `s3:*` (`s3:PutObject`) on `arn:aws:s3:::a/b`}. */
    String what() {
      String text = entry.value().text();
      String example =
          text.equalsIgnoreCase(action)
              ? ""
              : known ? " (`" + action + "`)" : " (with what AWS may add)";
      return "`" + text + "`" + example + " on `" + resource + "`";
    }
  }

  /** What a rule says of a statement. */
  interface Wording {

    /** Of one that grants more. */
    Violation of(Beyond beyond);

    /** Of one of which that is not known, and why it is not. */
    Violation ofDoubt(Statement statement, String doubt);
  }

  /**
   * One violation for each statement that grants more than {@code limit}, or of which that is not
   * known.
   *
   * @param wording what is wrong with it
   */
  static List<Violation> violations(Subject subject, Policy limit, Wording wording) {
    Set<Violation> violations = new LinkedHashSet<>();
    Containment result = Containment.compare(subject.permissions(), Permissions.of(limit));
    if (result instanceof Containment.Exceeds(var witnesses, var doubts)) {
      for (Witness witness : witnesses) {
        for (Statement statement : authored(witness.allowedBy(), subject)) {
          violations.add(wording.of(beyond(witness.request(), statement, subject)));
        }
      }
      addDoubts(doubts, subject, wording, violations);
    } else if (result instanceof Containment.Undecided(var doubts)) {
      addDoubts(doubts, subject, wording, violations);
    }
    return List.copyOf(violations);
  }

  private static Beyond beyond(Request request, Statement statement, Subject subject) {
    Optional<Action> known = subject.reach().catalog().action(request.action());
    return new Beyond(
        known.isPresent() ? known.get().id() : request.action(),
        known.isPresent(),
        request.resource(),
        statement,
        entry(statement, request.action()));
  }

  private static void addDoubts(
      List<Doubt> doubts, Subject subject, Wording wording, Set<Violation> violations) {
    for (Doubt doubt : doubts) {
      List<Statement> where = authored(doubt.where(), subject);
      for (Statement statement : where.isEmpty() ? allowing(subject) : where) {
        violations.add(wording.ofDoubt(statement, doubt.what()));
      }
    }
  }

  private static List<Statement> allowing(Subject subject) {
    List<Statement> allowing = new ArrayList<>();
    for (Statement statement : subject.statements()) {
      if (statement.allows()) {
        allowing.add(statement);
      }
    }
    return allowing;
  }

  /** The statements that authors wrote: others, of a boundary, are not theirs to change. */
  private static List<Statement> authored(List<Site> sites, Subject subject) {
    List<Statement> statements = new ArrayList<>();
    for (Site site : sites) {
      if (site.layer() == Layer.IDENTITY) {
        for (Statement mine : subject.statements()) {
          if (mine.location().equals(site.statement().location())) {
            statements.add(mine);
            break;
          }
        }
      }
    }
    return statements;
  }

  private static Located<ActionPattern> entry(Statement statement, String action) {
    List<Located<ActionPattern>> entries = statement.action().patterns();
    if (statement.action() instanceof ActionElement.Action) {
      for (Located<ActionPattern> entry : entries) {
        if (NamePattern.of(entry.value().text()).matches(action)) {
          return entry;
        }
      }
    }
    return entries.getFirst();
  }
}
