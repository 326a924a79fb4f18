package dev.policygate.rules;

import dev.policygate.access.Question;
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

/** Rejects what a workload does not need, where the profile's policies are for workloads. */
final class WorkloadAction implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("WorkloadAction", "The workload does not need this");

  private final Optional<Workload> workload;

  /**
   * Knows what a workload needs.
   *
   * @param workload where there is none, policies are for people, and nothing is asked
   */
  WorkloadAction(Optional<Workload> workload) {
    this.workload = workload;
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
  public List<Violation> check(Subject subject) {
    if (workload.isEmpty()) {
      return List.of();
    }
    WorkloadNeeds needs = WorkloadNeeds.of(workload.get());
    List<Violation> violations = new ArrayList<>();
    for (Found found :
        PowersAtLarge.of(subject.reach(), Power.ALL, new NotNeeded(needs, subject.reach()))) {
      violations.add(
          found.violation(
              found.entry() + " is nothing that " + workload.get().title() + " needs",
              "name the actions by which it uses what is its own; what is set up for it, others"
                  + " set up"));
    }
    return violations;
  }

  /** Anywhere, where the workload does not need it; what only looks has to be able to. */
  private record NotNeeded(WorkloadNeeds needs, Reach reach) implements PowersAtLarge.Asked {
    @Override
    public Optional<Grant> find(String action) {
      if (needs.hold(action, reach)) {
        return Optional.empty();
      }
      return WorkloadNeeds.looks(action, reach)
          ? reach.atLarge(action)
          : reach.anywhere(action, Question.of(List.of(action), List.of("*")));
    }
  }
}
