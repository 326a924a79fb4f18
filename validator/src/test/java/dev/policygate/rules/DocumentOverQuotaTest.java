package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.guardrail.CentralDenies;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Violation;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DocumentOverQuotaTest {

  private static final CentralDenies DENIES =
      Policies.central("{\"Effect\": \"Deny\", \"Action\": \"ec2:*\", \"Resource\": \"*\"}");

  /** A policy that is created with so many characters, the central denies included. */
  private static Policy ofLength(int length) {
    int without = PolicyWriter.write(DENIES.seal(named("")).document()).length();
    return named("x".repeat(length - without));
  }

  private static Policy named(String name) {
    return Policies.of(
        "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\",  \"Resource\": \"arn:aws:s3:::%s\"}"
            .formatted(name));
  }

  private static List<Violation> check(Policy policy) {
    return new DocumentOverQuota().check(Policies.subject(List.of(DENIES.seal(policy))));
  }

  @Test
  void takesWhatIamTakes() {
    assertThat(check(ofLength(6_144))).isEmpty();
  }

  @Test
  void countsTheCentralDeniesAndTellsHowManyCharactersTheyAre() {
    Policy policy = ofLength(6_145);
    int ofDenies = 6_145 - PolicyWriter.write(policy).length();
    assertThat(check(policy))
        .containsExactly(
            Violation.at(
                policy.location(),
                "the policy has 6,145 characters with the %d of the central denies, IAM takes 6,144"
                    .formatted(ofDenies),
                "make two policies of it, or join statements and use wildcards within one"
                    + " resource"));
  }

  @Test
  void countsNoBlanks() {
    String text = PolicyWriter.write(ofLength(6_000)).replace(":[", ":[" + " ".repeat(7_000));
    assertThat(check(Policies.parse(text, "policy.json"))).isEmpty();
  }

  @Test
  void writesNumbersAlikeInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(check(ofLength(6_145)).getFirst().message()).contains("6,145", "6,144");
    } finally {
      Locale.setDefault(before);
    }
  }
}
