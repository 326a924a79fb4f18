package dev.policygate.local;

/** The kinds of policy that have a say in a decision. */
public enum PolicyKind {
  SERVICE_CONTROL("a service control policy", "no service control policy"),
  RESOURCE("a resource-based policy", "no resource-based policy"),
  IDENTITY("an identity-based policy", "no identity-based policy"),
  BOUNDARY("a permissions boundary", "no permissions boundary"),
  SESSION("a session policy", "no session policy");

  private final String one;
  private final String none;

  PolicyKind(String one, String none) {
    this.one = one;
    this.none = none;
  }

  /** "a session policy", as AWS's messages say it. */
  String one() {
    return one;
  }

  /** "no session policy", as AWS's messages say it. */
  String none() {
    return none;
  }
}
