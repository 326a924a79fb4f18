package dev.policygate.rules;

/**
 * Rules of the organization's own that cannot be used. Nothing is judged without them: what they
 * guard would be open.
 */
public final class UnusableRules extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /**
   * Says why.
   *
   * @param problem one sentence without a full stop
   */
  public UnusableRules(String problem) {
    super(problem);
  }

  UnusableRules(String problem, Throwable cause) {
    super(problem, cause);
  }
}
