package org.example.gate;

import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleProvider;
import java.util.List;

/** Makes the organization's rules from what the profile says. */
public final class ExampleRules implements RuleProvider {

  @Override
  public List<Rule> rules(RuleParameters parameters) {
    return List.of(new ForeignBucketName(parameters.of(ForeignBucketName.ID)));
  }
}
