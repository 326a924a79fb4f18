package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.testing.Policies;
import dev.policygate.validation.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class CentralDenyNotProvenTest {

  private static final Policy FIRST =
      Policies.of("{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}");
  private static final Policy SECOND =
      Policies.parse(
          Policies.text("{\"Effect\": \"Deny\", \"Action\": \"ec2:*\", \"Resource\": \"*\"}"),
          "second.json");

  private static SealedPolicy sealed(Policy policy, boolean proven) {
    return new SealedPolicy(policy, policy, List.of(), proven);
  }

  @Test
  void reportsEachPolicyThatIsNotProven() {
    assertThat(
            new CentralDenyNotProven()
                .check(Policies.subject(List.of(sealed(FIRST, true), sealed(SECOND, false)))))
        .containsExactly(
            Violation.at(
                SECOND.location(),
                "the policy is too intricate to prove that the central denies hold in it",
                "use fewer wildcards and statements"));
  }

  @Test
  void isSilentWhereAllAreProven() {
    assertThat(
            new CentralDenyNotProven()
                .check(Policies.subject(List.of(sealed(FIRST, true), sealed(SECOND, true)))))
        .isEmpty();
  }
}
