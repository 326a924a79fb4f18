package dev.policygate.validation;

import dev.policygate.finding.RuleInfo;
import java.util.Set;

/** One question asked of a policy: pure, stateless; a rule that throws fails the whole run. */
public sealed interface Rule permits StatementRule, SubjectRule {

  RuleInfo info();

  /**
   * Ids of rules whose finding says already what this rule would say: one cause, one finding. The
   * cause is the same in one statement, and there in one entry of {@code Action}, where both are
   * about entries. A finding that weighs less, is excused, or is not told itself, does not say it.
   */
  default Set<String> impliedBy() {
    return Set.of();
  }

  /** Whether its finding in one statement says it of all of them. */
  default boolean isOfAllStatements() {
    return false;
  }

  /** Whether no profile may switch it off, make it weigh less, or excuse what it finds. */
  default boolean isMandatory() {
    return false;
  }

  /** Whether what it finds in one policy depends on the holder's others. */
  default boolean joinsDocuments() {
    return false;
  }

  /** The names of the parameters that a profile may give it. */
  default Set<String> parameters() {
    return Set.of();
  }
}
