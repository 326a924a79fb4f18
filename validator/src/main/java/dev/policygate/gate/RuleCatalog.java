package dev.policygate.gate;

import dev.policygate.bundle.BundleRules;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.SyntaxRules;
import dev.policygate.profile.ProfileReader;
import dev.policygate.reach.EscalationPath;
import dev.policygate.rules.BuiltInRules;
import dev.policygate.rules.RuleLibrary;
import dev.policygate.rules.UnusableRules;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.Suppressions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everybody who can speak in a finding of the gate: each has a page under {@code docs/rules/}. */
public final class RuleCatalog {

  private RuleCatalog() {}

  /**
   * Rules that ask the same kind of question.
   *
   * @param title what they are asked of
   * @param rules sorted by id
   */
  public record Family(String title, List<RuleInfo> rules) {
    public Family {
      rules = rules.stream().sorted(Comparator.comparing(RuleInfo::id)).toList();
    }
  }

  /** All rules that come with the gate, in the order in which a submission meets them. */
  public static List<Family> families() {
    List<RuleInfo> ofBundles = new ArrayList<>(BundleRules.all());
    ofBundles.add(Gate.POLICY_NAME_NOT_ALLOWED);
    ofBundles.add(Gate.RESERVED_POLICY_NAME);
    ofBundles.add(Gate.UNKNOWN_TEAM);
    return List.of(
        new Family("The bundle", ofBundles),
        new Family("The text of the policy", SyntaxRules.all()),
        new Family(
            "What the policy says and grants",
            BuiltInRules.all().stream().map(Rule::info).toList()),
        new Family(
            "The gate itself",
            List.of(
                PolicyValidator.RULE_FAILED,
                ProfileReader.INVALID_PROFILE,
                Suppressions.EXPIRED,
                Suppressions.OUTDATED,
                Suppressions.UNUSED)));
  }

  /**
   * What whoever loads the rules should know of their data: published escalation paths that are
   * ahead of the catalogue. Each is a sentence without its full stop.
   */
  public static List<String> notices() {
    Catalog catalog = Catalog.bundled();
    return EscalationPath.actionsUnknownTo(catalog).stream()
        .map(
            action ->
                "the catalogue of "
                    + catalog.date()
                    + " does not know `"
                    + action
                    + "`, a step of published escalation paths;"
                    + " they are looked for all the same")
        .toList();
  }

  /**
   * Those and the rules of jars beside the gate.
   *
   * @throws UnusableRules when one of these has the id of anybody else who can speak
   */
  public static List<Family> installed() {
    List<Family> families = new ArrayList<>(families());
    Set<String> rules = new HashSet<>();
    for (Rule rule : BuiltInRules.all()) {
      rules.add(rule.info().id());
    }
    List<RuleInfo> others = new ArrayList<>();
    for (Rule rule : RuleLibrary.installed().rules(RuleParameters.DEFAULT)) {
      if (!rules.contains(rule.info().id())) {
        others.add(rule.info());
      }
    }
    requireFreeIds(others);
    if (!others.isEmpty()) {
      families.add(new Family("Of the organization's own", others));
    }
    return families;
  }

  /** The engine sees to the ids of rules; others speak, too. */
  static void requireFreeIds(List<RuleInfo> others) {
    for (RuleInfo known : all()) {
      for (RuleInfo other : others) {
        if (other.id().equalsIgnoreCase(known.id())) {
          throw new UnusableRules(
              "a rule of the organization's own needs another id than `" + known.id() + "`");
        }
      }
    }
  }

  /** All of them, sorted by id. */
  public static List<RuleInfo> all() {
    return families().stream()
        .flatMap(family -> family.rules().stream())
        .sorted(Comparator.comparing(RuleInfo::id))
        .toList();
  }
}
