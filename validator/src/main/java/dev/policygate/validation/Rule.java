package dev.policygate.validation;

import dev.policygate.finding.RuleInfo;
import java.util.Set;

/** One question asked of a policy: pure, stateless; a rule that throws fails the whole run. */
public sealed interface Rule permits StatementRule, SubjectRule {

  RuleInfo info();

  /**
   * Ids of rules whose finding in a statement says already what this rule would say there: one
   * cause, one finding.
   */
  default Set<String> impliedBy() {
    return Set.of();
  }

  /** Whether its finding in one statement says it of all of them. */
  default boolean isOfAllStatements() {
    return false;
  }
}
