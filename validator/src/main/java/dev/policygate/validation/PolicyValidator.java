package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Judges the subject. */
  public Verdict validate(Subject subject) {
    return validate(subject, Suppressions.NONE);
  }

  /** Judges the subject; what is suppressed is reported and does not count. */
  public Verdict validate(Subject subject, Suppressions suppressions) {
    Suppressions.Run excuses = suppressions.start(subject);
    Map<String, List<Said>> byRule = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (RuleSet.Entry entry : rules.entries()) {
      try {
        byRule.put(entry.rule().info().id(), ask(entry, subject, excuses));
      } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
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
    Causes causes = new Causes(byRule);
    for (List<Said> ofRule : byRule.values()) {
      for (Said said : ofRule) {
        if (!causes.areToldBesides(said)) {
          findings.add(said.finding());
        }
      }
    }
    findings.addAll(excuses.findings());
    return Verdict.of(findings);
  }

  private static List<Said> ask(
      RuleSet.Entry entry, Subject subject, Suppressions.Run suppressions) {
    List<Said> said = new ArrayList<>();
    for (Violation violation : check(entry.rule(), subject)) {
      said.add(
          Said.of(
              entry,
              violation,
              statementOf(violation, subject),
              suppressions.excuse(entry.rule(), violation)));
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
