package dev.policygate.rules;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Effect;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.reach.RegionFree;
import dev.policygate.validation.RequiredCondition;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Rejects what is allowed without a condition that the profile requires for it.
 *
 * <p>Asked is whether the policy stays within the one that allows everything else, and this under
 * the condition only: so a narrower condition will do, and so will a deny. The Region is never
 * asked of services that have none.
 */
final class MissingCondition implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("MissingCondition", "A condition is missing that the profile requires");

  private static final String REGION = RegionFree.KEY;

  private static final Location NOWHERE = Location.of("profile");

  private final List<Requirement> required;

  /** A requirement, and all that is allowed where it is fulfilled. */
  private record Requirement(List<Condition> conditions, Policy fulfilled)
      implements Excess.Wording {

    @Override
    public Violation of(Excess.Beyond beyond) {
      return Violation.at(
          beyond.entry().location(),
          beyond.what() + " lacks the condition that the profile requires: " + wording(),
          fixOf(beyond.statement()));
    }

    @Override
    public Violation ofDoubt(Statement statement, String doubt) {
      return Violation.at(
          statement.location(),
          "whether the statement has the condition that the profile requires is not known: "
              + doubt,
          "write it as the profile does: " + wording());
    }

    /** As policies write it, without the braces of {@code Condition}. */
    private String wording() {
      StringJoiner all = new StringJoiner(", ");
      for (Condition condition : conditions) {
        all.add(MissingCondition.wording(condition));
      }
      return all.toString();
    }

    /** What to write where: JSON has no second {@code Condition}, and no second operator in it. */
    private String fixOf(Statement statement) {
      if (statement.conditions().isEmpty()) {
        return "add to the statement: \"Condition\": {" + wording() + "}";
      }
      for (Condition there : statement.conditions()) {
        if (isOfAnOperatorOf(there)) {
          return "make the `Condition` of the statement hold: " + wording();
        }
      }
      return "add to the `Condition` of the statement: " + wording();
    }

    private boolean isOfAnOperatorOf(Condition there) {
      for (Condition wanted : conditions) {
        if (wanted.operator().value().text().equals(there.operator().value().text())) {
          return true;
        }
      }
      return false;
    }
  }

  MissingCondition(List<RequiredCondition> required) {
    List<Requirement> requirements = new ArrayList<>();
    for (RequiredCondition each : required) {
      requirements.add(requirement(each));
    }
    this.required = requirements;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "AllowNotAction");
  }

  @Override
  public boolean joinsDocuments() {
    return true;
  }

  @Override
  public List<Violation> check(Subject subject) {
    List<Violation> violations = new ArrayList<>();
    for (Requirement each : required) {
      violations.addAll(Excess.violations(subject, each.fulfilled(), each));
    }
    return violations;
  }

  private static Requirement requirement(RequiredCondition required) {
    List<Statement> allowed = new ArrayList<>();
    allowed.add(
        statement(
            new ActionElement.NotAction(actions(required.actions()), NOWHERE),
            new ResourceElement.Resource(resources(List.of("*")), NOWHERE),
            List.of()));
    allowed.add(
        statement(
            new ActionElement.Action(actions(required.actions()), NOWHERE),
            new ResourceElement.NotResource(resources(required.resources()), NOWHERE),
            List.of()));
    allowed.add(
        statement(
            new ActionElement.Action(actions(required.actions()), NOWHERE),
            new ResourceElement.Resource(resources(required.resources()), NOWHERE),
            alwaysWithRegion(required.conditions())));
    List<String> regions = regionsOf(required);
    if (!regions.isEmpty()) {
      allowed.add(
          statement(
              new ActionElement.Action(actions(required.actions()), NOWHERE),
              new ResourceElement.Resource(resources(inRegions(regions)), NOWHERE),
              others(required.conditions())));
    }
    if (isOfRegions(required)) {
      allowed.add(
          statement(
              new ActionElement.Action(actions(RegionFree.PATTERNS), NOWHERE),
              new ResourceElement.Resource(resources(List.of("*")), NOWHERE),
              List.of()));
    }
    return new Requirement(required.conditions(), new Policy(allowed, NOWHERE));
  }

  /**
   * The Regions that are required by their names. What is there is asked there: an ARN that names
   * its Region says as much as the condition.
   */
  private static List<String> regionsOf(RequiredCondition required) {
    List<String> regions = new ArrayList<>();
    for (Condition condition : required.conditions()) {
      if (isOfRegion(condition) && isPositive(condition.operator().value())) {
        for (Located<String> value : condition.values()) {
          if (isName(value.value())) {
            regions.add(value.value());
          }
        }
      }
    }
    return regions;
  }

  private static boolean isPositive(ConditionOperator operator) {
    return operator.comparison() == Comparison.STRING_EQUALS
        || operator.comparison() == Comparison.STRING_LIKE;
  }

  private static boolean isName(String region) {
    for (int i = 0; i < region.length(); i++) {
      char c = region.charAt(i);
      if (c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !region.isEmpty();
  }

  private static List<String> inRegions(List<String> regions) {
    List<String> arns = new ArrayList<>();
    for (String region : regions) {
      arns.add("arn:*:*:" + region + ":*:*");
    }
    return arns;
  }

  private static List<Condition> others(List<Condition> conditions) {
    List<Condition> others = new ArrayList<>();
    for (Condition condition : conditions) {
      if (!isOfRegion(condition)) {
        others.add(condition);
      }
    }
    return others;
  }

  /** The Region is part of every request: to require it where it is there requires it. */
  private static List<Condition> alwaysWithRegion(List<Condition> conditions) {
    List<Condition> always = others(conditions);
    for (Condition condition : conditions) {
      if (isOfRegion(condition)) {
        ConditionOperator operator = condition.operator().value();
        always.add(
            operator.comparison() == Comparison.NULL
                ? condition
                : new Condition(
                    new Located<>(
                        new ConditionOperator(operator.qualifier(), operator.comparison(), true),
                        condition.operator().location()),
                    condition.key(),
                    condition.values()));
      }
    }
    return always;
  }

  private static boolean isOfRegion(Condition condition) {
    return condition.foldedKey().equals(REGION);
  }

  private static boolean isOfRegions(RequiredCondition required) {
    for (Condition condition : required.conditions()) {
      if (isOfRegion(condition)) {
        return true;
      }
    }
    return false;
  }

  private static Statement statement(
      ActionElement actions, ResourceElement resources, List<Condition> conditions) {
    return new Statement(
        Optional.empty(),
        new Located<>(Effect.ALLOW, NOWHERE),
        actions,
        resources,
        conditions,
        NOWHERE);
  }

  private static List<Located<ActionPattern>> actions(List<String> patterns) {
    List<Located<ActionPattern>> located = new ArrayList<>();
    for (String pattern : patterns) {
      located.add(new Located<>(new ActionPattern(pattern), NOWHERE));
    }
    return located;
  }

  private static List<Located<ResourcePattern>> resources(List<String> patterns) {
    List<Located<ResourcePattern>> located = new ArrayList<>();
    for (String pattern : patterns) {
      located.add(new Located<>(new ResourcePattern(pattern), NOWHERE));
    }
    return located;
  }

  private static String wording(Condition condition) {
    StringJoiner values = new StringJoiner(", ");
    for (Located<String> value : condition.values()) {
      values.add("\"" + value.value() + "\"");
    }
    return "\""
        + condition.operator().value().text()
        + "\": {\""
        + condition.key().value()
        + "\": "
        + (condition.values().size() == 1 ? values : "[" + values + "]")
        + "}";
  }
}
