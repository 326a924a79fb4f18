package dev.policygate.local;

/** Policies for tests, in as few words as possible. */
final class Documents {
  private Documents() {}

  static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}";
  }

  static String allow(String action, String resource) {
    return statement("Allow", action, resource, "");
  }

  static String allow(String action, String resource, String condition) {
    return statement("Allow", action, resource, ", \"Condition\": " + condition);
  }

  static String deny(String action, String resource) {
    return statement("Deny", action, resource, "");
  }

  /** A trust policy; {@code principals} such as {@code "AWS": "111111111111"}. */
  static String trust(String principals) {
    return policy(
        """
        {"Effect": "Allow", "Principal": {%s}, "Action": "sts:AssumeRole"}
        """
            .formatted(principals));
  }

  private static String statement(String effect, String action, String resource, String more) {
    return "{\"Effect\": \"%s\", \"Action\": \"%s\", \"Resource\": \"%s\"%s}"
        .formatted(effect, action, resource, more);
  }
}
