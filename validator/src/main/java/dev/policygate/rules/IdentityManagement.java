package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.rules.PowersAtLarge.Found;
import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rejects permissions to create identities without the given boundary, or to remove or rename them.
 */
final class IdentityManagement implements SubjectRule {

  private static final RuleInfo INFO =
      RuleInfo.error(
          "IdentityManagement", "Identities are created or removed without the boundary");

  private static final String KEY = "iam:PermissionsBoundary";
  private static final String EXAMPLE = "arn:aws:iam::111122223333:policy/my-boundary";

  private final IdentityLimits limits;

  IdentityManagement(IdentityLimits limits) {
    this.limits = limits;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess", "WholeService");
  }

  @Override
  public List<Violation> check(Subject subject) {
    SideDoors doors = new SideDoors(subject, limits.attachable(), limits.boundaries());
    List<Violation> violations = new ArrayList<>();
    for (Found found :
        PowersAtLarge.of(subject.reach(), Set.of(Power.PRINCIPALS, Power.IDENTITIES), doors)) {
      violations.add(
          found.violation(
              found.entry() + " " + found.what() + ", past the gate",
              fix(found.first(), doors.boundaries())));
    }
    return violations;
  }

  private static String fix(Grant grant, List<String> boundaries) {
    if (!SideDoors.isBoundByBoundary(grant.granted())) {
      return "leave it out: which identities there are is the security team's";
    }
    String boundary = boundaries.isEmpty() ? EXAMPLE : boundaries.getFirst();
    String operator = hasWildcard(boundary) ? "ArnLike" : "StringEquals";
    String where = boundaries.isEmpty() ? ", with its ARN" : "";
    return ConditionText.tests(grant.statement(), KEY)
        ? "let its condition on `"
            + KEY
            + "` be `\""
            + operator
            + "\": {\""
            + KEY
            + "\": \""
            + boundary
            + "\"}`"
            + where
        : "require the account's boundary: "
            + ConditionText.adding(grant.statement(), operator, KEY, List.of(boundary))
            + where;
  }

  private static boolean hasWildcard(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }
}
