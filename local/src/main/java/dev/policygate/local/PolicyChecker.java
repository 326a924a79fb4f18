package dev.policygate.local;

import java.util.Optional;

/** Finds what IAM would refuse in a policy of an identity. */
@FunctionalInterface
public interface PolicyChecker {

  /**
   * Returns why {@code document} is no policy, in the words of IAM's {@code
   * MalformedPolicyDocument}; empty when it is one.
   */
  Optional<String> malformed(String document);
}
