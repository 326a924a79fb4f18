package dev.policygate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.testing.Policies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  private static final String READ =
      "{\"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\", \"s3:PutObject\"],"
          + " \"Resource\": \"arn:aws:s3:::bucket/*\"}";
  private static final String LIST =
      "{\"Effect\": \"Allow\", \"Action\": \"s3:ListBucket\", \"Resource\": \"*\"}";

  private static String of(String... statements) {
    return Fingerprint.of(Policies.of(statements).statements());
  }

  @Test
  void isTheSameForTheSameMeaningInOtherWriting() {
    assertThat(of(READ))
        .matches("[0-9a-f]{32}")
        .isEqualTo(
            of(
                "{\"Sid\": \"Mine\", \"Effect\": \"Allow\","
                    + " \"Action\": [\"s3:putobject\", \"s3:GetObject\"],\n"
                    + " \"Resource\": [\"arn:aws:s3:::bucket/*\"]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Effect\": \"Deny\", \"Action\": \"s3:ListBucket\", \"Resource\": \"*\"}",
        "{\"Effect\": \"Allow\", \"Action\": \"s3:ListBuckets\", \"Resource\": \"*\"}",
        "{\"Effect\": \"Allow\", \"NotAction\": \"s3:ListBucket\", \"Resource\": \"*\"}",
        "{\"Effect\": \"Allow\", \"Action\": \"s3:ListBucket\", \"Resource\": \"arn:aws:s3:::a\"}",
        "{\"Effect\": \"Allow\", \"Action\": \"s3:ListBucket\", \"Resource\": \"*\","
            + " \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}}"
      })
  void isAnotherForWhatSaysSomethingElse(String other) {
    assertThat(of(LIST)).isNotEqualTo(of(other));
  }

  @Test
  void countsEveryStatement() {
    assertThat(of(READ, LIST)).isNotEqualTo(of(READ)).isNotEqualTo(of(LIST, READ));
  }
}
