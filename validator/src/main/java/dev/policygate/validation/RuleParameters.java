package dev.policygate.validation;

import dev.policygate.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rules cannot know by themselves: what the profile says that they are made for.
 *
 * @param identities within which limits identities may be changed without the gate
 * @param guarded patterns of the ARNs of what belongs to the security team
 * @param envelope what may be allowed at most
 * @param required conditions that must be set
 * @param workload what the policies are for, where they are for no person
 * @param settings the parameters of single rules, by id
 */
public record RuleParameters(
    IdentityLimits identities,
    List<String> guarded,
    Optional<Policy> envelope,
    List<RequiredCondition> required,
    Optional<Workload> workload,
    Map<String, RuleSettings> settings) {

  /** What holds where no profile says otherwise. */
  public static final RuleParameters DEFAULT =
      new RuleParameters(
          new IdentityLimits(List.of("arn:*:iam::*:policy/policy-gate/*"), List.of()),
          List.of(
              "arn:*:cloudtrail:*:*:trail/security-*",
              "arn:*:codepipeline:*:*:policy-gate*",
              "arn:*:events:*:*:rule/*/security-*",
              "arn:*:events:*:*:rule/security-*",
              "arn:*:iam::*:policy/central-*",
              "arn:*:iam::*:policy/policy-gate/*",
              "arn:*:iam::*:role/central-account-*",
              "arn:*:iam::*:role/policy-checker-*",
              "arn:*:iam::*:role/policy-gate-*",
              "arn:*:iam::*:role/security-*",
              "arn:*:kms:*:*:alias/codepipeline-policy-crossaccounts",
              "arn:*:lambda:*:*:function:PolicyChecker*",
              "arn:*:lambda:*:*:function:security-*",
              "arn:*:s3:::policy-gate-*"),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Map.of());

  public RuleParameters {
    guarded = List.copyOf(guarded);
    required = List.copyOf(required);
    settings = Map.copyOf(settings);
  }

  /** The parameters of a rule; none where the profile gives none. */
  public RuleSettings of(String rule) {
    return settings.getOrDefault(rule, RuleSettings.NONE);
  }

  public RuleParameters withIdentities(IdentityLimits limits) {
    return new RuleParameters(limits, guarded, envelope, required, workload, settings);
  }

  public RuleParameters withGuarded(List<String> patterns) {
    return new RuleParameters(identities, patterns, envelope, required, workload, settings);
  }

  public RuleParameters withEnvelope(Policy most) {
    return new RuleParameters(identities, guarded, Optional.of(most), required, workload, settings);
  }

  public RuleParameters withRequired(List<RequiredCondition> conditions) {
    return new RuleParameters(identities, guarded, envelope, conditions, workload, settings);
  }

  public RuleParameters withWorkload(Workload kind) {
    return new RuleParameters(identities, guarded, envelope, required, Optional.of(kind), settings);
  }

  public RuleParameters withSettings(Map<String, RuleSettings> byRule) {
    return new RuleParameters(identities, guarded, envelope, required, workload, byRule);
  }
}
