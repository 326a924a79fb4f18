package dev.policygate.rules;

import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.PassedRoles;
import dev.policygate.reach.PassedRoles.Passing;
import dev.policygate.validation.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How passing any role is said, and mended: by the roles' names, and the services they are for. */
final class RolePassing {

  private static final String KEY = "iam:PassedToService";
  private static final String OPERATOR = "StringEquals";

  /** More of them would rather hide which ones are needed. */
  private static final int MOST_SERVICES = 5;

  private static final int SEGMENTS = 6;
  private static final int PARTITION = 1;
  private static final int ACCOUNT = 4;

  private RolePassing() {}

  /** What is there: the start of a sentence. */
  static String tooWide(Grant pass) {
    return pass.statement().resource() instanceof ResourceElement.NotResource
        ? "`NotResource` allows `iam:PassRole` on every role but those it names"
        : "`" + pass.resource().value().text() + "` allows `iam:PassRole` on every role";
  }

  /**
   * What to write instead.
   *
   * @param likely the services that it is for where no statement names an action that passes roles
   */
  static String fix(Grant pass, Subject subject, List<String> likely) {
    return "list the roles to pass, as in `"
        + example(pass)
        + "`"
        + services(pass, subject, likely);
  }

  /** A role where those are that the author means. */
  private static String example(Grant pass) {
    String[] segments = pass.resource().value().text().split(":", SEGMENTS);
    boolean isArn = segments.length == SEGMENTS;
    return "arn:"
        + (isArn && isPlain(segments[PARTITION]) ? segments[PARTITION] : "aws")
        + ":iam::"
        + (isArn && isPlain(segments[ACCOUNT]) ? segments[ACCOUNT] : "111122223333")
        + ":role/my-role";
  }

  private static boolean isPlain(String segment) {
    return !segment.isEmpty()
        && segment.indexOf('*') < 0
        && segment.indexOf('?') < 0
        && segment.indexOf('$') < 0;
  }

  /** To say to which services, where the statement does not. */
  private static String services(Grant pass, Subject subject, List<String> likely) {
    Set<String> services = named(subject);
    if (services.isEmpty()) {
      services.addAll(likely);
    }
    if (services.isEmpty() || ConditionText.tests(pass.statement(), KEY)) {
      return "";
    }
    return services.size() > MOST_SERVICES
        ? ", and the services they are for by `" + KEY + "`"
        : ", and " + ConditionText.adding(pass.statement(), OPERATOR, KEY, services);
  }

  /** To which services the actions pass roles that statements name outright. */
  private static Set<String> named(Subject subject) {
    Set<String> services = new TreeSet<>();
    for (Statement statement : subject.statements()) {
      if (statement.allows() && statement.action() instanceof ActionElement.Action) {
        for (Located<ActionPattern> pattern : statement.action().patterns()) {
          Optional<Passing> passing = PassedRoles.bundled().of(pattern.value().text());
          if (passing.isPresent()) {
            services.addAll(passing.get().services());
          }
        }
      }
    }
    return services;
  }
}
