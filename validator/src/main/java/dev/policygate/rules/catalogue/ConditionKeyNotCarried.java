package dev.policygate.rules.catalogue;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns of conditions on keys that requests for the actions beside them never carry: what asks for
 * a value then never holds, and what is content without the key holds always.
 *
 * <p>Asked are the keys of services and those of tags, and the actions that are named in full.
 */
final class ConditionKeyNotCarried implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "ConditionKeyNotCarried", "No request for the action carries the condition key");

  /** More actions are counted, not named. */
  private static final int MOST_NAMED = 3;

  private final Catalog catalog;

  ConditionKeyNotCarried(Catalog catalog) {
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
      if (dependsOnAction(condition)) {
        add(check(condition, statement), violations);
      }
    }
    return violations;
  }

  /** Whether AWS says of each action whether its requests carry the key. */
  private boolean dependsOnAction(Condition condition) {
    String key = condition.foldedKey();
    return key.startsWith("aws:resourcetag/")
        || key.startsWith("aws:requesttag/")
        || key.equals("aws:tagkeys")
        || (!key.startsWith("aws:")
            && catalog.globalConditionKey(key).isEmpty()
            && catalog.conditionKey(key).isPresent());
  }

  private static void add(Optional<Violation> violation, List<Violation> violations) {
    if (violation.isPresent()) {
      violations.add(violation.get());
    }
  }

  private Optional<Violation> check(Condition condition, Statement statement) {
    boolean contentWithout = condition.holdsWithoutKey();
    if (statement.action() instanceof ActionElement.NotAction) {
      return statement.denies() && !contentWithout
          ? Optional.of(
              violation(
                  condition,
                  "requests without `%s` are not denied, and `NotAction` holds actions whose"
                      + " requests never carry it",
                  "name the actions that carry the key in `Action`"))
          : Optional.empty();
    }
    List<String> without = new ArrayList<>();
    boolean others = false;
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      String text = pattern.value().text();
      Optional<Action> action = ArnPattern.isOpen(text) ? Optional.empty() : catalog.action(text);
      if (action.isPresent() && action.get().conditionKey(condition.foldedKey()).isEmpty()) {
        without.add("`" + text + "`");
      } else {
        others = true;
      }
    }
    // What is content without the key is mostly meant so where other actions carry it.
    if (without.isEmpty() || (contentWithout && others)) {
      return Optional.empty();
    }
    return Optional.of(
        contentWithout
            ? violation(
                condition,
                "no request for " + named(without) + " carries `%s`, so the condition always holds",
                "leave it out, or use a key that the action carries")
            : violation(
                condition,
                "no request for "
                    + named(without)
                    + " carries `%s`, so this never "
                    + (statement.allows() ? "allows" : "denies")
                    + " it",
                "move it to a statement without the condition, or use a key that it carries"));
  }

  private Violation violation(Condition condition, String message, String fix) {
    return Violation.at(
        condition.key().location(),
        message.formatted(condition.key().value()) + " (catalogue of " + catalog.date() + ")",
        fix);
  }

  private static String named(List<String> actions) {
    return actions.size() <= MOST_NAMED
        ? String.join(" or ", actions)
        : String.join(", ", actions.subList(0, MOST_NAMED))
            + " and %d more".formatted(actions.size() - MOST_NAMED);
  }
}
