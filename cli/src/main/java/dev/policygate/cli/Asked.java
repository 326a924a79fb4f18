package dev.policygate.cli;

/** Actions and resources that a command is asked about, as IAM takes them. */
final class Asked {

  private Asked() {}

  /** Whether a text is {@code *} or of the form {@code service:Name}, with or without wildcards. */
  static boolean isPattern(String action) {
    int colon = action.indexOf(':');
    return action.equals("*")
        || (colon > 0 && colon < action.length() - 1 && action.indexOf(':', colon + 1) < 0);
  }

  static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  static void requirePattern(String action) throws UnusableException {
    if (!isPattern(action)) {
      throw new UnusableException(
          "`" + action + "` is no action: write `service:Name`, as in `s3:GetObject`, or `*`");
    }
  }

  static void requireResource(String resource) throws UnusableException {
    if (!resource.equals("*") && !(resource.startsWith("arn:") && resource.length() > 4)) {
      throw new UnusableException(
          "`"
              + resource
              + "` is no resource: write an ARN, as in `arn:aws:s3:::bucket/key`, or `*`");
    }
  }
}
