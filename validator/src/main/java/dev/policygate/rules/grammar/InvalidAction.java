package dev.policygate.rules.grammar;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects actions that IAM would refuse: those that are not {@code *} and not of the form {@code
 * service:Name}.
 */
final class InvalidAction implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error("InvalidAction", "An action is not of the form that IAM takes");

  /** What IAM takes as all actions of all services. */
  private static final Set<String> EVERYTHING = Set.of("*", "*:*");

  /** What a service and a name are made of beside letters and figures. */
  private static final String OF_SERVICES = ".-";

  private static final String OF_NAMES = "_.*?-";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      Optional<Violation> violation = check(pattern);
      if (violation.isPresent()) {
        violations.add(violation.get());
      }
    }
    return violations;
  }

  private static Optional<Violation> check(Located<ActionPattern> pattern) {
    String text = pattern.value().text();
    if (EVERYTHING.contains(text)) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.of(
          Violation.at(
              pattern.location(),
              "`%s` names no service: an action is `service:Name`, or `*`".formatted(text),
              "write the service before a colon, as in `s3:GetObject`"));
    }
    if (text.indexOf(':', colon + 1) >= 0) {
      return Optional.of(
          Violation.at(pattern.location(), "`%s` has more than one colon".formatted(text)));
    }
    String service = text.substring(0, colon);
    if (!isMadeOf(service, OF_SERVICES)) {
      return Optional.of(
          Violation.at(
              pattern.location(),
              "`%s` is no service: IAM takes no wildcard in its name".formatted(service),
              "write one action for each service"));
    }
    if (!isMadeOf(text.substring(colon + 1), OF_NAMES)) {
      return Optional.of(
          Violation.at(
              pattern.location(),
              "`%s` is no name of an action".formatted(text.substring(colon + 1))));
    }
    return Optional.empty();
  }

  private static boolean isMadeOf(String text, String marks) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
