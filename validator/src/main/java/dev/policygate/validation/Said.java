package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Finding.Suppressed;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What a rule said, and of what.
 *
 * @param place the statement, or where it is if it is in none
 * @param entries of {@code Action}, which cause it; none where it is about the whole statement
 */
record Said(
    RuleSet.Entry by,
    Violation violation,
    Optional<Suppressed> suppressed,
    Location place,
    List<Location> entries) {

  static Said of(
      RuleSet.Entry by,
      Violation violation,
      Optional<Statement> statement,
      Optional<Suppressed> suppressed) {
    return new Said(
        by,
        violation,
        suppressed,
        statement.isPresent() ? statement.get().location() : violation.location(),
        statement.isPresent() ? entries(violation, statement.get()) : List.of());
  }

  private static List<Location> entries(Violation violation, Statement statement) {
    if (!violation.causes().isEmpty()) {
      return violation.causes();
    }
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      if (pattern.location().equals(violation.location())) {
        return List.of(violation.location());
      }
    }
    return List.of();
  }

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

  /** Whether it says so with as much weight as the other rule would. */
  boolean weighsAsMuchAs(RuleSet.Entry other) {
    return suppressed.isEmpty() && by.severity().compareTo(other.severity()) <= 0;
  }

  /** Whether the author would mend both at once. */
  boolean isOfTheSameCauseAs(Said other) {
    if (by.rule().isOfAllStatements()) {
      return true;
    }
    if (!place.equals(other.place)) {
      return false;
    }
    if (entries.isEmpty() || other.entries.isEmpty()) {
      return true;
    }
    for (Location entry : entries) {
      if (other.entries.contains(entry)) {
        return true;
      }
    }
    return false;
  }
}
