package dev.policygate.rules;

import dev.policygate.access.Question;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.EscalationPath;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Reach;
import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects permissions that together lead to more permissions, by paths that have been published.
 *
 * <p>Asked is what all documents of the holder grant together. A path that passes a role counts
 * when any role may be passed; one that needs a target counts when any target may be taken.
 */
final class PrivilegeEscalation implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("PrivilegeEscalation", "Permissions together lead to more permissions");

  private static final String PASS_ROLE = "iam:PassRole";
  private static final Set<String> NO_NARROWING =
      Set.of("iam:passedtoservice", "iam:associatedresourcearn");

  private final IdentityLimits limits;

  /** Read once, when first asked about. */
  private static final class Published {
    private static final List<EscalationPath> PATHS = EscalationPath.published();
  }

  PrivilegeEscalation(IdentityLimits limits) {
    this.limits = limits;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean joinsDocuments() {
    return true;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of(
        "AdministratorAccess",
        "CodeChangeAtLarge",
        "CredentialsManagement",
        "IdentityManagement",
        "PermissionsManagement",
        "RunAsOthers",
        "TrustManagement",
        "UnscopedAssumeRole",
        "WholeService");
  }

  /** A path that is open, by the grants of its actions. */
  private record Open(EscalationPath path, List<Grant> grants) {

    /** Whether it is another one with steps that are not needed. */
    boolean isLongerThan(Open other) {
      return path.actions().size() > other.path().actions().size()
          && path.actions().containsAll(other.path().actions());
    }
  }

  @Override
  public List<Violation> check(Subject subject) {
    SideDoors doors = new SideDoors(subject, limits.attachable(), limits.boundaries());
    List<Open> all = new ArrayList<>();
    for (EscalationPath path : Published.PATHS) {
      Optional<Open> open = open(path, subject.reach(), doors);
      if (open.isPresent()) {
        all.add(open.get());
      }
    }
    Map<Location, List<Open>> byPlace = new LinkedHashMap<>();
    for (Open open : all) {
      if (!isLongerThanAny(open, all)) {
        Location place = open.grants().getFirst().action().location();
        List<Open> there = byPlace.get(place);
        if (there == null) {
          there = new ArrayList<>();
          byPlace.put(place, there);
        }
        there.add(open);
      }
    }
    List<Violation> violations = new ArrayList<>();
    for (Map.Entry<Location, List<Open>> each : byPlace.entrySet()) {
      violations.add(violation(each.getKey(), each.getValue()));
    }
    return violations;
  }

  private static boolean isLongerThanAny(Open open, List<Open> others) {
    for (Open other : others) {
      if (open.isLongerThan(other)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Open> open(EscalationPath path, Reach reach, SideDoors doors) {
    for (String action : path.actions()) {
      if (!reach.isSpokenOf(action)) {
        return Optional.empty();
      }
    }
    List<Grant> grants = new ArrayList<>();
    for (String action : path.actions()) {
      Optional<Grant> grant = grant(action, path, reach, doors);
      if (grant.isEmpty()) {
        return Optional.empty();
      }
      if (action.equals(PASS_ROLE)) {
        grants.addLast(grant.get());
      } else {
        grants.addFirst(grant.get());
      }
    }
    return Optional.of(new Open(path, grants));
  }

  private static Optional<Grant> grant(
      String action, EscalationPath path, Reach reach, SideDoors doors) {
    if (action.equals(PASS_ROLE)) {
      return reach.atLarge(action, NO_NARROWING);
    }
    if (SideDoors.POWERS.contains(reach.effectOf(action).power())) {
      return doors.find(action);
    }
    return path.needsTarget()
        ? reach.atLarge(action)
        : reach.anywhere(action, Question.of(List.of(action), List.of("*")));
  }

  private static Violation violation(Location place, List<Open> open) {
    EscalationPath path = open.getFirst().path();
    String others = open.size() > 1 ? ", and " + (open.size() - 1) + " more paths" : "";
    return Violation.at(
        place,
        "with `"
            + String.join("`, `", path.actions())
            + "` together the holder "
            + path.gain()
            + (path.id().isEmpty() ? "" : " (" + path.id() + ")")
            + others,
        path.actions().contains(PASS_ROLE)
            ? "name the roles that may be passed"
            : "name the resources, or leave one of the actions out");
  }
}
