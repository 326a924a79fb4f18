package dev.policygate.rules.grammar;

import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.guardrail.StatementValue;
import dev.policygate.policy.Statement;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns of statements that say what an earlier one of the same document says: it is longer than it
 * must be, and who changes one of the two believes to have changed what is allowed.
 */
final class RedundantStatement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("RedundantStatement", "Two statements say the same");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess");
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (SealedPolicy document : subject.documents()) {
      Map<String, Integer> lines = new HashMap<>();
      for (Statement statement : document.authored().statements()) {
        Integer earlier =
            lines.putIfAbsent(StatementValue.of(statement), statement.location().line());
        if (earlier != null) {
          violations.add(
              Violation.at(
                  statement.location(),
                  "the statement says what the one in line %d says".formatted(earlier),
                  "leave one of the two out"));
        }
      }
    }
    return violations;
  }
}
