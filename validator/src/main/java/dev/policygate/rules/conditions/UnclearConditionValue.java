package dev.policygate.rules.conditions;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns of dates that are written as a number of seconds, and of ranges of addresses that begin
 * before the address that is written.
 */
final class UnclearConditionValue implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "UnclearConditionValue", "A date or a range of addresses reads as something else");

  private static final int FIGURES_OF_A_YEAR = 4;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Family family = condition.operator().value().comparison().family();
      for (Located<String> value : condition.values()) {
        if (family == Family.DATE && isSeconds(value.value())) {
          violations.add(
              Violation.at(
                  value.location(),
                  "`%s` are seconds since 1970".formatted(value.value()),
                  "write the date, as in `2026-12-31T23:59:59Z`"));
        } else if (family == Family.IP_ADDRESS) {
          Optional<String> aligned = Ipv4Range.aligned(value.value());
          if (aligned.isPresent()) {
            violations.add(
                Violation.at(
                    value.location(),
                    "the range of `%s` begins at another address".formatted(value.value()),
                    "write `%s`".formatted(aligned.get())));
          }
        }
      }
    }
    return violations;
  }

  private static boolean isSeconds(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!Character.isDigit(value.charAt(i))) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() != FIGURES_OF_A_YEAR;
  }
}
