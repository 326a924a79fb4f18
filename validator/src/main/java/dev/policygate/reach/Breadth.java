package dev.policygate.reach;

import dev.policygate.finding.Located;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How much a resource pattern names. */
final class Breadth {

  /** Fewer characters of a name in a row name nothing: {@code role/a*} is nearly every role. */
  private static final int FEWEST = 3;

  private static final int SEGMENTS = 6;
  private static final int SERVICE = 2;
  private static final int ACCOUNT = 4;

  /** Services whose ARNs name first what holds the rest: a bucket its objects, and the like. */
  private static final Set<String> WITHOUT_TYPES = Set.of("codepipeline", "execute-api", "s3");

  /** The path of every role that a console made for a service: as good as none. */
  private static final String PATH_OF_AWS = "service-role/";

  private Breadth() {}

  /**
   * The pattern, with a star in place of the names of resources where it gives too little of them:
   * the types that come before a name are kept, {@code arn:aws:iam::*:role/a*} becomes {@code
   * arn:aws:iam::*:role/*}.
   */
  static String widened(String pattern) {
    String[] segments = pattern.split(":", SEGMENTS);
    if (segments.length < SEGMENTS) {
      return pattern;
    }
    String resource = segments[SEGMENTS - 1];
    int name = startOfName(resource);
    if (namesSomething(resource.substring(name))) {
      return pattern;
    }
    segments[SEGMENTS - 1] = resource.substring(0, name) + "*";
    return String.join(":", segments);
  }

  /** The documents, with every resource that they allow something on widened. */
  static List<Policy> widened(List<Policy> policies) {
    List<Policy> widened = new ArrayList<>();
    for (Policy policy : policies) {
      widened.add(widened(policy));
    }
    return widened;
  }

  private static Policy widened(Policy policy) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : policy.statements()) {
      statements.add(statement.allows() ? widened(statement) : statement);
    }
    return new Policy(statements, policy.location());
  }

  /** A statement, with every resource widened. */
  static Statement widened(Statement statement) {
    if (!(statement.resource() instanceof ResourceElement.Resource(var patterns, var location))) {
      return statement;
    }
    List<Located<ResourcePattern>> wide = new ArrayList<>();
    for (Located<ResourcePattern> pattern : patterns) {
      String text = widened(pattern.value().text());
      wide.add(new Located<>(new ResourcePattern(text), pattern.location()));
    }
    return new Statement(
        statement.sid(),
        statement.effect(),
        statement.action(),
        new ResourceElement.Resource(wide, location),
        statement.conditions(),
        statement.location());
  }

  /** Whether the pattern names resources, one or several, and not nearly all. */
  static boolean names(String pattern) {
    String[] segments = pattern.split(":", SEGMENTS);
    if (segments.length < SEGMENTS) {
      return false;
    }
    String resource = segments[SEGMENTS - 1];
    int name = startsWithName(segments) ? 0 : startOfName(resource);
    return namesSomething(resource.substring(name));
  }

  /** Of S3, access points and the like have an account and a type, buckets have neither. */
  private static boolean startsWithName(String[] segments) {
    return WITHOUT_TYPES.contains(segments[SERVICE])
        && !(segments[SERVICE].equals("s3") && !segments[ACCOUNT].isEmpty());
  }

  /** Where the name starts: after the type, if the resource starts with one. */
  private static int startOfName(String resource) {
    for (int i = 0; i < resource.length(); i++) {
      char c = resource.charAt(i);
      if (c == '/' || c == ':') {
        return i + 1;
      }
      if (c == '*' || c == '?' || c == '$') {
        return 0;
      }
    }
    return 0;
  }

  private static boolean namesSomething(String text) {
    String name = text.startsWith(PATH_OF_AWS) ? text.substring(PATH_OF_AWS.length()) : text;
    if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
      return true;
    }
    int run = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      run = c == '*' || c == '?' || c == '/' || c == ':' ? 0 : run + 1;
      if (run >= FEWEST) {
        return true;
      }
    }
    return false;
  }
}
