package dev.policygate.profile;

import java.util.List;
import java.util.Optional;

/**
 * An account that may use the gate.
 *
 * @param id twelve digits
 * @param actionRole the ARN of the role under which the account's pipeline invokes the function,
 *     where that role is in another account
 * @param teams those of the profile's teams that own something there; all of them where none is
 *     listed
 */
public record Account(String id, Optional<String> actionRole, List<String> teams) {
  public Account {
    teams = List.copyOf(teams);
  }

  /** An account of all teams of its profile. */
  public Account(String id, Optional<String> actionRole) {
    this(id, actionRole, List.of());
  }

  /**
   * Whether an identity that {@code sts:GetCallerIdentity} names may speak for the account: one of
   * the account itself, or a session of the action role that is registered for it.
   *
   * @param account of the identity
   * @param arn of the identity, {@code arn:aws:sts::111111111111:assumed-role/role/session} for a
   *     role
   */
  public boolean isSpokenForBy(String account, String arn) {
    return id.equals(account) || (actionRole.isPresent() && isSessionOf(actionRole.get(), arn));
  }

  private static boolean isSessionOf(String role, String arn) {
    // arn:aws:iam::111111111111:role/path/name becomes arn:aws:sts::111111111111:assumed-role/name
    String[] parts = role.split(":", 6);
    if (parts.length != 6 || !parts[5].startsWith("role/")) {
      return false;
    }
    String name = parts[5].substring(parts[5].lastIndexOf('/') + 1);
    return arn.startsWith("arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + name + "/");
  }
}
