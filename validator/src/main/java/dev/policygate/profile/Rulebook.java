package dev.policygate.profile;

import dev.policygate.access.NamePattern;
import dev.policygate.reach.Confinement;
import dev.policygate.rules.RuleLibrary;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleSet;
import dev.policygate.validation.RuleSet.Choice;
import dev.policygate.validation.Suppression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of policies: by a profile, or by one of its teams.
 *
 * @param allowedNames patterns, one of which a policy's name must match; any name will do where
 *     there is none
 * @param reservedNames patterns of policy names that nobody may ask for
 * @param confinement which places of requests narrow what is granted
 * @param choices what is said about single rules, by id
 * @param suppressions what somebody answers for
 */
public record Rulebook(
    List<NamePattern> allowedNames,
    List<NamePattern> reservedNames,
    Confinement confinement,
    Map<String, Choice> choices,
    RuleParameters parameters,
    List<Suppression> suppressions) {

  /** What holds where nothing is said. */
  public static final Rulebook DEFAULT =
      new Rulebook(
          List.of(), List.of(), Confinement.NONE, Map.of(), RuleParameters.DEFAULT, List.of());

  public Rulebook {
    allowedNames = List.copyOf(allowedNames);
    reservedNames = List.copyOf(reservedNames);
    choices = Map.copyOf(choices);
    suppressions = List.copyOf(suppressions);
  }

  /** The rules that hold. */
  public RuleSet rules() {
    return RuleSet.of(RuleLibrary.installed().rules(parameters), choices);
  }

  /** The pattern by which a policy name is reserved. */
  public Optional<NamePattern> reserving(String policyName) {
    return matching(reservedNames, policyName);
  }

  /** Whether a policy may have that name, as far as it is not reserved. */
  public boolean allowsName(String policyName) {
    return allowedNames.isEmpty() || matching(allowedNames, policyName).isPresent();
  }

  private static Optional<NamePattern> matching(List<NamePattern> patterns, String name) {
    for (NamePattern pattern : patterns) {
      if (pattern.matches(name)) {
        return Optional.of(pattern);
      }
    }
    return Optional.empty();
  }
}
