package dev.policygate.finding;

import java.util.Optional;

/**
 * Who speaks in a finding.
 *
 * @param id explicit, never reused, the name of the rule's page
 * @param severity unless a profile says otherwise
 * @param summary what is wrong when the rule speaks, in one sentence without a full stop
 */
public record RuleInfo(String id, Severity severity, String summary) {

  public static RuleInfo error(String id, String summary) {
    return new RuleInfo(id, Severity.ERROR, summary);
  }

  public static RuleInfo warning(String id, String summary) {
    return new RuleInfo(id, Severity.WARNING, summary);
  }

  public Finding at(Location location, String message) {
    return new Finding(id, severity, location, message, Optional.empty());
  }

  public Finding at(Location location, String message, String fix) {
    return new Finding(id, severity, location, message, Optional.of(fix));
  }
}
