package dev.policygate.rules.catalogue;

import dev.policygate.access.Patterns;
import dev.policygate.catalog.AwsPartition;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Spelling;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of Regions that AWS is not known to have, in ARNs and in conditions about the Region of a
 * request.
 */
final class UnknownRegion implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnknownRegion", "AWS is not known to have the Region");

  private static final Set<String> KEYS = Set.of("aws:requestedregion", "ec2:region");

  /** What differs more is something else. */
  private static final int MOST_EDITS = 2;

  private final Catalog catalog;

  UnknownRegion(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("InvalidResource");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      Optional<ArnPattern> arn = ArnPattern.of(resource.value().text());
      if (arn.isPresent() && !arn.get().region().isEmpty()) {
        add(check(arn.get().region(), resource.location()), violations);
      }
    }
    for (Condition condition : statement.conditions()) {
      if (KEYS.contains(condition.foldedKey())
          && condition.operator().value().comparison().family() == Family.STRING) {
        for (Located<String> value : condition.values()) {
          add(check(value.value(), value.location()), violations);
        }
      }
    }
    return violations;
  }

  private static void add(Optional<Violation> violation, List<Violation> violations) {
    if (violation.isPresent()) {
      violations.add(violation.get());
    }
  }

  private Optional<Violation> check(String region, Location location) {
    if (region.indexOf('$') >= 0 || isKnown(region)) {
      return Optional.empty();
    }
    String closest = closest(region);
    return Optional.of(
        Violation.at(
            location,
            "AWS has no Region `%s` (catalogue of %s)".formatted(region, catalog.date()),
            closest.isEmpty()
                ? "write the name of a Region, as in `eu-central-1`"
                : "did you mean `%s`?".formatted(closest)));
  }

  private boolean isKnown(String region) {
    boolean open = ArnPattern.isOpen(region);
    for (AwsPartition partition : catalog.partitions()) {
      for (String known : partition.regions()) {
        if (open ? Patterns.meet(region, known) : known.equals(region)) {
          return true;
        }
      }
    }
    return false;
  }

  private String closest(String region) {
    String closest = "";
    int least = MOST_EDITS + 1;
    for (AwsPartition partition : catalog.partitions()) {
      for (String known : partition.regions()) {
        int distance = Spelling.distance(region, known);
        if (distance < least) {
          least = distance;
          closest = known;
        }
      }
    }
    return closest;
  }
}
