package dev.policygate.rules;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
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
import java.util.stream.Collectors;

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
  private record Requirement(List<Condition> conditions, Policy fulfilled) {

    /** As policies write it, without the braces of {@code Condition}. */
    String wording() {
      return conditions.stream().map(MissingCondition::wording).collect(Collectors.joining(", "));
    }

    /** What to write where: JSON has no second {@code Condition}, and no second operator in it. */
    String fixOf(Statement statement) {
      if (statement.conditions().isEmpty()) {
        return "add to the statement: \"Condition\": {" + wording() + "}";
      }
      return statement.conditions().stream().anyMatch(this::isOfAnOperatorOf)
          ? "make the `Condition` of the statement hold: " + wording()
          : "add to the `Condition` of the statement: " + wording();
    }

    private boolean isOfAnOperatorOf(Condition there) {
      return conditions.stream()
          .anyMatch(
              wanted -> wanted.operator().value().text().equals(there.operator().value().text()));
    }
  }

  MissingCondition(List<RequiredCondition> required) {
    this.required = required.stream().map(MissingCondition::requirement).toList();
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
      violations.addAll(
          Excess.violations(
              subject,
              each.fulfilled(),
              beyond ->
                  Violation.at(
                      beyond.entry().location(),
                      beyond.what()
                          + " lacks the condition that the profile requires: "
                          + each.wording(),
                      each.fixOf(beyond.statement())),
              (statement, doubt) ->
                  Violation.at(
                      statement.location(),
                      "whether the statement has the condition that the profile requires is not"
                          + " known: "
                          + doubt,
                      "write it as the profile does: " + each.wording())));
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
            required.conditions()));
    if (required.conditions().stream().anyMatch(each -> each.foldedKey().equals(REGION))) {
      allowed.add(
          statement(
              new ActionElement.Action(actions(RegionFree.PATTERNS), NOWHERE),
              new ResourceElement.Resource(resources(List.of("*")), NOWHERE),
              List.of()));
    }
    return new Requirement(required.conditions(), new Policy(allowed, NOWHERE));
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
    return patterns.stream().map(p -> new Located<>(new ActionPattern(p), NOWHERE)).toList();
  }

  private static List<Located<ResourcePattern>> resources(List<String> patterns) {
    return patterns.stream().map(p -> new Located<>(new ResourcePattern(p), NOWHERE)).toList();
  }

  private static String wording(Condition condition) {
    String values =
        condition.values().stream()
            .map(value -> "\"" + value.value() + "\"")
            .collect(Collectors.joining(", "));
    return "\"%s\": {\"%s\": %s}"
        .formatted(
            condition.operator().value().text(),
            condition.key().value(),
            condition.values().size() == 1 ? values : "[" + values + "]");
  }
}
