package dev.policygate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.ParseResult.Refused;
import dev.policygate.policy.ParseResult.Unreadable;
import dev.policygate.policy.PolicyParser;
import dev.policygate.rules.BuiltInRules;
import dev.policygate.testing.Policies;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Verdict.Rejected;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Where the gate is stricter than IAM, it is so for a reason; where it is laxer, too. */
class AcceptanceTest {

  /** The rules that say better and earlier what IAM itself would refuse. */
  private static final Set<String> GRAMMAR =
      Set.of(
          "InvalidAction",
          "InvalidConditionValue",
          "InvalidResource",
          "InvalidVariable",
          "MistypedConditionValue");

  private static final PolicyValidator VALIDATOR =
      new PolicyValidator(
          BuiltInRules.all().stream().filter(rule -> GRAMMAR.contains(rule.info().id())).toList());

  @ParameterizedTest
  @CsvFileSource(
      resources = "acceptance.tsv",
      delimiter = '\t',
      quoteCharacter = '\0',
      maxCharsPerColumn = 10_000)
  void theGateAcceptsWhatTheTableSays(String iam, String gate, String why, String document) {
    assertThat(why)
        .startsWith(iam.equals(gate) ? "-" : iam.equals("accepted") ? "stricter: " : "laxer: ");
    assertThat(isAccepted(document)).isEqualTo(gate.equals("accepted"));
  }

  private static boolean isAccepted(String document) {
    return switch (PolicyParser.parse(document, "policy.json")) {
      case Parsed(var policy) ->
          !(VALIDATOR.validate(Policies.subject(policy)) instanceof Rejected);
      case Refused _, Unreadable _ -> false;
    };
  }
}
