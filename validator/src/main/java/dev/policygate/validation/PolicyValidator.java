package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Finding.Suppressed;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks each rule of a subject: the only place that walks a policy. */
public final class PolicyValidator {

  /** The finding of a rule that threw: what it would have found is not known, so nothing passes. */
  public static final RuleInfo RULE_FAILED =
      RuleInfo.error("RuleFailed", "A rule broke down, so what it guards is not known");

  private final RuleSet rules;

  public PolicyValidator(RuleSet rules) {
    this.rules = rules;
  }

  /** Asks all of these rules, each weighing what it says of itself. */
  public PolicyValidator(List<Rule> rules) {
    this(RuleSet.of(rules));
  }

  /** What a rule said, and of which statement. */
  private record Said(
      RuleSet.Entry by,
      Violation violation,
      Optional<Statement> statement,
      Optional<Suppressed> suppressed) {

    Finding finding() {
      RuleInfo info = by.info();
      return new Finding(
          info.id(),
          info.severity(),
          violation.location(),
          violation.message(),
          violation.fix(),
          suppressed);
    }

    Location place() {
      return statement.isPresent() ? statement.get().location() : violation.location();
    }

    /** Whether it says so with as much weight as the other rule would. */
    boolean weighsAsMuchAs(RuleSet.Entry other) {
      return suppressed.isEmpty() && by.severity().compareTo(other.severity()) <= 0;
    }
  }

  /** Judges the subject. */
  public Verdict validate(Subject subject) {
    return validate(subject, Suppressions.NONE);
  }

  /** Judges the subject; what is suppressed is reported and does not count. */
  public Verdict validate(Subject subject, Suppressions suppressions) {
    Suppressions.Run excuses = suppressions.start(subject);
    Map<String, List<Said>> byRule = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (RuleSet.Entry entry : rules.entries()) {
      try {
        byRule.put(entry.rule().info().id(), ask(entry, subject, excuses));
      } catch (RuntimeException | StackOverflowError e) {
        // Whatever broke: a rule that gave no answer has not said yes.
        findings.add(
            RULE_FAILED.at(
                subject.documents().getFirst().authored().location(),
                "the rule `"
                    + entry.rule().info().id()
                    + "` broke down ("
                    + e.getClass().getSimpleName()
                    + "), so what it guards is not known",
                "report it to the security team; the policy was not judged in full"));
      }
    }
    for (RuleSet.Entry entry : rules.entries()) {
      Set<Location> implied = new HashSet<>();
      if (!isImplied(entry, byRule, implied)) {
        for (Said said : byRule.getOrDefault(entry.rule().info().id(), List.of())) {
          if (!implied.contains(said.place())) {
            findings.add(said.finding());
          }
        }
      }
    }
    findings.addAll(excuses.findings());
    return Verdict.of(findings);
  }

  /**
   * Whether others have said already what a rule says.
   *
   * @param places takes the statements of which they have, where it is not all of them
   */
  private static boolean isImplied(
      RuleSet.Entry entry, Map<String, List<Said>> byRule, Set<Location> places) {
    for (String id : entry.rule().impliedBy()) {
      for (Said said : byRule.getOrDefault(id, List.of())) {
        if (said.weighsAsMuchAs(entry)) {
          if (said.by().rule().isOfAllStatements()) {
            return true;
          }
          places.add(said.place());
        }
      }
    }
    return false;
  }

  private static List<Said> ask(
      RuleSet.Entry entry, Subject subject, Suppressions.Run suppressions) {
    List<Said> said = new ArrayList<>();
    for (Violation violation : check(entry.rule(), subject)) {
      Optional<Statement> statement = statementOf(violation, subject);
      Optional<Suppressed> suppressed = suppressions.excuse(entry.rule(), violation);
      said.add(new Said(entry, violation, statement, suppressed));
    }
    return said;
  }

  private static List<Violation> check(Rule rule, Subject subject) {
    if (rule instanceof SubjectRule whole) {
      return whole.check(subject);
    }
    StatementRule each = (StatementRule) rule;
    List<Violation> violations = new ArrayList<>();
    for (Statement statement : subject.statements()) {
      violations.addAll(each.check(statement));
    }
    return violations;
  }

  /** The last statement that starts before the violation. */
  private static Optional<Statement> statementOf(Violation violation, Subject subject) {
    Optional<Statement> last = Optional.empty();
    for (Statement statement : subject.statements()) {
      Location start = statement.location();
      if (start.file().equals(violation.location().file())
          && start.compareTo(violation.location()) <= 0
          && (last.isEmpty() || start.compareTo(last.get().location()) > 0)) {
        last = Optional.of(statement);
      }
    }
    return last;
  }
}
