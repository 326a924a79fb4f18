package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks each rule of a subject: the only place that walks a policy. */
public final class PolicyValidator {

  /** The finding of a rule that threw: what it would have found is not known, so nothing passes. */
  public static final RuleInfo RULE_FAILED =
      RuleInfo.error("RuleFailed", "A rule broke down, so what it guards is not known");

  private final List<Rule> rules;

  public PolicyValidator(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Judges the subject. */
  public Verdict validate(Subject subject) {
    Map<String, List<Violation>> byRule = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      try {
        byRule.put(rule.info().id(), check(rule, subject));
      } catch (RuntimeException | StackOverflowError e) {
        // Whatever broke: a rule that gave no answer has not said yes.
        findings.add(
            RULE_FAILED.at(
                subject.documents().getFirst().authored().location(),
                "the rule `%s` broke down (%s), so what it guards is not known"
                    .formatted(rule.info().id(), e.getClass().getSimpleName()),
                "report it to the security team; the policy was not judged in full"));
      }
    }
    Set<String> ofAllStatements = new HashSet<>();
    for (Rule rule : rules) {
      if (rule.isOfAllStatements() && !byRule.getOrDefault(rule.info().id(), List.of()).isEmpty()) {
        ofAllStatements.add(rule.info().id());
      }
    }
    for (Rule rule : rules) {
      if (rule.impliedBy().stream().anyMatch(ofAllStatements::contains)) {
        continue;
      }
      Set<Location> said = new HashSet<>();
      for (String id : rule.impliedBy()) {
        byRule
            .getOrDefault(id, List.of())
            .forEach(violation -> said.add(statementOf(violation, subject)));
      }
      for (Violation violation : byRule.getOrDefault(rule.info().id(), List.of())) {
        if (!said.contains(statementOf(violation, subject))) {
          findings.add(finding(rule.info(), violation));
        }
      }
    }
    return Verdict.of(findings);
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

  private static Finding finding(RuleInfo info, Violation violation) {
    return new Finding(
        info.id(), info.severity(), violation.location(), violation.message(), violation.fix());
  }

  /** The place of the last statement that starts before the violation; that itself if none does. */
  private static Location statementOf(Violation violation, Subject subject) {
    return subject.statements().stream()
        .map(Statement::location)
        .filter(start -> start.file().equals(violation.location().file()))
        .filter(start -> start.compareTo(violation.location()) <= 0)
        .max(Location::compareTo)
        .orElse(violation.location());
  }
}
