package dev.policygate.validation;

import java.util.List;

/** A rule that looks at all that a principal would hold. */
public non-sealed interface SubjectRule extends Rule {

  /** What is wrong with what the documents grant together; empty when nothing is. */
  List<Violation> check(Subject subject);
}
