package dev.policygate.testing;

import dev.policygate.guardrail.CentralDenies;
import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;

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

  /** The central denies of statements, in the file {@code central.json}. */
  public static CentralDenies central(String... statements) {
    CentralDenies.Result result = CentralDenies.of(parse(text(statements), "central.json"));
    if (result instanceof CentralDenies.Fit(var denies)) {
      return denies;
    }
    throw new AssertionError(result);
  }
}
