package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.catalog.ConditionKey.DataType;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warns of operators that compare values of another type than requests carry for the key. */
final class MistypedCondition implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "MistypedCondition", "An operator is for values of another type than the key has");

  private final Catalog catalog;

  MistypedCondition(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Optional<ConditionKey> key = catalog.conditionKey(condition.key().value());
      if (key.isPresent() && !fits(condition.operator().value().comparison(), key.get())) {
        violations.add(
            Violation.at(
                condition.operator().location(),
                "`%s` compares %s, and `%s` has %s"
                    .formatted(
                        condition.operator().value().text(),
                        of(condition.operator().value().comparison().family()),
                        condition.key().value(),
                        of(key.get().types().getFirst())),
                "use an operator for %s".formatted(of(key.get().types().getFirst()))));
      }
    }
    return violations;
  }

  /** ARNs compare as text as well; and tags and their like, whose text is free, may hold ARNs. */
  private static boolean fits(Comparison comparison, ConditionKey key) {
    List<DataType> types = key.types();
    return switch (comparison.family()) {
      case NULL -> true;
      case STRING -> types.contains(DataType.STRING) || types.contains(DataType.ARN);
      case NUMERIC -> types.contains(DataType.NUMERIC);
      case DATE -> types.contains(DataType.DATE);
      case BOOL -> types.contains(DataType.BOOL);
      case BINARY -> types.contains(DataType.BINARY);
      case IP_ADDRESS -> types.contains(DataType.IP_ADDRESS);
      case ARN -> types.contains(DataType.ARN) || key.name().contains("${");
    };
  }

  private static String of(Family family) {
    return switch (family) {
      case STRING -> "strings";
      case NUMERIC -> "numbers";
      case DATE -> "dates";
      case BOOL -> "true and false";
      case BINARY -> "bytes";
      case IP_ADDRESS -> "IP addresses";
      case ARN -> "ARNs";
      case NULL -> "nothing";
    };
  }

  private static String of(DataType type) {
    return switch (type) {
      case STRING -> of(Family.STRING);
      case ARN -> of(Family.ARN);
      case BOOL -> of(Family.BOOL);
      case NUMERIC -> of(Family.NUMERIC);
      case DATE -> of(Family.DATE);
      case IP_ADDRESS -> of(Family.IP_ADDRESS);
      case BINARY -> of(Family.BINARY);
    };
  }
}
