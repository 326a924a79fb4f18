package dev.policygate.gate;

import dev.policygate.bundle.Metadata;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Finding;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.profile.Profile;
import dev.policygate.reach.Powers;
import dev.policygate.rules.BuiltInRules;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Subject;
import dev.policygate.validation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges submissions by one profile: pure, so the same answer everywhere. */
public final class Gate {

  /** A name that is not to be had. */
  public static final RuleInfo RESERVED_POLICY_NAME =
      RuleInfo.error("ReservedPolicyName", "The policy name is reserved");

  private final Profile profile;
  private final CentralDenies denies;
  private final PolicyValidator validator;
  private final Catalog catalog;
  private final Powers powers;

  private Gate(Profile profile, CentralDenies denies) {
    this.profile = profile;
    this.denies = denies;
    this.validator = new PolicyValidator(BuiltInRules.all());
    this.catalog = Catalog.bundled();
    this.powers = Powers.bundled(catalog);
  }

  /** The gate of a profile, with the central denies that hold now. */
  public static Gate of(Profile profile, CentralDenies denies) {
    return new Gate(profile, denies);
  }

  /**
   * The gate of a profile, with the profile's own copy of the central denies: where no AWS is
   * asked.
   */
  public static Gate offline(Profile profile) {
    return new Gate(profile, profile.denies());
  }

  /**
   * What was judged, and how.
   *
   * @param documents as they would be created
   */
  public record Judgement(List<SealedPolicy> documents, Verdict verdict) {
    public Judgement {
      documents = List.copyOf(documents);
    }
  }

  /** Judges the policy of a bundle. */
  public Judgement judge(Policy policy, Metadata metadata) {
    return judge(List.of(policy), List.of(metadata), Optional.empty());
  }

  /**
   * Judges policies that one principal would hold together.
   *
   * @param metadata of those that came in bundles
   * @param boundary the permissions boundary of the principal
   */
  public Judgement judge(
      List<Policy> policies, List<Metadata> metadata, Optional<Policy> boundary) {
    List<SealedPolicy> documents = policies.stream().map(denies::seal).toList();
    List<Finding> findings =
        new ArrayList<>(
            validator.validate(new Subject(documents, boundary, catalog, powers)).findings());
    metadata.forEach(each -> findings.addAll(check(each)));
    return new Judgement(documents, Verdict.of(findings));
  }

  private List<Finding> check(Metadata metadata) {
    return profile
        .reserving(metadata.policyName().value())
        .map(
            pattern ->
                RESERVED_POLICY_NAME.at(
                    metadata.policyName().location(),
                    "`%s` is reserved by `%s`".formatted(metadata.policyName().value(), pattern),
                    "choose another `PolicyName`"))
        .stream()
        .toList();
  }
}
