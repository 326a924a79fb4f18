package dev.policygate.rules;

import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.EscalationPath;
import dev.policygate.reach.Grant;
import dev.policygate.reach.PassedRoles.Passing;
import dev.policygate.rules.OpenPaths.Open;
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
 * Rejects permissions that together lead to more permissions, by published paths and beyond them.
 *
 * <p>Asked is what all documents of the holder grant together. A path that passes a role counts
 * when any role may be passed to the service; one that needs a target counts when any target may be
 * taken.
 */
final class PrivilegeEscalation implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error("PrivilegeEscalation", "Permissions together lead to more permissions");

  private final IdentityLimits limits;

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
        "AllowNotAction",
        "CodeChangeAtLarge",
        "CredentialsManagement",
        "IdentityManagement",
        "PermissionsManagement",
        "RunAsOthers",
        "TrustManagement",
        "UnscopedAssumeRole",
        "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    SideDoors doors = new SideDoors(subject, limits.attachable(), limits.boundaries());
    Map<Location, List<Open>> byPlace = new LinkedHashMap<>();
    for (Open open : new OpenPaths(subject.reach(), doors).find()) {
      List<Open> there = byPlace.get(place(open));
      if (there == null) {
        there = new ArrayList<>();
        byPlace.put(place(open), there);
      }
      there.add(open);
    }
    List<Violation> violations = new ArrayList<>();
    for (Map.Entry<Location, List<Open>> each : byPlace.entrySet()) {
      violations.add(violation(each.getKey(), each.getValue(), subject));
    }
    return violations;
  }

  /** What has to change: the roles, or what the first action is granted on. */
  private static Location place(Open open) {
    return open.path().passesRole()
        ? open.grants().getLast().resource().location()
        : open.grants().getFirst().action().location();
  }

  private static Violation violation(Location place, List<Open> open, Subject subject) {
    Open first = open.getFirst();
    return first.path().passesRole()
        ? ofPassing(place, first, more(open), subject)
        : ofActions(place, open);
  }

  private static String more(List<Open> open) {
    return switch (open.size()) {
      case 1 -> "";
      case 2 -> ", or in 1 more way";
      default -> ", or in " + (open.size() - 1) + " more ways";
    };
  }

  private static Violation ofPassing(Location place, Open open, String more, Subject subject) {
    Grant pass = open.grants().getLast();
    Optional<Passing> passing = open.path().passing();
    return Violation.at(
            place,
            RolePassing.tooWide(pass) + ": " + steps(open.path()) + more,
            RolePassing.fix(
                pass, subject, passing.isPresent() ? passing.get().services() : List.of()))
        .causedBy(List.of(pass.action().location()));
  }

  /** What the holder does, and what he has then. */
  private static String steps(EscalationPath path) {
    List<String> others = new ArrayList<>(path.actions());
    others.remove(EscalationPath.PASS_ROLE);
    Optional<Passing> known = path.passing();
    if (known.isEmpty()) {
      return "with " + list(others) + " the holder acts with the strongest one" + id(path);
    }
    Passing passing = known.get();
    others.remove(passing.action());
    return "with `"
        + passing.action()
        + "`, which passes one to `"
        + passing.services().getFirst()
        + "`,"
        + (others.isEmpty() ? "" : " and " + list(others))
        + " the holder "
        + passing.use().words()
        + " the strongest one"
        + id(path);
  }

  private static Violation ofActions(Location place, List<Open> open) {
    EscalationPath path = open.getFirst().path();
    List<Location> entries = new ArrayList<>();
    for (Open each : open) {
      for (Grant grant : each.grants()) {
        entries.add(grant.action().location());
      }
    }
    return Violation.at(
            place,
            "with " + list(path.actions()) + " the holder " + path.gain() + id(path) + more(open),
            "name the resources, or leave one of the actions out")
        .causedBy(entries);
  }

  private static String id(EscalationPath path) {
    return path.id().isEmpty() ? "" : " (" + path.id() + ")";
  }

  private static String list(List<String> actions) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < actions.size(); i++) {
      list.append(i == 0 ? "" : i == actions.size() - 1 ? " and " : ", ")
          .append('`')
          .append(actions.get(i))
          .append('`');
    }
    return list.toString();
  }
}
