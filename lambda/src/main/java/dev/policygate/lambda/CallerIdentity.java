package dev.policygate.lambda;

/**
 * Whose credentials are, as {@code sts:GetCallerIdentity} says.
 *
 * @param arn of a session: {@code arn:aws:sts::111111111111:assumed-role/role/session}
 */
public record CallerIdentity(String account, String arn) {

  /** Who can tell. */
  public interface Source {

    /**
     * Asks AWS whose the credentials are.
     *
     * @throws Trouble when it does not say
     */
    CallerIdentity of(Credentials credentials);
  }
}
