package dev.policygate.validation;

import java.util.List;

/**
 * Makes the rules of somebody else's jar, which names its provider in {@code
 * META-INF/services/dev.policygate.validation.RuleProvider}.
 */
public interface RuleProvider {

  /**
   * Makes the rules: the same ones, by their ids, whatever the parameters are.
   *
   * @param parameters what the profile says; a rule takes its own from {@link
   *     RuleParameters#of(String)}
   * @throws RuleSettings.Unfit when a rule cannot work with what the profile says of it
   */
  List<Rule> rules(RuleParameters parameters);
}
