package dev.policygate.lambda.aws;

import static dev.policygate.lambda.aws.AwsErrors.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.policygate.guardrail.CentralDenies;
import dev.policygate.lambda.FailureType;
import dev.policygate.lambda.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class IamCentralDocumentsTest {

  private static final String ARN = "arn:aws:iam::111111111111:policy/central";
  private static final String DENY =
      """
      {"Version": "2012-10-17",
       "Statement": {"Sid": "NoLambda", "Effect": "%s", "Action": "lambda:*", "Resource": "*"}}
      """;

  private final FakeIam iam = new FakeIam();
  private Instant now = Instant.EPOCH;
  private final IamCentralDocuments documents = new IamCentralDocuments(iam, "aws", () -> now);

  private CentralDenies denies() {
    return documents.denies("111111111111", "central");
  }

  private void fails(String message) {
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(this::denies)
        .withMessage(message)
        .withNoCause()
        .extracting(Trouble::type)
        .isEqualTo(FailureType.CONFIGURATION_ERROR);
  }

  @Test
  void readsTheDefaultVersion() {
    iam.document = DENY.formatted("Deny");
    assertThat(denies().statements())
        .singleElement()
        .satisfies(
            statement -> assertThat(statement.sid().orElseThrow().value()).isEqualTo("NoLambda"));
    assertThat(iam.calls).containsExactly("GetPolicy " + ARN, "GetPolicyVersion v3");
  }

  @Test
  void keepsThemForFiveMinutes() {
    iam.document = DENY.formatted("Deny");
    denies();
    now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
    denies();
    assertThat(iam.calls).hasSize(2);
    now = now.plusMillis(1);
    denies();
    assertThat(iam.calls).hasSize(4);
  }

  @Test
  void keepsNoFailure() {
    iam.error =
        Optional.of(error(NoSuchEntityException.builder(), 404, "NoSuchEntity", "It is gone"));
    fails(
        "cannot read the central denies "
            + ARN
            + ": NoSuchEntity; check that the policy exists in the security account and that the"
            + " function's role may iam:GetPolicy and iam:GetPolicyVersion on it");
    iam.error = Optional.empty();
    iam.document = DENY.formatted("Deny");
    assertThat(denies().statements()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Version\": \"2012-10-17\"}",
        "{}",
        "no JSON",
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\"}]}"
      })
  void whatIsNoPolicyIsNotAppended(String document) {
    iam.document = document.startsWith("{") ? document : "no%20JSON";
    fails("the central denies " + ARN + " are no valid policy; check its default version");
  }

  @Test
  void anAllowIsNotAppended() {
    iam.document = DENY.formatted("Allow");
    fails(
        "the central denies "
            + ARN
            + " cannot be appended: the central statement NoLambda allows; only denies may be central");
  }

  @Test
  void anEmptyDocumentIsNotAppended() {
    iam.document = "{\"Version\": \"2012-10-17\", \"Statement\": []}";
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(this::denies)
        .extracting(Trouble::type)
        .isEqualTo(FailureType.CONFIGURATION_ERROR);
  }
}
