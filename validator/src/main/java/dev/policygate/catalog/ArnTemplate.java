package dev.policygate.catalog;

import java.util.Locale;

/**
 * The form of an ARN, such as {@code arn:${Partition}:s3:::${BucketName}/${ObjectName}}. Some hold
 * wildcards of their own.
 */
public record ArnTemplate(String text) {

  private static final int ACCOUNT = 4;
  private static final int RESOURCE = 5;
  private static final String EXAMPLE_ACCOUNT = "111122223333";

  /** A longer variable explains itself, and is no name to write in its place. */
  private static final int LONGEST_NAME = 18;

  /** As an IAM pattern: a {@code *} for every {@code ${…}}. */
  public String pattern() {
    return withStars(text);
  }

  /** The {@link #resource()} as an IAM pattern. */
  public String resourcePattern() {
    return withStars(resource());
  }

  private static String withStars(String text) {
    StringBuilder pattern = new StringBuilder(text.length());
    int at = 0;
    for (int next; (next = text.indexOf("${", at)) >= 0; at = text.indexOf('}', next) + 1) {
      pattern.append(text, at, next).append('*');
    }
    return pattern.append(text, at, text.length()).toString();
  }

  /** The service as the ARN spells it, which need not be the prefix of the actions. */
  public String service() {
    return part(2);
  }

  /** Empty where the ARN has none; else {@code ${Region}}, a fixed one or a wildcard. */
  public String region() {
    return part(3);
  }

  /** Empty where the ARN has none; else a variable, a wildcard or {@code aws}. */
  public String account() {
    return part(ACCOUNT);
  }

  /**
   * An ARN of this form as a reader may copy it, with names to replace: {@code my-bucket}.
   *
   * @param type the name of the type of resource, for variables that say no more than {@code Name}
   */
  public String example(String type) {
    StringBuilder arn = new StringBuilder();
    int at = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
      int end = text.indexOf('}', start);
      String variable = text.substring(start + 2, end);
      arn.append(text, at, start);
      arn.append(isAccount(start, end) ? EXAMPLE_ACCOUNT : exampleOf(variable, type));
      at = end + 1;
    }
    String rest = text.substring(at);
    return arn.append(isOwnStar(rest) ? withName(rest, type) : rest).toString();
  }

  /** Whether a star is all that the form has for the name, as in {@code task:*}. */
  private boolean isOwnStar(String rest) {
    return resourceVariables() == 0 && rest.endsWith("*");
  }

  private static String withName(String rest, String type) {
    return rest.substring(0, rest.length() - 1) + "my-" + type.toLowerCase(Locale.ROOT);
  }

  /** Whether a variable is all that stands in the place of the account, whatever it is called. */
  private boolean isAccount(int start, int end) {
    int colons = 0;
    for (int i = 0; i < start; i++) {
      colons += text.charAt(i) == ':' ? 1 : 0;
    }
    return colons == ACCOUNT && text.charAt(start - 1) == ':' && text.startsWith(":", end + 1);
  }

  private static String exampleOf(String variable, String type) {
    return switch (variable) {
      case "Partition" -> "aws";
      case "Region" -> "eu-central-1";
      case "Account" -> EXAMPLE_ACCOUNT;
      case "ObjectName" -> "*";
      default -> {
        if (variable.endsWith("RevisionNumber")
            || variable.endsWith("Version")
            || variable.equals("VersionId")) {
          yield "*";
        }
        String named = without("WithPath", variable);
        named = without("Friendly", without(named.endsWith("Id") ? "Id" : "Name", named));
        boolean tells = !named.isEmpty() && named.length() <= LONGEST_NAME;
        yield "my-" + (tells ? named : type).toLowerCase(Locale.ROOT);
      }
    };
  }

  private static String without(String end, String name) {
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }

  /** Everything behind the fifth colon. */
  public String resource() {
    return part(RESOURCE);
  }

  public boolean hasRegion() {
    return !region().isEmpty();
  }

  public boolean hasAccount() {
    return !account().isEmpty();
  }

  /** Whether there can be several such resources in an account: a star is a name, too. */
  public boolean hasNames() {
    return resourceVariables() > 0 || text.endsWith("*");
  }

  /** How many variables the resource part has. */
  public int resourceVariables() {
    String resource = resource();
    int count = 0;
    for (int at = resource.indexOf("${"); at >= 0; at = resource.indexOf("${", at + 1)) {
      count++;
    }
    return count;
  }

  /**
   * What the resource part begins with before its first variable or wildcard: {@code role/}, and
   * nothing for a bucket.
   */
  public String resourcePrefix() {
    String resource = resource();
    int end = 0;
    while (end < resource.length()
        && resource.charAt(end) != '*'
        && !resource.startsWith("${", end)) {
      end++;
    }
    return resource.substring(0, end);
  }

  /**
   * Whether ARNs of this form may match a pattern, as far as the service and what both resource
   * parts begin with tell.
   *
   * @param pattern an ARN with stars behind its service
   */
  public boolean mayMatch(String pattern) {
    if (!isOfServiceOf(pattern)) {
      return false;
    }
    String[] parts = pattern.split(":", RESOURCE + 1);
    String form = resourcePrefix();
    String wanted = parts[RESOURCE];
    int star = wanted.indexOf('*');
    String start = star < 0 ? wanted : wanted.substring(0, star);
    return start.startsWith(form) || form.startsWith(start);
  }

  /** Told apart without a copy, as most are of others. */
  private boolean isOfServiceOf(String pattern) {
    int mine = text.indexOf(':', text.indexOf(':') + 1) + 1;
    int others = pattern.indexOf(':', pattern.indexOf(':') + 1) + 1;
    int length = text.indexOf(':', mine) - mine;
    return length == pattern.indexOf(':', others) - others
        && text.regionMatches(mine, pattern, others, length);
  }

  private String part(int number) {
    int start = 0;
    for (int i = 0; i < number; i++) {
      start = text.indexOf(':', start) + 1;
    }
    return number == RESOURCE
        ? text.substring(start)
        : text.substring(start, text.indexOf(':', start));
  }
}
