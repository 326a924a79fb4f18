package dev.policygate.guardrail;

import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.Effect;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a statement says, without its Sid, its place and the order of its lists: two statements of
 * the same value are the same to IAM.
 *
 * @param conditions by operator and key, the key in lower case
 */
record StatementValue(
    Effect effect,
    boolean notAction,
    Set<String> actions,
    boolean notResource,
    Set<String> resources,
    Map<String, Set<String>> conditions) {

  static StatementValue of(Statement statement) {
    return new StatementValue(
        statement.effect().value(),
        statement.action() instanceof ActionElement.NotAction,
        statement.action().patterns().stream()
            .map(pattern -> pattern.value().folded())
            .collect(Collectors.toUnmodifiableSet()),
        statement.resource() instanceof ResourceElement.NotResource,
        statement.resource().patterns().stream()
            .map(pattern -> pattern.value().text())
            .collect(Collectors.toUnmodifiableSet()),
        statement.conditions().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    condition ->
                        condition.operator().value().text()
                            + " "
                            + condition.key().value().toLowerCase(Locale.ROOT),
                    condition ->
                        condition.values().stream()
                            .map(Located::value)
                            .collect(Collectors.toUnmodifiableSet()))));
  }
}
