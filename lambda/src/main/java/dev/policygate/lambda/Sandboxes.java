package dev.policygate.lambda;

/** The accounts in which policies are created. */
public interface Sandboxes {

  /**
   * Takes a session in an account that can do what {@code scope} allows and nothing else.
   *
   * @param jobId becomes the source identity of the session
   * @throws Trouble when the account's role cannot be had
   */
  Sandbox enter(String account, String jobId, SessionScope scope);

  /** A session in one account. */
  interface Sandbox {
    PolicyStore policies();

    JobReporter jobs();
  }
}
