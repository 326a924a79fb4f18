package dev.policygate.local;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a string in a request must look like, as AWS's service models have it.
 *
 * @param pattern a regular expression for the whole string; empty when anything will do
 * @param quotable whether messages may repeat the string; a policy's text is nobody's business
 */
record Constraint(int min, int max, String pattern, boolean quotable) {
  private static final String NAME = "[\\w+=,.@-]+";
  private static final String TAG = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final String PIPELINE_NAME = "[A-Za-z0-9.@\\-_]+";

  static final Constraint ANYTHING = length(0, Integer.MAX_VALUE);
  static final Constraint ARN = length(20, 2048);
  static final Constraint DESCRIPTION = length(0, 1000);
  static final Constraint DOCUMENT =
      new Constraint(1, 131_072, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", false);
  static final Constraint ENTITY_NAME = new Constraint(1, 64, NAME);
  static final Constraint ENTITY_PATH =
      new Constraint(1, 512, "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)");
  static final Constraint EXTERNAL_ID = new Constraint(2, 1224, "[\\w+=,.@:\\/-]*");
  static final Constraint JOB_ID =
      new Constraint(36, 36, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  static final Constraint MARKER = new Constraint(1, 320, "[\\u0020-\\u00FF]+");
  static final Constraint PATH_PREFIX = new Constraint(1, 512, "\\u002F[\\u0021-\\u007F]*");
  static final Constraint PIPELINE = new Constraint(1, 100, PIPELINE_NAME);
  static final Constraint POLICY_NAME = new Constraint(1, 128, NAME);
  static final Constraint POLICY_PATH = new Constraint(1, 512, "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/");
  static final Constraint SESSION_NAME = new Constraint(2, 64, "[\\w+=,.@-]*");
  static final Constraint SESSION_POLICY =
      new Constraint(1, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", false);
  static final Constraint TAG_KEY = new Constraint(1, 128, TAG + "+");
  static final Constraint TAG_VALUE = new Constraint(0, 256, TAG + "*");
  static final Constraint VARIABLE_NAME = new Constraint(1, Integer.MAX_VALUE, "[A-Za-z0-9@\\-_]+");
  static final Constraint VERSION_ID =
      new Constraint(2, Integer.MAX_VALUE, "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");

  Constraint(int min, int max, String pattern) {
    this(min, max, pattern, true);
  }

  static Constraint length(int min, int max) {
    return new Constraint(min, max, "");
  }

  /** Returns {@code value} if it is as it must be; {@code at} is its name in the service model. */
  String check(String at, String value) {
    int length = value.codePointCount(0, value.length());
    if (length < min) {
      throw violated(at, value, "Member must have length greater than or equal to " + min);
    }
    if (length > max) {
      throw violated(at, value, "Member must have length less than or equal to " + max);
    }
    if (!pattern.isEmpty() && !Pattern.matches(pattern, value)) {
      throw violated(at, value, "Member must satisfy regular expression pattern: " + pattern);
    }
    return value;
  }

  /** Returns {@code value} if it is one of {@code values}. */
  static String oneOf(String at, String value, List<String> values) {
    if (!values.contains(value)) {
      throw refused(
          "Value '" + value + "' at '" + at + "'", "Member must satisfy enum value set: " + values);
    }
    return value;
  }

  static int between(String at, String value, int min, int max) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw refused("Value '" + value + "' at '" + at + "'", "Member must be an integer");
    }
    if (number < min) {
      throw refused(
          "Value '" + value + "' at '" + at + "'",
          "Member must have value greater than or equal to " + min);
    }
    if (number > max) {
      throw refused(
          "Value '" + value + "' at '" + at + "'",
          "Member must have value less than or equal to " + max);
    }
    return number;
  }

  static AwsError missing(String at) {
    return refused("Value null at '" + at + "'", "Member must not be null");
  }

  private AwsError violated(String at, String value, String rule) {
    return refused((quotable ? "Value '" + value + "'" : "Value") + " at '" + at + "'", rule);
  }

  private static AwsError refused(String what, String rule) {
    return CommonError.INVALID_INPUT.because(
        "1 validation error detected: " + what + " failed to satisfy constraint: " + rule);
  }
}
