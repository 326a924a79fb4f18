package dev.policygate.rules.conditions;

import dev.policygate.access.ConditionValues;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rejects numbers, truths and bytes that are none. Here they compare with nothing; another reader
 * may find a number in {@code 1e9}, and then a condition holds that is taken never to hold.
 */
final class MistypedConditionValue implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "MistypedConditionValue",
          "A condition compares with a value of another type than its operator");

  /** Made when first needed: few policies compare bytes. */
  private static final class Form {
    private static final Pattern BASE64 =
        Pattern.compile("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Family family = condition.operator().value().comparison().family();
      for (Located<String> value : condition.values()) {
        if (!value.value().contains("${") && !fits(family, value.value())) {
          violations.add(
              Violation.at(
                  value.location(),
                  "`%s` compares %s, and `%s` is %s"
                      .formatted(
                          condition.operator().value().text(),
                          family == Family.NUMERIC
                              ? "numbers"
                              : family == Family.BINARY ? "bytes in Base64" : "true and false",
                          value.value(),
                          "none of them"),
                  "correct the value, or use the operator that fits it"));
        }
      }
    }
    return violations;
  }

  private static boolean fits(Family family, String value) {
    return switch (family) {
      case NUMERIC -> ConditionValues.isNumber(value);
      case BOOL, NULL -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
      case BINARY -> Form.BASE64.matcher(value).matches();
      case STRING, DATE, IP_ADDRESS, ARN -> true;
    };
  }
}
