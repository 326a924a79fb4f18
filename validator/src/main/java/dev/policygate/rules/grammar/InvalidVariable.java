package dev.policygate.rules.grammar;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Rejects policy variables that are none: IAM reads them as plain text, so that what was meant for
 * one person is meant for nobody, or in a negation for everybody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     User Guide, variables and tags</a>
 */
final class InvalidVariable implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "InvalidVariable", "A policy variable is misspelled or stands where IAM has none");

  private static final String VARIABLE = "${";

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
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      addMalformed(new Located<>(pattern.value().text(), pattern.location()), violations);
    }
    for (Condition condition : statement.conditions()) {
      if (condition.key().value().contains(VARIABLE)) {
        violations.add(
            Violation.at(
                condition.key().location(),
                "IAM replaces no variable in a condition key: `%s`"
                    .formatted(condition.key().value()),
                "write the key itself; variables stand in values"));
      }
      for (Located<String> value : condition.values()) {
        check(value, condition, violations);
      }
    }
    return violations;
  }

  private static void check(
      Located<String> value, Condition condition, List<Violation> violations) {
    Family family = condition.operator().value().comparison().family();
    if (value.value().contains(VARIABLE) && family != Family.STRING && family != Family.ARN) {
      violations.add(
          Violation.at(
              value.location(),
              "IAM replaces no variable under `%s`, so `%s` is plain text"
                  .formatted(condition.operator().value().text(), value.value()),
              "use an operator for strings or ARNs, or write the value itself"));
      return;
    }
    addMalformed(value, violations);
  }

  private static void addMalformed(Located<String> text, List<Violation> violations) {
    if (!text.value().contains(VARIABLE)) {
      return;
    }
    for (Template.Part part : Template.of(text.value()).parts()) {
      if (part instanceof Template.Malformed(var found, var problem)) {
        violations.add(
            Violation.at(
                text.location(),
                "`%s` is no variable: %s".formatted(found, what(problem)),
                "write it as `${aws:username}`, or with a default as `${aws:username, 'nobody'}`"));
      }
    }
  }

  private static String what(Template.Problem problem) {
    return switch (problem) {
      case MISSING_BRACE -> "its closing brace is missing";
      case MISSING_QUOTE -> "its default stands between single quotes";
      case SPACE -> "there is a blank in its name";
      case EMPTY -> "it names no key";
    };
  }
}
