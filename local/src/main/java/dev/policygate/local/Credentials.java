package dev.policygate.local;

import java.util.Optional;

/**
 * Keys to sign with; their text form shows the access key alone.
 *
 * @param sessionToken present when the keys are those of a role's session
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
