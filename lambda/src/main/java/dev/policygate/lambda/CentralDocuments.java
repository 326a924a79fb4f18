package dev.policygate.lambda;

import dev.policygate.guardrail.CentralDenies;

/** The security team's documents. */
public interface CentralDocuments {

  /**
   * The statements of the default version of a managed policy.
   *
   * @param account the security account's id
   * @throws Trouble when it cannot be had, or is not fit to be appended
   */
  CentralDenies denies(String account, String policyName);
}
