package dev.policygate.local;

import java.util.List;
import java.util.Map;

/**
 * Who makes a call, with what only the credentials know.
 *
 * @param sessionPolicies the policies given when the session was created
 * @param ambient condition keys that hold for every call of the session
 */
record Caller(
    Principal.Identity identity, List<String> sessionPolicies, Map<String, List<String>> ambient) {
  Caller {
    sessionPolicies = List.copyOf(sessionPolicies);
    ambient = Map.copyOf(ambient);
  }

  String arn() {
    return identity.arn();
  }

  String accountId() {
    return identity.accountId();
  }
}
