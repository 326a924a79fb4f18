package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import dev.policygate.validation.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects policies of workloads that do not name the workload's own bucket, table, secret or queue.
 */
final class WorkloadResource implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("WorkloadResource", "The workload's own resources are not named");

  private final Optional<Workload> workload;

  /**
   * Knows what a workload has of its own.
   *
   * @param workload where there is none, policies are for people, and nothing is asked
   */
  WorkloadResource(Optional<Workload> workload) {
    this.workload = workload;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of(
        "AdministratorAccess",
        "AllowNotAction",
        "AllowNotResource",
        "CredentialsAtLarge",
        "DataChangeAtLarge",
        "DataReadAtLarge",
        "SecretsAtLarge",
        "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    if (workload.isEmpty()) {
      return List.of();
    }
    WorkloadNeeds needs = WorkloadNeeds.of(workload.get());
    Reach reach = subject.reach();
    return PowersAtLarge.violations(
        reach,
        EnumSet.allOf(Power.class),
        action -> needs.isOnOwn(action) ? reach.atLarge(action) : Optional.empty(),
        found ->
            Violation.at(
                found.first().resource().location(),
                "%s on %s is not for what %s has of its own"
                    .formatted(found.entry(), found.resources(), workload.get().title()),
                Fixes.nameTheResource(found, reach)));
  }
}
