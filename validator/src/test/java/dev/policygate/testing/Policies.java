package dev.policygate.testing;

import dev.policygate.catalog.Catalog;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import dev.policygate.reach.Powers;
import dev.policygate.validation.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Policies for tests, from their texts. */
public final class Policies {

  private Policies() {}

  /** A document of statements. */
  public static String text(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",\n", statements) + "]}";
  }

  /** The policy of statements, in the file {@code policy.json}. */
  public static Policy of(String... statements) {
    return parse(text(statements), "policy.json");
  }

  public static Policy parse(String text, String file) {
    if (PolicyParser.parse(text, file) instanceof Parsed(var policy)) {
      return policy;
    }
    throw new AssertionError(PolicyParser.parse(text, file) + " of " + text);
  }

  /** What one principal holds, as it is written: without central denies. */
  public static Subject subject(Policy... policies) {
    return subject(
        Arrays.stream(policies)
            .map(policy -> new SealedPolicy(policy, policy, List.of(), true))
            .toList());
  }

  /** What one principal holds. */
  public static Subject subject(List<SealedPolicy> documents) {
    return new Subject(documents, Optional.empty(), Catalog.bundled(), Powers.bundled());
  }

  /** The central denies of statements, in the file {@code central.json}. */
  public static CentralDenies central(String... statements) {
    CentralDenies.Result result = CentralDenies.of(parse(text(statements), "central.json"));
    if (result instanceof CentralDenies.Fit(var denies)) {
      return denies;
    }
    throw new AssertionError(result);
  }
}
