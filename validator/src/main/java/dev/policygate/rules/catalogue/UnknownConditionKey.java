package dev.policygate.rules.catalogue;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.catalog.GlobalConditionKey;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Spelling;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of condition keys that AWS is not known to have, in conditions and in policy variables: no
 * request carries them, so a condition on one holds never, or always.
 */
final class UnknownConditionKey implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnknownConditionKey", "AWS is not known to have the condition key");

  /** What {@code aws:PrincipalArn} was called once. */
  private static final String OLD_ARN = "aws:arn";

  /** Keys that end in the name of a tag. */
  private static final Set<String> OF_TAGS =
      Set.of("resourcetag", "requesttag", "principaltag", "existingobjecttag", "requestobjecttag");

  private final Catalog catalog;

  UnknownConditionKey(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      checkVariables(resource.value().text(), resource.location(), violations);
    }
    for (Condition condition : statement.conditions()) {
      check(condition.key().value(), condition.key().location(), violations);
      for (Located<String> value : condition.values()) {
        checkVariables(value.value(), value.location(), violations);
      }
    }
    return violations;
  }

  private void checkVariables(String text, Location location, List<Violation> violations) {
    if (text.indexOf('$') < 0) {
      return;
    }
    for (Template.Part part : Template.of(text).parts()) {
      if (part instanceof Template.Variable(var key, _)) {
        check(key, location, violations);
      }
    }
  }

  private void check(String key, Location location, List<Violation> violations) {
    String folded = key.toLowerCase(Locale.ROOT);
    int colon = key.indexOf(':');
    // Identity providers name keys by their own domain: oidc.example.com:sub.
    boolean ofProvider = colon > 0 && key.lastIndexOf('.', colon) > 0;
    if (folded.contains("${") || ofProvider || catalog.conditionKey(key).isPresent()) {
      return;
    }
    violations.add(Violation.at(location, problem(key, folded), fix(key, folded)));
  }

  private String problem(String key, String folded) {
    if (folded.equals(OLD_ARN)) {
      return "`%s` is the old name of `aws:PrincipalArn`".formatted(key);
    }
    if (isOfTagWithoutName(folded)) {
      return "`%s` names no tag".formatted(key);
    }
    int colon = key.indexOf(':');
    return colon < 0
        ? "AWS has no condition key `%s`".formatted(key)
        : folded.startsWith("aws:") || catalog.service(key.substring(0, colon)).isPresent()
            ? "AWS has no condition key `%s` (catalogue of %s)".formatted(key, catalog.date())
            : "AWS has no service `%s`, so no request carries `%s` (catalogue of %s)"
                .formatted(key.substring(0, colon), key, catalog.date());
  }

  private String fix(String key, String folded) {
    if (folded.equals(OLD_ARN)) {
      return "write `aws:PrincipalArn`";
    }
    if (isOfTagWithoutName(folded)) {
      int slash = key.indexOf('/');
      return "write the name of the tag, as in `%s/team`"
          .formatted(slash < 0 ? key : key.substring(0, slash));
    }
    Optional<String> closest = closest(key);
    return closest.isPresent()
        ? "did you mean `" + closest.get() + "`?"
        : "correct it, or leave it out";
  }

  private static boolean isOfTagWithoutName(String folded) {
    String name = folded.substring(folded.indexOf(':') + 1);
    return OF_TAGS.contains(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
  }

  private Optional<String> closest(String key) {
    List<ConditionKey> candidates = new ArrayList<>();
    for (GlobalConditionKey global : catalog.globalConditionKeys()) {
      candidates.add(global.key());
    }
    int colon = key.indexOf(':');
    Optional<Service> service =
        colon < 0 ? Optional.empty() : catalog.service(key.substring(0, colon));
    if (service.isPresent()) {
      candidates.addAll(service.get().conditionKeys());
    }
    String closest = "";
    int least = 3;
    for (ConditionKey candidate : candidates) {
      int distance = Spelling.distance(candidate.name(), key);
      if (distance < least) {
        least = distance;
        closest = candidate.name();
      }
    }
    return closest.isEmpty() ? Optional.empty() : Optional.of(closest);
  }
}
