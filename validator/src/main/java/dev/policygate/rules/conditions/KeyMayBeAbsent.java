package dev.policygate.rules.conditions;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.catalog.GlobalConditionKey;
import dev.policygate.catalog.GlobalConditionKey.Presence;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Qualifier;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of conditions of {@code Allow} that hold for requests without their key, where such
 * requests are ordinary: no tag, no MFA, no service that calls, no boundary.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">IAM
 *     User Guide, single-valued and multivalued context keys</a>
 */
final class KeyMayBeAbsent implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("KeyMayBeAbsent", "A condition holds for requests that lack its key");

  /** Keys of services that a request carries only where the caller says so. */
  private static final Set<String> AT_WILL =
      Set.of("iam:permissionsboundary", "kms:viaservice", "sts:externalid");

  private final Catalog catalog;

  KeyMayBeAbsent(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    if (!statement.allows()) {
      return violations;
    }
    for (Condition condition : statement.conditions()) {
      ConditionOperator operator = condition.operator().value();
      boolean forAll = operator.qualifier() == Qualifier.FOR_ALL_VALUES;
      if ((forAll ? mattersForAll(condition) : operator.ifExists() && isOftenAbsent(condition))
          && !needsKey(statement, condition.foldedKey())) {
        violations.add(
            Violation.at(
                condition.operator().location(),
                "`%s` holds for requests without `%s` too%s"
                    .formatted(
                        operator.text(),
                        condition.key().value(),
                        forAll && isSingle(condition) ? ", and the key has one value only" : ""),
                forAll && isSingle(condition)
                    ? "write `%s`".formatted(operator.comparison().text())
                    : "add `\"Null\": {\"%s\": \"false\"}`".formatted(condition.key().value())));
      }
    }
    return violations;
  }

  /** Not of the tags of a request: creating without any is mostly meant so. */
  private boolean mattersForAll(Condition condition) {
    return !condition.foldedKey().equals("aws:tagkeys");
  }

  private boolean isSingle(Condition condition) {
    Optional<ConditionKey> key = catalog.conditionKey(condition.key().value());
    return key.isPresent() && !key.get().multivalued();
  }

  private boolean isOftenAbsent(Condition condition) {
    String key = condition.foldedKey();
    if (key.contains(":resourcetag/") || key.startsWith("s3:existingobjecttag/")) {
      return true;
    }
    Optional<GlobalConditionKey> global = catalog.globalConditionKey(key);
    return global.isPresent()
        ? global.get().presence() == Presence.SOMETIMES
        : AT_WILL.contains(key);
  }

  /** Whether another condition of the statement holds only for requests with the key. */
  private static boolean needsKey(Statement statement, String key) {
    for (Condition condition : statement.conditions()) {
      boolean asksForAbsence =
          condition.operator().value().comparison() == Comparison.NULL
              && condition.holdsWithoutKey();
      if (condition.foldedKey().equals(key) && !condition.holdsWithoutKey() && !asksForAbsence) {
        return true;
      }
    }
    return false;
  }
}
