package dev.policygate.validation;

import dev.policygate.policy.Statement;
import java.util.List;

/** A rule that looks at one statement of an author at a time. */
public non-sealed interface StatementRule extends Rule {

  /** What is wrong with the statement; empty when nothing is. */
  List<Violation> check(Statement statement);
}
