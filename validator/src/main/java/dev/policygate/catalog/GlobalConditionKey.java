package dev.policygate.catalog;

/**
 * A condition key that requests to every service may carry: those with {@code aws:}, and those that
 * some services put into the sessions of their roles, such as {@code lambda:SourceFunctionArn}.
 *
 * @param presence when AWS says that a request carries it
 * @param sensitive whether AWS says that a wildcard in its values has no valid use
 */
public record GlobalConditionKey(ConditionKey key, Presence presence, boolean sensitive) {

  /** When a request carries a key. */
  public enum Presence {
    /** In every request that an identity policy is asked about: these are signed. */
    ALWAYS,
    /** In every request but those for some actions that AWS lists. */
    MOST_ACTIONS,
    /** Depending on who asks, from where, for what. */
    SOMETIMES
  }
}
