package dev.policygate.lambda;

/**
 * Temporary credentials. They never show themselves: not in a log, not in an exception.
 *
 * @param accessKeyId not secret in itself, and yet not shown
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
