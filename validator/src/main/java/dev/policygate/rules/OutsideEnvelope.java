package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects what the profile's envelope does not allow: the most that policies of an account type or
 * a team may grant.
 *
 * <p>The world is open: a pattern exceeds a list of all the actions that it holds today, as AWS may
 * add others.
 */
final class OutsideEnvelope implements SubjectRule, Excess.Wording {

  private static final RuleInfo INFO =
      RuleInfo.error("OutsideEnvelope", "The profile's envelope does not allow this");

  private final Optional<Policy> envelope;

  /**
   * Holds policies within an envelope.
   *
   * @param envelope where there is none, anything is within it
   */
  OutsideEnvelope(Optional<Policy> envelope) {
    this.envelope = envelope;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess");
  }

  @Override
  public boolean joinsDocuments() {
    return true;
  }

  @Override
  public List<Violation> check(Subject subject) {
    if (envelope.isEmpty()) {
      return List.of();
    }
    return Excess.violations(subject, envelope.get(), this);
  }

  @Override
  public Violation of(Excess.Beyond beyond) {
    return Violation.at(
        beyond.entry().location(),
        beyond.what() + " is outside of the profile's envelope",
        "name the actions and resources that the envelope allows; the profile's owner can"
            + " widen it");
  }

  @Override
  public Violation ofDoubt(Statement statement, String doubt) {
    return Violation.at(
        statement.location(),
        "whether the statement stays within the profile's envelope is not known: " + doubt,
        "write it more simply");
  }
}
