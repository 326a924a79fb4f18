package dev.policygate.policy;

import java.util.Optional;

/**
 * An ARN with wildcards and variables, cut into its fields.
 *
 * @param resource all that comes after the fifth colon
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">IAM User
 *     Guide, Amazon Resource Names</a>
 */
public record ArnPattern(
    String partition, String service, String region, String account, String resource) {

  private static final String START = "arn:";

  /** The fields between {@code arn:} and the resource. */
  private static final int SHORT_FIELDS = 4;

  /** Cuts {@code text}; empty when it does not have all six fields. */
  public static Optional<ArnPattern> of(String text) {
    if (!text.startsWith(START)) {
      return Optional.empty();
    }
    String[] fields = new String[SHORT_FIELDS];
    int start = START.length();
    for (int i = 0; i < SHORT_FIELDS; i++) {
      int end = nextColon(text, start);
      if (end < 0) {
        return Optional.empty();
      }
      fields[i] = text.substring(start, end);
      start = end + 1;
    }
    return Optional.of(
        new ArnPattern(fields[0], fields[1], fields[2], fields[3], text.substring(start)));
  }

  /** The next colon that is not part of a variable; -1 when there is none. */
  private static int nextColon(String text, int from) {
    int colon = text.indexOf(':', from);
    int variable = text.indexOf("${", from);
    while (variable >= 0 && variable < colon) {
      int end = text.indexOf('}', variable);
      if (end < 0) {
        return colon;
      }
      colon = end > colon ? text.indexOf(':', end) : colon;
      variable = text.indexOf("${", end);
    }
    return colon;
  }

  /** Whether a field holds a wildcard, or a variable whose value is not known. */
  public static boolean isOpen(String field) {
    return field.indexOf('*') >= 0 || field.indexOf('?') >= 0 || field.indexOf('$') >= 0;
  }

  /** The text with a star in place of each variable: what it may be, whatever their values are. */
  public static String loosened(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder loose = new StringBuilder();
    for (Template.Part part : Template.of(text).parts()) {
      if (part instanceof Template.Variable) {
        loose.append('*');
      } else if (part instanceof Template.Text(var plain)) {
        loose.append(plain);
      } else if (part instanceof Template.Malformed(var plain, _)) {
        loose.append(plain);
      } else {
        loose.append(((Template.Escaped) part).character());
      }
    }
    return loose.toString();
  }
}
