package dev.policygate.pages;

import dev.policygate.finding.Finding;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.policy.Policy;
import dev.policygate.rules.BuiltInRules;
import dev.policygate.testing.Policies;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Rule;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What no policy is known to bring about: a rule breaks down, or the proof that the central denies
 * hold is given up. An example then says which, beside the policy on which it happens: {@code
 * withoutAnswer} is a rule's id or null, {@code withoutProof} is true or false.
 */
record Mishap(Policy policy, Optional<String> withoutAnswer, boolean withoutProof) {

  static Mishap of(JsonObject example) {
    return new Mishap(
        Policies.parse(Judge.document(example.get("policy").orElseThrow()), "policy.json"),
        example.get("withoutAnswer").filter(JsonString.class::isInstance).map(Contents::string),
        example.get("withoutProof").orElse(null) instanceof JsonBoolean(var given, _) && given);
  }

  List<Finding> findings() {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : BuiltInRules.all()) {
      boolean breaks = withoutAnswer.filter(rule.info().id()::equals).isPresent();
      rules.add(breaks ? new Broken(rule.info()) : rule);
    }
    SealedPolicy sealed = new SealedPolicy(policy, policy, List.of(), !withoutProof);
    return new PolicyValidator(rules).validate(Policies.subject(List.of(sealed))).findings();
  }

  /** Gives no answer. */
  private record Broken(RuleInfo info) implements SubjectRule {
    @Override
    public List<Violation> check(Subject subject) {
      throw new IllegalStateException("broken down");
    }
  }
}
