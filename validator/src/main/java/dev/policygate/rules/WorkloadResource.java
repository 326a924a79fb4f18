package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.rules.PowersAtLarge.Found;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import dev.policygate.validation.Workload;
import java.util.ArrayList;
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
    List<Violation> violations = new ArrayList<>();
    for (Found found : PowersAtLarge.of(reach, Power.ALL, new OfItsOwn(needs, reach))) {
      violations.add(
          found.violationOfResource(
              found.entry()
                  + " on "
                  + found.resources()
                  + " is not for what "
                  + workload.get().title()
                  + " has of its own",
              Fixes.nameTheResource(found, reach)));
    }
    return violations;
  }

  /** At large, where the workload needs it on resources of its own. */
  private record OfItsOwn(WorkloadNeeds needs, Reach reach) implements PowersAtLarge.Asked {
    @Override
    public Optional<Grant> find(String action) {
      return needs.isOnOwn(action, reach) ? reach.atLarge(action) : Optional.empty();
    }
  }
}
