package dev.policygate.rules;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Optional;

/** Rejects resources that IAM would refuse: those that are neither {@code *} nor an ARN. */
final class InvalidResource implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error("InvalidResource", "A resource is neither an ARN nor *");

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
    return statement.resource().patterns().stream()
        .flatMap(pattern -> check(pattern).stream())
        .toList();
  }

  private static Optional<Violation> check(Located<ResourcePattern> pattern) {
    String text = pattern.value().text();
    if (text.equals("*") || (text.startsWith("arn:") && text.length() > "arn:".length())) {
      return Optional.empty();
    }
    return Optional.of(
        Violation.at(
            pattern.location(),
            "`%s` is neither an ARN nor `*`".formatted(text),
            "write the ARN of the resource, as in `arn:aws:s3:::my-bucket/*`"));
  }
}
